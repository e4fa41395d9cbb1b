import type { api, BodyOf, ReplyOf } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { createBlockIn } from '../drafts/create-content.ts';
import { emptyBlock, idFromName, type JsonDocument } from '../drafts/document.ts';
import type { JsonNode } from '../nodes.ts';
import { closeDraft, lockDraft } from '../store/drafts.ts';
import { blockExists } from '../store/parts.ts';
import { clusterById, deleteMeantToDiffer, insertMeantToDiffer, setClusterState } from '../store/passages.ts';
import type { Reader } from '../store/reader.ts';
import {
  deleteUnusedBlock,
  insertReplacement,
  isUsed,
  lockReplacement,
  markUndone,
  type ReplacedDocument,
  replacedDocuments,
} from '../store/replacements.ts';
import { putUses } from '../store/uses.ts';
import { type PlannedCluster, planCluster } from './plan-cluster.ts';
import { restoreDraft, rewriteDraft, shoutRewritten } from './rewrite-drafts.ts';
import { wordingHash } from './search-passages.ts';

type Trx = Parameters<typeof rewriteDraft>[1];

/**
 * Puts references to one block in the place of passages, in the drafts of all templates and blocks that have them: in all or in none.
 * @throws PosthornError `content.unknown-cluster`, `content.passages-changed`, `content.in-review`, `content.locked`, `content.exists`
 */
export async function joinPassages(
  platform: Platform,
  actor: Actor,
  clusterId: string,
  request: BodyOf<typeof api.passages.join>,
): Promise<ReplyOf<typeof api.passages.join>> {
  const planned = await planCluster(platform, clusterId, { kept: request.kept, members: request.members });
  refuseUnfit(planned, request.members);
  const { id, blockId, documents } = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const blockId = planned.wording.parameters ? planned.wording.blockId : await createJoined(platform, trx, actor, planned, request);
    const documents = await rewriteAll(platform, trx, actor, planned, blockId);
    const deed = { kind: 'join' as const, clusterId, blockId, blockCreated: planned.wording.parameters === undefined };
    const id = await insertReplacement(trx, deed, documents, actor.name, platform.clock());
    await setClusterState(trx, clusterId, 'replaced');
    await platform.audit.append(trx, actor, 'content.passages-join', `block/${blockId}`, {
      replacement: id,
      documents: documents.map(({ kind, contentId, nodes }) => ({ document: `${kind}/${contentId}`, passages: nodes.length })),
    });
    return { id, blockId, documents };
  });
  await shoutRewritten(platform, actor, documents);
  return { id, blockId, documents: documents.length, passages: documents.reduce((sum, { nodes }) => sum + nodes.length, 0) };
}

function refuseUnfit({ plan, chosen, members }: PlannedCluster, wanted: readonly number[]): void {
  const gone = wanted.some((index) => !chosen.includes(index) && members[index]?.passage === undefined);
  const unfit = plan.passages.some(({ reference }) => reference === undefined);
  if (gone || unfit || chosen.length === 0)
    throw new PosthornError(
      'content.passages-changed',
      unfit ? { detail: 'The fields or languages of a chosen passage do not fit the block.' } : {},
    );
}

async function createJoined(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { plan }: PlannedCluster,
  { name, id: wished, department, tags }: BodyOf<typeof api.passages.join>,
): Promise<string> {
  const id = wished ?? (await freeId(trx, idFromName(Object.values(name)[0]!) || 'text'));
  const { id: _id, ...node } = plan.body!;
  const block = emptyBlock(id, name, plan.parameters, [{ ...node, id: 'n1' }]);
  await createBlockIn(platform, trx, actor, id, { department: department ?? null, tags: tags ?? [] }, block as unknown as JsonDocument);
  return id;
}

async function freeId(db: Reader, base: string): Promise<string> {
  for (let i = 1; ; i++) {
    const id = i === 1 ? base : `${base.slice(0, 70)}-${i}`;
    if (!(await blockExists(db, id))) return id;
  }
}

async function rewriteAll(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  planned: PlannedCluster,
  blockId: string,
): Promise<readonly ReplacedDocument[]> {
  const { members, chosen, plan } = planned;
  const references = new Map(chosen.map((index, i) => [index, { ...plan.passages[i]!.reference!, ref: blockId } as JsonNode]));
  const byDocument = Map.groupBy(
    members.filter(({ index }) => references.has(index)),
    ({ member }) => `${member.kind}/${member.id}`,
  );
  const done: ReplacedDocument[] = [];
  // In one order, so that two deeds at once wait for each other instead of locking each other out.
  for (const key of [...byDocument.keys()].sort()) {
    const of = byDocument.get(key)!;
    const { kind, id } = of[0]!.member;
    const byPointer = new Map(of.map(({ index, passage }) => [passage!.pointer, { passage: passage!, reference: references.get(index)! }]));
    const rest = [...byPointer.values()];
    const changed = await rewriteDraft(platform, trx, actor, { kind, id }, new Set(byPointer.keys()), (node) => {
      const found = rest.findIndex(({ passage }) => sameText(passage.node, node));
      if (found < 0) throw new PosthornError('content.passages-changed');
      const [{ reference }] = rest.splice(found, 1) as [(typeof rest)[number]];
      return { ...reference, id: node.id! };
    });
    if (changed) done.push(changed);
  }
  return done;
}

/** The draft may have been saved since the plan was made. */
const sameText = (one: JsonNode, other: JsonNode): boolean =>
  one.type === other.type && JSON.stringify(one.text) === JSON.stringify(other.text);

/** Undoes a deed in all drafts at once. @throws PosthornError `content.unknown-replacement`, `content.in-review`, `content.locked` */
export async function undoReplacement(platform: Platform, actor: Actor, id: string): Promise<ReplyOf<typeof api.passages.undo>> {
  const { documents, left } = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const deed = await lockReplacement(trx, id);
    if (!deed || deed.undoneAt) throw new PosthornError('content.unknown-replacement');
    const documents = await replacedDocuments(trx, id);
    let left = 0;
    for (const one of documents) left += await restoreDraft(platform, trx, actor, one);
    await markUndone(trx, id, actor.name, platform.clock());
    if (deed.blockCreated) await removeCreated(trx, deed.blockId);
    if (deed.clusterId && (await clusterById(trx, deed.clusterId))) await setClusterState(trx, deed.clusterId, 'open');
    await platform.audit.append(trx, actor, 'content.passages-undo', `block/${deed.blockId}`, { replacement: id, left });
    return { documents, left };
  });
  await shoutRewritten(platform, actor, documents);
  return { documents: documents.length, left };
}

/** The block that was made for it goes too, unless it is used by now or was submitted. */
async function removeCreated(trx: Trx, blockId: string): Promise<void> {
  const draft = await lockDraft(trx, 'block', blockId);
  if (!draft || draft.inReview || draft.revision > 1 || (await isUsed(trx, blockId))) return;
  await closeDraft(trx, draft.id, 'discarded');
  await putUses(trx, { kind: 'block', id: blockId, place: 'draft' }, []);
  await deleteUnusedBlock(trx, blockId);
}

/** Remembers that these passages are meant to differ: no later search shows them together. @throws PosthornError `content.unknown-cluster` */
export async function dismissCluster(platform: Platform, actor: Actor, id: string, comment: string): Promise<void> {
  const { members, cluster } = await planCluster(platform, id, {});
  const hashes = members.flatMap(({ passage }) =>
    passage ? Object.values(passage.texts).map((text) => wordingHash({ text, sort: passage.sort })) : [],
  );
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await insertMeantToDiffer(trx, cluster.id, [...new Set(hashes)], comment, actor.name, platform.clock());
    await setClusterState(trx, id, 'dismissed');
    await platform.audit.append(trx, actor, 'content.passages-dismiss', `cluster/${id}`, {
      comment,
      documents: [...new Set(members.map(({ member }) => `${member.kind}/${member.id}`))].slice(0, 50),
    });
  });
}

/** Takes that back. @throws PosthornError `content.unknown-cluster` */
export async function reopenCluster(platform: Platform, actor: Actor, id: string): Promise<void> {
  if (!(await clusterById(platform.db, id))) throw new PosthornError('content.unknown-cluster');
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await deleteMeantToDiffer(trx, id);
    await setClusterState(trx, id, 'open');
    await platform.audit.append(trx, actor, 'content.passages-reopen', `cluster/${id}`, {});
  });
}
