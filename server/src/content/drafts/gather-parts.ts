import type { Block, Brand, Template, TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { assetReferences, blockReferences } from '../nodes.ts';
import { candidatesOf } from '../store/blocks.ts';
import { brandAssets, imagesNamed } from '../store/images.ts';
import { brandVersion, draftBlocks, latestBrand, type PartSource } from '../store/parts.ts';
import type { Reader } from '../store/reader.ts';
import { latestVersion } from '../store.ts';
import { type BlockCandidate, chooseCandidate } from '../validity.ts';
import type { JsonDocument } from './document.ts';

/** What a template or block is composed with, as it is today. */
export interface Parts {
  readonly brand: PartSource;
  /** Every version of a block that may be due now or later, by the block's id. */
  readonly candidates: ReadonlyMap<string, readonly BlockCandidate[]>;
  /** Blocks that have no version yet, as their drafts say. */
  readonly unreleased: ReadonlyMap<string, string>;
  /** Name → SHA-256 of fonts and images. */
  readonly assets: ReadonlyMap<string, string>;
}

/**
 * Finds the brand, the blocks that documents refer to, directly or through other blocks, and the images they name.
 * @param documents the template with the blocks that are to be taken instead of their versions
 * @throws PosthornError `content.unknown-brand`
 */
export async function gatherParts(
  db: Reader,
  brandId: string,
  documents: readonly JsonDocument[],
  own: ReadonlySet<string> = new Set(),
): Promise<Parts> {
  const brand = await latestBrand(db, brandId);
  if (!brand) throw new PosthornError('content.unknown-brand', { detail: `There is no brand "${brandId}".` });
  return await gatherIn(db, brand, await brandAssets(db, brand.versionId), documents, own);
}

/** The same with a certain version of the brand. */
export async function gatherWith(db: Reader, brandVersionId: string, documents: readonly JsonDocument[]): Promise<Parts> {
  return await gatherIn(db, (await brandVersion(db, brandVersionId))!, await brandAssets(db, brandVersionId), documents);
}

/** The same with a brand as it is given, and the hashes of its fonts and images. */
export async function gatherIn(
  db: Reader,
  brand: PartSource,
  files: ReadonlyMap<string, string>,
  documents: readonly JsonDocument[],
  own: ReadonlySet<string> = new Set(),
): Promise<Parts> {
  const masters = { masters: parse<Brand>(brand.source).masters };
  const { candidates, unreleased } = await gatherBlocks(db, [...documents, masters as unknown as JsonDocument], own);
  const bodies = [...candidates.values()].flat().map(({ source }) => parse<JsonDocument>(source));
  const drafts = [...unreleased.values()].map((text) => parse<JsonDocument>(text));
  const names = new Set([...documents, ...bodies, ...drafts].flatMap((one) => [...assetReferences(one)]));
  const found = new Map([...(await imagesNamed(db, [...names])), ...files]);
  const assets = new Map([
    ...(await pushedImages(
      db,
      documents,
      [...names].filter((name) => !found.has(name)),
    )),
    ...found,
  ]);
  return { brand, candidates, unreleased, assets };
}

/** Images that came with the folder of a template, for names that nothing else has. */
async function pushedImages(
  db: Reader,
  documents: readonly JsonDocument[],
  names: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const template = documents.find(({ kind }) => kind === 'template');
  if (names.length === 0 || !template) return [];
  const { assets = {} } = (await latestVersion(db, String(template.id)))?.manifest ?? {};
  return names.flatMap((name) => (Object.hasOwn(assets, name) ? [[name, assets[name]!] as const] : []));
}

async function gatherBlocks(db: Reader, documents: readonly JsonDocument[], own: ReadonlySet<string>) {
  const candidates = new Map<string, readonly BlockCandidate[]>();
  const unreleased = new Map<string, string>();
  const asked = new Set(own);
  let wanted = documents.flatMap(blockReferences);
  while (wanted.length > 0) {
    const ids = [...new Set(wanted)].filter((id) => !asked.has(id));
    for (const id of ids) asked.add(id);
    const found = Map.groupBy(await candidatesOf(db, ids), ({ id }) => id);
    for (const [id, versions] of found) candidates.set(id, versions);
    const drafts = await draftBlocks(
      db,
      ids.filter((id) => !found.has(id)),
    );
    for (const [id, text] of drafts) unreleased.set(id, text);
    wanted = [...[...found.values()].flat().map(({ source }) => source), ...drafts.values()].flatMap((text) =>
      blockReferences(parse(text)),
    );
  }
  return { candidates, unreleased };
}

/** The blocks of a day, by id. */
export function blocksOn(parts: Parts, day: string): Record<string, JsonDocument> {
  const blocks: Record<string, JsonDocument> = {};
  for (const [id, versions] of parts.candidates) blocks[id] = parse(chooseCandidate(versions, day)!.source);
  for (const [id, text] of parts.unreleased) blocks[id] = parse(text);
  return blocks;
}

/** As the engine takes it, with all bytes. */
export async function bundleWith(
  platform: Pick<Platform, 'objects'>,
  template: JsonDocument,
  parts: Parts,
  blocks: Record<string, JsonDocument>,
): Promise<TemplateBundle> {
  const assets = await Promise.all(
    [...parts.assets].map(async ([name, hash]) => [name, await platform.objects.get(`assets/${hash}`)] as const),
  );
  return {
    template: template as unknown as Template,
    brand: parse<Brand>(parts.brand.source),
    blocks: blocks as unknown as Record<string, Block>,
    assets: Object.fromEntries(assets),
  };
}

export const parse = <T>(text: string): T => JSON.parse(text.replace(/^\uFEFF/, '')) as T;
