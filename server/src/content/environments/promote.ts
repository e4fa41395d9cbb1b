import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import type { Promotion } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { presentDiagnostic } from '../drafts/draft-bundle.ts';
import { pullFolder } from '../pull-folder.ts';
import { type Pushed, pushFolder } from '../push-folder.ts';
import { compareFolder } from './compare-folder.ts';
import { withUnpacked } from './unpack.ts';

/** What the templates of an archive would change here, for whoever would bring them. @throws PosthornError those of `compareFolder`, `withUnpacked` */
export async function compareArchive(platform: Platform, actor: Actor, bytes: Uint8Array): Promise<readonly Promotion[]> {
  return await withUnpacked(bytes, async (folders) => {
    const found: Promotion[] = [];
    for (const folder of folders) {
      const { templateId, against, differences, obstacles, repeats } = await compareFolder(platform, folder, actor);
      found.push({
        templateId,
        ...(against ? { against } : {}),
        differences: differences.map(({ nodes, ...one }) => ({ ...one, ...(nodes ? { nodes: [...nodes] } : {}) })),
        obstacles: obstacles.map(presentDiagnostic),
        repeats: repeats.map(presentDiagnostic),
      });
    }
    return found;
  });
}

export interface Bringing {
  readonly template: string;
  /** The hash of the newest version that the difference was shown against; null where there was none. */
  readonly against: string | null;
  /** Parts that stay as they are here: `template`, `brand`, `samples`, `block:ID`. */
  readonly leave: ReadonlySet<string>;
}

/**
 * Brings one template of an archive as a draft version. Parts that are to stay are taken from the newest version here.
 * @throws PosthornError `content.unknown-template` for one that the archive does not hold, those of `pushFolder` and `withUnpacked`
 */
export async function bringFromArchive(platform: Platform, actor: Actor, bytes: Uint8Array, it: Bringing): Promise<Pushed> {
  return await withUnpacked(bytes, async (folders) => {
    const folder = await folderOf(folders, it.template);
    if (it.leave.size > 0) await leaveParts(platform, folder, it);
    return await pushFolder(platform, actor, folder, { against: it.against });
  });
}

async function folderOf(folders: readonly string[], template: string): Promise<string> {
  for (const folder of folders) if ((await jsonOf(join(folder, 'template.json'))).id === template) return folder;
  throw new PosthornError('content.unknown-template', { detail: `The archive holds no template "${template}".` });
}

/** Puts files of the newest version here in the place of those that are not to be brought. */
async function leaveParts(platform: Platform, folder: string, { template, leave }: Bringing): Promise<void> {
  const here = await mkdtemp(join(tmpdir(), 'posthorn-here-'));
  try {
    await pullFolder(platform, template, here);
    const keep = async (file: string) => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await copyFile(join(here, file), join(folder, file)).catch(() => rm(join(folder, file), { force: true }));
    };
    if (leave.has('template')) await keep('template.json');
    if (leave.has('samples')) await keep('sample.jsonl');
    if (leave.has('brand')) {
      await keep('brand.json');
      const { assets = {} } = (await jsonOf(join(here, 'brand.json'))) as { assets?: Record<string, string> };
      for (const place of Object.values(assets)) if (!place.startsWith('npm:')) await keep(normalize(place));
    }
    await leaveBlocks(here, folder, leave);
  } finally {
    await rm(here, { recursive: true, force: true });
  }
}

async function leaveBlocks(here: string, folder: string, leave: ReadonlySet<string>): Promise<void> {
  const [ours, theirs] = [await blockFiles(here), await blockFiles(folder)];
  for (const id of [...leave].filter((part) => part.startsWith('block:')).map((part) => part.slice('block:'.length))) {
    const [from, to] = [ours.get(id), theirs.get(id)];
    if (to !== undefined) await rm(join(folder, 'blocks', to));
    if (from === undefined) continue;
    await mkdir(join(folder, 'blocks'), { recursive: true });
    await copyFile(join(here, 'blocks', from), join(folder, 'blocks', from));
  }
}

async function blockFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(join(folder, 'blocks')).catch(() => [])).filter((name) => name.endsWith('.json'));
  return new Map(await Promise.all(names.map(async (name) => [String((await jsonOf(join(folder, 'blocks', name))).id), name] as const)));
}

async function jsonOf(path: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch {
    // What cannot be read is told when the folder is read as a whole.
    return {};
  }
}
