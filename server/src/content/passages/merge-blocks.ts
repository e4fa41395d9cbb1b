import type { api, BodyOf, ReplyOf } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { type JsonNode, nodesOf } from '../nodes.ts';
import { sourcesAsTheyAre } from '../store/passages.ts';
import { insertReplacement, type ReplacedDocument } from '../store/replacements.ts';
import { directUsers } from '../store/uses.ts';
import { rewriteDraft, shoutRewritten } from './rewrite-drafts.ts';

/** Templates and blocks whose drafts are changed at once. */
const mostUsers = 2_000;

/**
 * Puts one block in the place of another wherever drafts or newest versions name that: in drafts, which are begun where there are none. The block that
 * nothing uses any more stays; released versions go on with it until their drafts are released.
 * @throws PosthornError `content.unknown-block`, `content.cannot-merge`, `content.in-review`, `content.locked`
 */
export async function mergeBlocks(
  platform: Platform,
  actor: Actor,
  id: string,
  { into }: BodyOf<typeof api.passages.merge>,
): Promise<ReplyOf<typeof api.passages.merge>> {
  const [from, to] = [await blockSource(platform, id), await blockSource(platform, into)];
  if (id === into) throw new PosthornError('content.cannot-merge', { detail: 'A block cannot take its own place.' });
  await refuseCircle(platform, id, into);
  const needs = parametersOf(to);
  const has = parametersOf(from);
  const { documents, deed } = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const users = await directUsers(trx, id, mostUsers + 1);
    if (users.length > mostUsers)
      throw new PosthornError('content.cannot-merge', { detail: `More than ${mostUsers} templates and blocks use it.` });
    const documents: ReplacedDocument[] = [];
    for (const user of users) {
      const changed = await rewriteDraft(platform, trx, actor, user, undefined, (node) => mergedNode(node, id, into, has, needs));
      if (changed) documents.push(changed);
    }
    const deed = await insertReplacement(
      trx,
      { kind: 'merge', clusterId: null, blockId: into, blockCreated: false },
      documents,
      actor.name,
      platform.clock(),
    );
    await platform.audit.append(trx, actor, 'content.block-merge', `block/${id}`, {
      into,
      replacement: deed,
      documents: documents.map(({ kind, contentId }) => `${kind}/${contentId}`),
    });
    return { documents, deed };
  });
  await shoutRewritten(platform, actor, documents);
  return { id: deed, documents: documents.length, passages: documents.reduce((sum, { nodes }) => sum + nodes.length, 0) };
}

async function blockSource(platform: Pick<Platform, 'db'>, id: string): Promise<JsonDocument> {
  const source = (await sourcesAsTheyAre(platform.db, 'block', { ids: [id] }))[0]?.source ?? '';
  if (source === '') throw new PosthornError('content.unknown-block', { detail: `There is no block "${id}".` });
  return parse<JsonDocument>(source);
}

const parametersOf = ({ parameters }: JsonDocument): readonly string[] => (Array.isArray(parameters) ? parameters.map(String) : []);

/** The block that stays must not be made of the one that goes: it would contain itself. */
async function refuseCircle(platform: Pick<Platform, 'db'>, id: string, into: string): Promise<void> {
  const seen = new Set<string>();
  for (let wanted: readonly string[] = [into]; wanted.length > 0; ) {
    const ids = wanted.filter((one) => !seen.has(one));
    for (const one of ids) seen.add(one);
    const sources = ids.length === 0 ? [] : await sourcesAsTheyAre(platform.db, 'block', { ids });
    wanted = sources.flatMap(({ source }) =>
      source === '' ? [] : nodesOf(parse(source)).flatMap(({ type, ref }) => (type === 'block' ? [String(ref)] : [])),
    );
    if (wanted.includes(id)) throw new PosthornError('content.cannot-merge', { detail: `The block "${into}" is made of "${id}".` });
  }
}

function mergedNode(node: JsonNode, id: string, into: string, has: readonly string[], needs: readonly string[]): JsonNode {
  if (node.type !== 'block' || node.ref !== id) return node;
  const given = (node.with ?? {}) as Readonly<Record<string, string>>;
  const missing = needs.filter((name) => given[name] === undefined);
  if (missing.length > 0)
    throw new PosthornError('content.cannot-merge', {
      detail: `The block "${into}" needs values for ${missing.map((name) => `"${name}"`).join(', ')}; "${id}" is given ${has.length === 0 ? 'none' : has.join(', ')}.`,
    });
  const { with: _with, ...rest } = node;
  const values = Object.fromEntries(needs.map((name) => [name, given[name]!]));
  return { ...rest, type: 'block', ref: into, ...(needs.length > 0 ? { with: values } : {}) };
}
