import type { api, Impact, ReplyOf } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { blockExists } from '../store/parts.ts';
import { countUsers, releasedTemplatesUsing, usersOf } from '../store/uses.ts';
import { releasedInfos } from '../store.ts';
import type { ProductionFacts } from '../types.ts';

const aMonth = 30 * 86_400_000;
const greatestShown = 20;

/** Who uses a block, directly or through other blocks: out of the table that saves and releases keep. @throws PosthornError `content.unknown-block` */
export async function usedIn(platform: Pick<Platform, 'db'>, id: string, query: PageQuery): Promise<ReplyOf<typeof api.blocks.usedIn>> {
  await known(platform, id);
  const limit = limitOf(query);
  const page = pageOf(await usersOf(platform.db, id, limit + 1, after(query)), limit, (row) => `${row.kind}/${row.id}`);
  return { ...page, rows: page.rows.map((row) => ({ ...row })) };
}

/** What a change of a block touches. @throws PosthornError `content.unknown-block` */
export async function impactOf(platform: Pick<Platform, 'db' | 'clock'>, production: ProductionFacts, id: string): Promise<Impact> {
  await known(platform, id);
  const [{ templates, blocks }, released] = await Promise.all([countUsers(platform.db, id), releasedTemplatesUsing(platform.db, id)]);
  return { templates, blocks, ...(await releasedImpact(platform, production, released)) };
}

/** What a change of the released versions of some templates touches. */
export async function releasedImpact(
  platform: Pick<Platform, 'db' | 'clock'>,
  production: ProductionFacts,
  released: readonly string[],
): Promise<Omit<Impact, 'templates' | 'blocks'>> {
  const since = new Date(platform.clock().getTime() - aMonth);
  const { total, greatest } = await production.communicationsSince(released, since, greatestShown);
  const versions = await releasedInfos(
    platform.db,
    greatest.map(({ templateId }) => templateId),
  );
  return {
    releasedVersions: released.length,
    communicationsAMonth: total,
    greatest: greatest.flatMap(({ templateId, composed }) => {
      const version = versions.find((one) => one.templateId === templateId);
      return version ? [{ templateId, versionId: version.id, version: version.version, communicationsAMonth: composed }] : [];
    }),
  };
}

async function known(platform: Pick<Platform, 'db'>, id: string): Promise<void> {
  if (!(await blockExists(platform.db, id))) throw new PosthornError('content.unknown-block', { detail: `There is no block "${id}".` });
}
