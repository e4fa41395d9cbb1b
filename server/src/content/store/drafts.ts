import { type RawBuilder, sql } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/platform.ts';
import type { ContentKind, DraftRow } from '../types.ts';
import { actorId, type Reader, type Trx } from './reader.ts';

/** SQL of drafts and of their revisions. */

const columns = sql.raw(`id, kind, content_id as "contentId", revision, document, hash, based_on as "basedOn",
  based_on_version as "basedOnVersion", in_review as "inReview", in_review_version as "inReviewVersion",
  created_at as "createdAt", created_by as "createdBy", saved_at as "savedAt", saved_by as "savedBy"`);

export interface NewDraft {
  readonly kind: ContentKind;
  readonly contentId: string;
  readonly document: string;
  readonly hash: string;
  readonly basedOn?: { readonly versionId: string; readonly version: number };
}

/** @returns undefined when there is an open draft already */
export async function insertDraft(trx: Trx, it: NewDraft, actor: Actor, at: Date): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    insert into content.drafts (id, kind, content_id, state, revision, document, hash, based_on, based_on_version, created_at, created_by,
      saved_at, saved_by)
    values (${newId()}, ${it.kind}, ${it.contentId}, 'open', 1, ${it.document}, ${it.hash}, ${it.basedOn?.versionId ?? null},
      ${it.basedOn?.version ?? null}, ${at}, ${actor.name}, ${at}, ${actor.name})
    on conflict (kind, content_id) where state = 'open' do nothing returning ${columns}`.execute(trx);
  const draft = rows[0];
  if (draft) await insertRevision(trx, draft, actor, at, it.basedOn === undefined);
  return draft;
}

export async function openDraft(db: Reader, kind: ContentKind, contentId: string): Promise<DraftRow | undefined> {
  return (await open(db, kind, contentId, sql``))[0];
}

/** Nobody else changes the draft until the transaction ends. */
export async function lockDraft(trx: Trx, kind: ContentKind, contentId: string): Promise<DraftRow | undefined> {
  return (await open(trx, kind, contentId, sql`for update`))[0];
}

async function open(db: Reader, kind: ContentKind, contentId: string, suffix: RawBuilder<unknown>): Promise<readonly DraftRow[]> {
  const { rows } = await sql<DraftRow>`select ${columns} from content.drafts
    where kind = ${kind} and content_id = ${contentId} and state = 'open' ${suffix}`.execute(db);
  return rows;
}

/** A save: the draft's next revision. */
export async function addRevision(
  trx: Trx,
  draft: DraftRow,
  text: { document: string; hash: string },
  actor: Actor,
  at: Date,
): Promise<DraftRow> {
  const { rows } = await sql<DraftRow>`update content.drafts set revision = revision + 1, document = ${text.document}, hash = ${text.hash},
    saved_at = ${at}, saved_by = ${actor.name} where id = ${draft.id} returning ${columns}`.execute(trx);
  await insertRevision(trx, rows[0]!, actor, at, true);
  return rows[0]!;
}

async function insertRevision(trx: Trx, draft: DraftRow, actor: Actor, at: Date, changed: boolean): Promise<void> {
  await sql`insert into content.draft_revisions (draft_id, revision, document, hash, at, actor, actor_name, changed)
    values (${draft.id}, ${draft.revision}, ${draft.document}, ${draft.hash}, ${at}, ${actorId(actor)}, ${actor.name}, ${changed})`.execute(
    trx,
  );
}

export async function closeDraft(trx: Trx, id: string, state: 'discarded' | 'released'): Promise<void> {
  await sql`update content.drafts set state = ${state}, in_review = null, in_review_version = null where id = ${id}`.execute(trx);
}

/** Newest first. */
export async function revisionsOf(
  db: Reader,
  draftId: string,
  page: { readonly limit: number; readonly before?: number },
): Promise<readonly { revision: number; at: Date; by: string; bytes: number }[]> {
  const { rows } = await sql<{ revision: number; at: Date; by: string; bytes: number }>`
    select revision, at, actor_name as by, octet_length(document) as bytes from content.draft_revisions
    where draft_id = ${draftId} and revision < ${page.before ?? 2147483647} order by revision desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function revisionDocument(db: Reader, draftId: string, revision: number): Promise<string | undefined> {
  const { rows } = await sql<{ document: string }>`select document from content.draft_revisions
    where draft_id = ${draftId} and revision = ${revision}`.execute(db);
  return rows[0]?.document;
}
