import type { Block, Brand, Template, TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { releasedVersionRow, sourcesOf, versionById } from './store.ts';
import type { TemplateVersionInfo, TemplateVersionRow } from './types.ts';
import { daysOfChange, pinsOn } from './validity.ts';

type Stores = Pick<Platform, 'db' | 'objects'>;

/**
 * A template version with exactly the brand, blocks and assets that it was made with. Where it pins several wordings of a block it takes
 * those of the day. Bundles hold some megabytes of fonts: who needs one often keeps it.
 * @param day such as `2027-01-31`; for what goes to customers that of the run
 * @throws PosthornError `content.unknown-version`
 */
export async function loadBundle(platform: Stores, versionId: string, day: string): Promise<TemplateBundle> {
  return await bundleOf(platform, await findVersion(platform, versionId), day);
}

/** The days on which another wording begins or ends in a version: between them all days are alike. Sorted. */
export async function turningDays(platform: Pick<Platform, 'db'>, versionId: string): Promise<readonly string[]> {
  const { blocks } = (await findVersion(platform, versionId)).manifest;
  return daysOfChange(blocks);
}

/** @throws PosthornError `content.unknown-version` */
export async function findVersion(platform: Pick<Platform, 'db'>, versionId: string): Promise<TemplateVersionRow> {
  const row = await versionById(platform.db, versionId);
  if (!row) throw new PosthornError('content.unknown-version', { detail: `There is no template version ${versionId}.` });
  return row;
}

/** The version that goes to customers; undefined while none was released. */
export async function releasedVersion(platform: Pick<Platform, 'db'>, templateId: string): Promise<TemplateVersionInfo | undefined> {
  return await releasedVersionRow(platform.db, templateId);
}

export async function bundleOf(platform: Stores, row: TemplateVersionRow, day: string): Promise<TemplateBundle> {
  const { brand, assets } = row.manifest;
  const blocks = pinsOn(row.manifest, day);
  const brandSource = (await sourcesOf(platform.db, 'brand', [brand.versionId])).get(brand.versionId)!;
  const blockSources = await sourcesOf(
    platform.db,
    'block',
    blocks.map((block) => block.versionId),
  );
  const bytes = await Promise.all(
    Object.entries(assets).map(async ([name, hash]) => [name, await platform.objects.get(`assets/${hash}`)] as const),
  );
  return {
    template: parse<Template>(row.source),
    brand: parse<Brand>(brandSource),
    blocks: Object.fromEntries(blocks.map((block) => [block.id, parse<Block>(blockSources.get(block.versionId)!)])),
    assets: Object.fromEntries(bytes),
  };
}

const parse = <T>(text: string): T => JSON.parse(text.replace(/^\uFEFF/, '')) as T;
