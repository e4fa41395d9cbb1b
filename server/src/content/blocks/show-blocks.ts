import type { api, BlockSummary, BodyOf, QueryOf, ReplyOf } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, pageOf } from '../../platform/http/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { passagesOf } from '../passages/passages-of.ts';
import { refuseWriting } from '../restrictions/refuse-writing.ts';
import { type BlockRow, blockVersions, candidatesOf, describeBlock, labelsOfBlocks, listBlocks } from '../store/blocks.ts';
import { sourcesAsTheyAre } from '../store/passages.ts';
import { chooseCandidate, dayOf } from '../validity.ts';
import { languagesOf } from './languages.ts';

type Reading = Pick<Platform, 'db' | 'clock'>;

export async function showBlocks(platform: Reading, query: QueryOf<typeof api.blocks.list>): Promise<ReplyOf<typeof api.blocks.list>> {
  const limit = limitOf(query);
  const { q, tag, department } = query;
  const rows = await listBlocks(platform.db, { q, tag, department, after: after(query), limit: limit + 1 });
  const page = pageOf(rows, limit, ({ id }) => id);
  return { ...page, rows: page.rows.map(present) };
}

/** @throws PosthornError `content.unknown-block` */
export async function showBlock(platform: Reading, id: string): Promise<ReplyOf<typeof api.blocks.get>> {
  const block = await found(platform, id);
  const current = chooseCandidate(await candidatesOf(platform.db, [id]), dayOf(platform.clock()))?.versionId;
  const versions = (await blockVersions(platform.db, id)).map(({ validFrom, validUntil, createdAt, ...row }) => ({
    ...row,
    current: row.id === current,
    createdAt: createdAt.toISOString(),
    ...(validFrom ? { validFrom } : {}),
    ...(validUntil ? { validUntil } : {}),
  }));
  return { block, versions, texts: textsOf(parse<JsonDocument>(await saidNow(platform, id))) };
}

async function saidNow(platform: Reading, id: string): Promise<string> {
  return (await sourcesAsTheyAre(platform.db, 'block', { ids: [id] }))[0]!.source;
}

/** All that a block says, language by language: for channels in general, then for those with content of their own. */
function textsOf({ body, variants, ...block }: JsonDocument): ReplyOf<typeof api.blocks.get>['texts'] {
  const bodies = [['', body] as const, ...Object.entries((variants ?? {}) as object)];
  return bodies.flatMap(([channel, nodes]) => {
    const passages = passagesOf({ ...block, body: nodes as unknown });
    const languages = [...new Set(passages.flatMap(({ texts }) => Object.keys(texts)))].sort();
    const named = languages.filter((language) => language !== '');
    // Texts that are the same in all languages stand among those of each.
    return (named.length > 0 ? named : languages).map((language) => ({
      channel,
      language,
      text: passages.flatMap(({ texts }) => texts[language] ?? texts[''] ?? []).join('\n\n'),
    }));
  });
}

export async function showLabels(platform: Reading): Promise<ReplyOf<typeof api.blocks.labels>> {
  return await labelsOfBlocks(platform.db);
}

/** @throws PosthornError `content.unknown-block` */
export async function describe(
  platform: Platform,
  actor: Actor,
  id: string,
  change: BodyOf<typeof api.blocks.describe>,
): Promise<BlockSummary> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await refuseWriting(trx, actor, 'block', id);
    if (!(await describeBlock(trx, id, change))) throw unknown(id);
    await platform.audit.append(trx, actor, 'content.block-describe', `block/${id}`, change);
  });
  return await found(platform, id);
}

async function found(platform: Reading, id: string): Promise<BlockSummary> {
  const row = (await listBlocks(platform.db, { id, limit: 1 }))[0];
  if (!row) throw unknown(id);
  return present(row);
}

const unknown = (id: string) => new PosthornError('content.unknown-block', { detail: `There is no block "${id}".` });

function present({ source, department, version, revision, savedAt, savedBy, tags, ...row }: BlockRow): BlockSummary {
  const document = parse<{ name: string | Record<string, string>; variants?: object; parameters?: readonly string[] }>(source);
  return {
    ...row,
    name: typeof document.name === 'string' ? { en: document.name } : document.name,
    tags: [...tags],
    languages: [...languagesOf(document)],
    channels: Object.keys(document.variants ?? {}),
    parameters: [...(document.parameters ?? [])],
    ...(department ? { department } : {}),
    ...(version !== null ? { version } : {}),
    ...(revision !== null && savedAt && savedBy ? { draft: { revision, savedAt: savedAt.toISOString(), savedBy } } : {}),
  };
}
