import type { api, BrandSummary, Impact, ReplyOf } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { releasedImpact } from '../blocks/used-in.ts';
import { assetUrl } from '../drafts/draft-bundle.ts';
import { parse } from '../drafts/gather-parts.ts';
import { type BrandRow, brandVersions, listBrands } from '../store/brands.ts';
import { assetSizes, brandAssets } from '../store/images.ts';
import { templatesOfBrand } from '../store/uses.ts';
import type { ProductionFacts } from '../types.ts';
import { filesOfBrand } from './files-of-brand.ts';

type Reading = Pick<Platform, 'db'>;
type Assets = ReplyOf<typeof api.brands.get>['assets'];

export async function showBrands(platform: Reading, query: PageQuery): Promise<ReplyOf<typeof api.brands.list>> {
  const limit = limitOf(query);
  const page = pageOf(await listBrands(platform.db, { after: after(query), limit: limit + 1 }), limit, ({ id }) => id);
  const rows = await Promise.all(page.rows.map(async (row) => present(row, await assetsOf(platform, row))));
  return { ...page, rows };
}

/** @throws PosthornError `content.unknown-brand` */
export async function showBrand(platform: Reading, id: string): Promise<ReplyOf<typeof api.brands.get>> {
  const row = await findBrand(platform, id);
  const assets = await assetsOf(platform, row);
  const versions = (await brandVersions(platform.db, id)).map(({ createdAt, ...version }) => ({
    ...version,
    current: version.id === row.versionId,
    createdAt: createdAt.toISOString(),
  }));
  return { brand: present(row, assets), document: parse(row.source), assets, versions };
}

/** Templates in a brand. @throws PosthornError `content.unknown-brand` */
export async function brandUsedIn(platform: Reading, id: string, query: PageQuery): Promise<ReplyOf<typeof api.brands.usedIn>> {
  await findBrand(platform, id);
  const limit = limitOf(query);
  const rows = await templatesOfBrand(platform.db, id, { limit: limit + 1, after: after(query) });
  const page = pageOf(rows, limit, (row) => row.id);
  return { ...page, rows: page.rows.map((row) => ({ ...row })) };
}

/** What a change of a brand touches. @throws PosthornError `content.unknown-brand` */
export async function brandImpact(platform: Pick<Platform, 'db' | 'clock'>, production: ProductionFacts, id: string): Promise<Impact> {
  await findBrand(platform, id);
  const users = await templatesOfBrand(platform.db, id);
  const released = users.filter(({ inReleased }) => inReleased).map((user) => user.id);
  return { templates: users.length, blocks: 0, ...(await releasedImpact(platform, production, released)) };
}

/** @throws PosthornError `content.unknown-brand` */
export async function findBrand({ db }: Reading, id: string): Promise<BrandRow> {
  const row = (await listBrands(db, { id, limit: 1 }))[0];
  if (!row) throw new PosthornError('content.unknown-brand', { detail: `There is no brand "${id}".` });
  return row;
}

async function assetsOf({ db }: Reading, { versionId, source }: BrandRow): Promise<Assets> {
  const files = versionId === null ? await filesOfBrand(db, parse(source), null) : await brandAssets(db, versionId);
  const sizes = await assetSizes(db, [...files.values()]);
  return Object.fromEntries([...files].map(([name, sha256]) => [name, { sha256, url: assetUrl(sha256), bytes: sizes.get(sha256) ?? 0 }]));
}

function present({ id, source, version, templates, revision, savedAt, savedBy }: BrandRow, assets: Assets): BrandSummary {
  const { name, sender, colors, logo } = parse<Brand>(source);
  return {
    ...{ id, name, templates, organisation: sender.organisation, colors: { ...colors } },
    ...(version === null ? {} : { version }),
    ...(logo !== undefined && Object.hasOwn(assets, logo) ? { logo: assets[logo]! } : {}),
    ...(revision !== null && savedAt && savedBy ? { draft: { revision, savedAt: savedAt.toISOString(), savedBy } } : {}),
  };
}
