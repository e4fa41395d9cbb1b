import type { api, Draft, ReplyOf } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import { limitOf, numberAfter, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { openDraft, revisionDocument, revisionsOf } from '../store/drafts.ts';
import { lockOf } from '../store/locks.ts';
import type { ContentKind, DraftRow, LockRow } from '../types.ts';
import type { JsonDocument } from './document.ts';

type Reading = Pick<Platform, 'db' | 'clock'>;

/** @throws PosthornError `content.no-draft` */
export async function findDraft(platform: Pick<Platform, 'db'>, kind: ContentKind, id: string): Promise<DraftRow> {
  const draft = await openDraft(platform.db, kind, id);
  if (!draft) throw noDraft(kind, id);
  return draft;
}

export const noDraft = (kind: ContentKind, id: string): PosthornError =>
  new PosthornError('content.no-draft', { detail: `The ${kind} "${id}" has no open draft.` });

/** @throws PosthornError `content.no-draft` */
export async function showDraft(platform: Reading, kind: ContentKind, id: string): Promise<Draft> {
  const draft = await findDraft(platform, kind, id);
  return presentDraft(draft, await lockOf(platform.db, kind, id, platform.clock()));
}

/** @throws PosthornError `content.no-draft` */
export async function listRevisions(
  platform: Reading,
  kind: ContentKind,
  id: string,
  query: PageQuery,
): Promise<ReplyOf<typeof api.drafts.revisions>> {
  const draft = await findDraft(platform, kind, id);
  const limit = limitOf(query);
  const last = numberAfter(query);
  const before = last === undefined ? {} : { before: Number(last) };
  const page = pageOf(await revisionsOf(platform.db, draft.id, { limit: limit + 1, ...before }), limit, (row) => String(row.revision));
  return { ...page, rows: page.rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

/** @throws PosthornError `content.no-draft`, `content.unknown-revision` */
export async function showRevision(
  platform: Reading,
  kind: ContentKind,
  id: string,
  revision: number,
): Promise<ReplyOf<typeof api.drafts.revision>> {
  const draft = await findDraft(platform, kind, id);
  const document = await revisionDocument(platform.db, draft.id, revision);
  if (document === undefined) throw new PosthornError('content.unknown-revision', { detail: `The draft has no revision ${revision}.` });
  return { revision, document: JSON.parse(document) as JsonDocument };
}

export function presentDraft(row: DraftRow, lock: LockRow | undefined): Draft {
  const { basedOn, basedOnVersion, inReview, inReviewVersion } = row;
  return {
    kind: row.kind,
    id: row.contentId,
    revision: row.revision,
    document: JSON.parse(row.document) as JsonDocument,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    savedAt: row.savedAt.toISOString(),
    savedBy: row.savedBy,
    ...(basedOn && basedOnVersion ? { basedOn: { versionId: basedOn, version: basedOnVersion } } : {}),
    ...(inReview && inReviewVersion ? { inReview: { versionId: inReview, version: inReviewVersion } } : {}),
    ...(lock ? { lock: presentLock(lock) } : {}),
  };
}

export function presentLock({ since, seenAt, expiresAt, ...lock }: LockRow): NonNullable<Draft['lock']> {
  return { ...lock, since: since.toISOString(), seenAt: seenAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
