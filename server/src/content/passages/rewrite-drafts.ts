import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { documentText } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { shoutDraft } from '../drafts/live.ts';
import { locked, refuseInReview } from '../drafts/save-draft.ts';
import { type JsonNode, mapNodes, usesOf, withNodeIds } from '../nodes.ts';
import { refuseLockedChange, refuseWriting } from '../restrictions/refuse-writing.ts';
import { keepWords } from '../store/blocks.ts';
import { addRevision, closeDraft, insertDraft, lockDraft, openDraft, revisionDocument } from '../store/drafts.ts';
import { lockOf } from '../store/locks.ts';
import { latestBlocks } from '../store/parts.ts';
import type { Trx } from '../store/reader.ts';
import type { ReplacedDocument, ReplacedNode } from '../store/replacements.ts';
import { putUses } from '../store/uses.ts';
import { latestVersion } from '../store.ts';
import type { DraftRow, TextKind } from '../types.ts';

/** Says in the news of a draft who saved: no editor. */
export const byReplacement = 'replacement';

export interface DocumentKey {
  readonly kind: TextKind;
  readonly id: string;
}

/**
 * Changes nodes of the draft of a template or block, beginning the draft where there is none: released versions are never touched.
 * @returns what undoing needs; undefined when nothing was changed
 * @throws PosthornError `content.in-review`, `content.locked`
 */
export async function rewriteDraft(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { kind, id }: DocumentKey,
  pointers: ReadonlySet<string> | undefined,
  change: (node: JsonNode) => JsonNode,
): Promise<ReplacedDocument | undefined> {
  const at = platform.clock();
  const open = await lockDraft(trx, kind, id);
  if (open) await refuseBusy(trx, open, at);
  const draft = open ?? (await beginDraft(trx, actor, kind, id, at));
  const nodes: ReplacedNode[] = [];
  const changed = changeNodes(withNodeIds(parse<JsonDocument>(draft.document)), pointers, (node) => {
    const after = change(node);
    if (after !== node) nodes.push({ before: node, after });
    return after;
  });
  if (nodes.length === 0) {
    if (!open) await closeDraft(trx, draft.id, 'discarded');
    return undefined;
  }
  const { hash } = await save(trx, actor, draft, changed, at);
  return { kind, contentId: id, draftId: draft.id, draftStarted: !open, revisionBefore: draft.revision, hashAfter: hash, nodes };
}

/** Changes a document as a whole, beginning its draft where there is none. @throws PosthornError `content.in-review`, `content.locked` */
export async function rewriteDocument(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { kind, id }: DocumentKey,
  change: (document: JsonDocument) => JsonDocument,
): Promise<Pick<ReplacedDocument, 'kind' | 'contentId'>> {
  const at = platform.clock();
  const open = await lockDraft(trx, kind, id);
  if (open) await refuseBusy(trx, open, at);
  const draft = open ?? (await beginDraft(trx, actor, kind, id, at));
  await save(trx, actor, draft, change(withNodeIds(parse<JsonDocument>(draft.document))), at);
  return { kind, contentId: id };
}

/**
 * Puts nodes back. A draft that nobody has changed since becomes what it was, and is discarded when it was begun for the change; in another one
 * the nodes are put back where they still are.
 * @returns how many nodes could not be put back: their place is gone, or their draft
 */
export async function restoreDraft(platform: Platform, trx: Trx, actor: Actor, it: ReplacedDocument): Promise<number> {
  const at = platform.clock();
  const draft = await lockDraft(trx, it.kind, it.contentId);
  if (draft?.id !== it.draftId) return it.nodes.length;
  await refuseBusy(trx, draft, at);
  if (draft.hash === it.hashAfter && it.draftStarted) {
    await closeDraft(trx, draft.id, 'discarded');
    await putUses(trx, { kind: it.kind, id: it.contentId, place: 'draft' }, []);
    return 0;
  }
  if (draft.hash === it.hashAfter) {
    await save(trx, actor, draft, parse<JsonDocument>((await revisionDocument(trx, draft.id, it.revisionBefore))!), at);
    return 0;
  }
  const missing = new Map(it.nodes.map(({ before, after }) => [after.id, { before, after }]));
  const restored = mapNodes(parse<JsonDocument>(draft.document), (node) => {
    const known = missing.get(node.id);
    if (!known || node.type !== known.after.type || node.ref !== known.after.ref) return node;
    missing.delete(node.id);
    return known.before;
  });
  await save(trx, actor, draft, restored, at);
  return missing.size;
}

/** Tells all who have one of these drafts open. */
export async function shoutRewritten(
  platform: Platform,
  actor: Actor,
  documents: readonly Pick<ReplacedDocument, 'kind' | 'contentId'>[],
): Promise<void> {
  for (const { kind, contentId } of documents) {
    const draft = await openDraft(platform.db, kind, contentId);
    if (!draft) await shoutDraft(platform, kind, contentId, 'state', {});
    else {
      const { revision, savedAt } = draft;
      await shoutDraft(platform, kind, contentId, 'saved', { revision, by: actor.name, at: savedAt.toISOString(), editor: byReplacement });
    }
  }
}

async function refuseBusy(trx: Trx, draft: DraftRow, at: Date): Promise<void> {
  refuseInReview(draft);
  const lock = await lockOf(trx, draft.kind, draft.contentId, at);
  if (lock) throw locked(lock);
}

async function beginDraft(trx: Trx, actor: Actor, kind: TextKind, id: string, at: Date): Promise<DraftRow> {
  const begin = kind === 'template' ? await latestVersion(trx, id) : (await latestBlocks(trx, [id]))[0];
  if (!begin) throw new PosthornError(kind === 'template' ? 'content.unknown-template' : 'content.unknown-block');
  const versionId = 'versionId' in begin ? begin.versionId : begin.id;
  const text = documentText(kind, id, withNodeIds(parse<JsonDocument>(begin.source)));
  return (await insertDraft(trx, { kind, contentId: id, ...text, basedOn: { versionId, version: begin.version } }, actor, at))!;
}

async function save(trx: Trx, actor: Actor, draft: DraftRow, document: JsonDocument, at: Date): Promise<{ readonly hash: string }> {
  const { kind, contentId } = draft;
  const text = documentText(kind, contentId, document);
  await refuseWriting(trx, actor, kind, contentId);
  await refuseLockedChange(trx, actor, parse<JsonDocument>(draft.document), document);
  await putUses(trx, { kind, id: contentId, place: 'draft' }, usesOf(document));
  if (kind === 'block') await keepWords(trx, contentId, document.name);
  await addRevision(trx, draft, text, actor, at);
  return text;
}

/** Nodes at these places, or all. Places are those of the document as it is given. */
function changeNodes(
  document: JsonDocument,
  pointers: ReadonlySet<string> | undefined,
  change: (node: JsonNode) => JsonNode,
): JsonDocument {
  if (pointers === undefined) return mapNodes(document, change);
  const wanted = new Set([...pointers].map((pointer) => at(document, pointer)));
  const ids = new Set([...wanted].flatMap((node) => (typeof node?.id === 'string' ? [node.id] : [])));
  return mapNodes(document, (node) => (typeof node.id === 'string' && ids.has(node.id) ? change(node) : node));
}

/** What stands at a JSON Pointer. */
export function at(document: unknown, pointer: string): JsonNode | undefined {
  let value: unknown = document;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.replace(/~1/g, '/').replace(/~0/g, '~')];
  }
  return value as JsonNode | undefined;
}
