import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { usesOf } from '../nodes.ts';
import { refuseLockedChange, refuseWriting } from '../restrictions/refuse-writing.ts';
import { keepWords } from '../store/blocks.ts';
import { addRevision, closeDraft, lockDraft } from '../store/drafts.ts';
import { deleteLock, lockOf } from '../store/locks.ts';
import { keepUse } from '../store/parts.ts';
import { putUses } from '../store/uses.ts';
import type { ContentKind, DraftRow } from '../types.ts';
import { documentText, type JsonDocument } from './document.ts';
import { shoutDraft } from './live.ts';
import { noDraft, presentLock } from './show-draft.ts';

type Trx = Parameters<typeof lockDraft>[0];

export interface SaveRequest {
  readonly kind: ContentKind;
  readonly id: string;
  readonly document: JsonDocument;
  /** The tab that saves. */
  readonly editor: string;
  /** The header `If-Match`: the revision that the document was made from. */
  readonly ifMatch: string | undefined;
}

/**
 * Saves the whole document as the next revision of its draft. The same document again changes nothing, so that a save whose answer was
 * lost may be repeated.
 * @throws PosthornError `content.document-invalid`, `content.document-too-large`, `content.revision-needed`, `content.no-draft`,
 *   `content.in-review`, `content.locked`, `content.lock-needed`, `content.draft-conflict`, `content.area-restricted`,
 *   `content.passage-locked`
 */
export async function saveDraft(
  platform: Platform,
  actor: Actor,
  { kind, id, document, editor, ifMatch }: SaveRequest,
): Promise<{ readonly revision: number; readonly savedAt: Date; readonly changed: boolean }> {
  const text = documentText(kind, id, document);
  const revision = revisionOf(ifMatch);
  const { draft, changed } = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const before = await lockDraft(trx, kind, id);
    if (!before) throw noDraft(kind, id);
    refuseInReview(before);
    await refuseWriting(trx, actor, kind, id);
    await refuseLocked(trx, actor, kind, id, editor, at);
    if (before.hash === text.hash) return { draft: before, changed: false };
    if (before.revision !== revision) throw conflict(before);
    await refuseLockedChange(trx, actor, JSON.parse(before.document) as JsonDocument, document);
    await putUses(trx, { kind, id, place: 'draft' }, usesOf(document));
    if (kind === 'block') await keepWords(trx, id, document.name);
    if (kind === 'template') await keepUse(trx, id, document.use);
    return { draft: await addRevision(trx, before, text, actor, at), changed: true };
  });
  const { savedAt } = draft;
  if (changed)
    await shoutDraft(platform, kind, id, 'saved', { revision: draft.revision, by: actor.name, at: savedAt.toISOString(), editor });
  return { revision: draft.revision, savedAt, changed };
}

/**
 * Closes a draft without making a version of it. Its revisions stay in the database.
 * @throws PosthornError `content.no-draft`, `content.in-review`, `content.locked`
 */
export async function discardDraft(platform: Platform, actor: Actor, kind: ContentKind, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const draft = await lockDraft(trx, kind, id);
    if (!draft) throw noDraft(kind, id);
    refuseInReview(draft);
    await refuseWriting(trx, actor, kind, id);
    const lock = await lockOf(trx, kind, id, platform.clock());
    if (lock && lock.userId !== actor.id) throw locked(lock);
    await closeDraft(trx, draft.id, 'discarded');
    await deleteLock(trx, kind, id);
    await putUses(trx, { kind, id, place: 'draft' }, []);
    await platform.audit.append(trx, actor, 'content.draft-discard', `${kind}/${id}`, { revision: draft.revision, hash: draft.hash });
  });
  await shoutDraft(platform, kind, id, 'state', {});
}

function revisionOf(ifMatch: string | undefined): number {
  const revision = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch?.trim() ?? '')?.[1];
  if (revision === undefined) throw new PosthornError('content.revision-needed');
  return Number(revision);
}

export function refuseInReview(draft: DraftRow): void {
  if (draft.inReview)
    throw new PosthornError('content.in-review', {
      detail: `The draft waits for its release as version ${draft.inReviewVersion}.`,
      data: { versionId: draft.inReview, version: draft.inReviewVersion },
    });
}

async function refuseLocked(trx: Trx, actor: Actor, kind: ContentKind, id: string, editor: string, at: Date): Promise<void> {
  const lock = await lockOf(trx, kind, id, at);
  if (!lock) throw new PosthornError('content.lock-needed');
  if (lock.userId !== actor.id || lock.editor !== editor) throw locked(lock);
}

export function locked(lock: Parameters<typeof presentLock>[0]): PosthornError {
  const since = lock.since.toISOString();
  return new PosthornError('content.locked', { detail: `${lock.name} is writing since ${since}.`, data: { ...presentLock(lock) } });
}

function conflict(draft: DraftRow): PosthornError {
  const { revision, savedBy, savedAt } = draft;
  return new PosthornError('content.draft-conflict', {
    detail: `${savedBy} saved revision ${revision} at ${savedAt.toISOString()}.`,
    data: { revision, by: savedBy, at: savedAt.toISOString() },
  });
}
