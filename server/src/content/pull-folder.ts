import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { Brand } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { latestVersion, sourcesOf, versionByNumber } from './store.ts';
import type { TemplateVersionRow } from './types.ts';
import { dayOf, pinsOn } from './validity.ts';

/**
 * Writes a template version as files, as they were pushed: pushing them again changes nothing. Assets of npm packages stay where they
 * are.
 * @param version the latest if absent
 * @returns the files written, relative to the folder
 * @throws PosthornError `content.unknown-template`, `content.unknown-version`
 */
export async function pullFolder(
  platform: Pick<Platform, 'db' | 'objects' | 'clock'>,
  templateId: string,
  folder: string,
  version?: number,
): Promise<{ readonly version: number; readonly files: readonly string[] }> {
  const row = await findTemplateVersion(platform, templateId, version);
  const files = await filesOf(platform, row);
  for (const [file, content] of files) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return { version: row.version, files: [...files.keys()] };
}

/**
 * A version by its number; the latest without one.
 * @throws PosthornError `content.unknown-template`, `content.unknown-version`
 */
export async function findTemplateVersion(
  platform: Pick<Platform, 'db'>,
  templateId: string,
  version: number | undefined,
): Promise<TemplateVersionRow> {
  const latest = await latestVersion(platform.db, templateId);
  if (!latest) throw new PosthornError('content.unknown-template', { detail: `There is no template "${templateId}".` });
  const row = version === undefined ? latest : await versionByNumber(platform.db, templateId, version);
  if (!row) throw new PosthornError('content.unknown-version', { detail: `The template "${templateId}" has no version ${version}.` });
  return row;
}

/** All files of a version by their names in its folder: what `pullFolder` writes. */
export async function filesOf(
  platform: Pick<Platform, 'db' | 'objects' | 'clock'>,
  row: TemplateVersionRow,
): Promise<Map<string, string | Uint8Array>> {
  const { manifest } = row;
  const pins = pinsOn(manifest, dayOf(platform.clock()));
  const brand = (await sourcesOf(platform.db, 'brand', [manifest.brand.versionId])).get(manifest.brand.versionId)!;
  const blocks = await sourcesOf(
    platform.db,
    'block',
    pins.map((block) => block.versionId),
  );
  const files = new Map<string, string | Uint8Array>([
    ['template.json', row.source],
    ['brand.json', brand],
  ]);
  for (const block of pins) files.set(`blocks/${fileName(block.id)}.json`, blocks.get(block.versionId)!);
  if (row.samples !== '') files.set('sample.jsonl', row.samples);
  const places = (JSON.parse(brand) as Brand).assets;
  // Images that were uploaded lie beside the brand's, under their names.
  for (const [name, hash] of Object.entries(manifest.assets))
    if (!Object.hasOwn(places, name)) files.set(`images/${fileName(name)}`, await platform.objects.get(`assets/${hash}`));
  for (const [name, place] of Object.entries(places)) {
    const path = normalize(place);
    if (place.startsWith('npm:') || path.startsWith('..') || path.startsWith('/')) continue;
    files.set(path, await platform.objects.get(`assets/${manifest.assets[name]!}`));
  }
  return files;
}

/** Ids come from files, but not every id is a safe file name. */
export const fileName = (id: string): string => id.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');
