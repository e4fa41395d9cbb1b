import type { LockHolder } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { lockDraft } from '../store/drafts.ts';
import { deleteLock, lockOf, putLock } from '../store/locks.ts';
import type { ContentKind, LockRow } from '../types.ts';
import { shoutDraft } from './live.ts';
import { locked, refuseInReview } from './save-draft.ts';
import { noDraft, presentLock } from './show-draft.ts';

/** Milliseconds without a sign of life after which a lock falls: three missed heartbeats. */
export const lockPatience = 35_000;

export interface HoldRequest {
  readonly kind: ContentKind;
  readonly id: string;
  readonly editor: string;
  readonly takeOver?: boolean;
}

/**
 * Locks a draft for one tab of one person, or keeps the lock. Taking it over is told to who held it, and stands in the audit log, as does
 * whoever begins to write.
 * @throws PosthornError `content.no-draft`, `content.in-review`, `content.locked`
 */
export async function holdLock(platform: Platform, actor: Actor, { kind, id, editor, takeOver }: HoldRequest): Promise<LockHolder> {
  const { lock, before, told } = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const draft = await lockDraft(trx, kind, id);
    if (!draft) throw noDraft(kind, id);
    refuseInReview(draft);
    const before = await lockOf(trx, kind, id, at);
    const mine = before?.userId === actor.id && before.editor === editor;
    if (before && !mine && !takeOver) throw locked(before);
    const since = mine ? before.since : at;
    const lock: LockRow = {
      userId: actor.id,
      name: actor.name,
      editor,
      since,
      seenAt: at,
      expiresAt: new Date(at.getTime() + lockPatience),
    };
    await putLock(trx, kind, id, lock);
    if (!mine) {
      const from = before ? { takenFrom: before.name, heldSince: before.since.toISOString() } : {};
      await platform.audit.append(trx, actor, before ? 'content.lock-take-over' : 'content.lock', `${kind}/${id}`, {
        revision: draft.revision,
        ...from,
      });
    }
    return { lock, before: mine ? undefined : before, told: !mine };
  });
  if (told) {
    const news = { holder: presentLock(lock), ...(before ? { takenFrom: before.name, takenFromEditor: before.editor } : {}) };
    await shoutDraft(platform, kind, id, 'lock', news);
  }
  return presentLock(lock);
}

/** Does nothing when somebody else holds the lock by now. */
export async function giveBackLock(platform: Platform, actor: Actor, kind: ContentKind, id: string, editor: string): Promise<void> {
  const gone = await transaction(platform.db, { log: platform.log }, (trx) => deleteLock(trx, kind, id, { userId: actor.id, editor }));
  if (gone) await shoutDraft(platform, kind, id, 'lock', {});
}
