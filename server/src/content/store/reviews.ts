import { type RawBuilder, sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/platform.ts';
import type { DecisionRow, ReviewRow, Stage } from '../types.ts';
import { actorId, type Reader, type Trx } from './reader.ts';

/** SQL of reviews and their decisions. */

const columns = sql.raw(`r.version_id as "versionId", r.kind, r.content_id as "contentId", r.version, r.class, r.state, r.stages, r.stage,
  r.submitted_at as "submittedAt", r.submitted_by as "submittedBy", r.comment, r.authors, r.author_names as "authorNames",
  r.due::text as due, r.release_at as "releaseAt", r.draft_id as "draftId", r.reminded_on::text as "remindedOn", b.valid_from::text as "validFrom", b.valid_until::text as "validUntil",
  (select replace(v.source, chr(65279), '')::jsonb -> 'name' from (select source from content.template_versions where id = r.version_id
    union all select source from content.block_versions where id = r.version_id
    union all select source from content.brand_versions where id = r.version_id) v) as name`);
const source = sql.raw('content.reviews r left join content.block_releases b using (version_id)');

export async function insertReview(
  trx: Trx,
  it: Omit<ReviewRow, 'name' | 'state' | 'stage' | 'releaseAt' | 'remindedOn' | 'validFrom' | 'validUntil'>,
): Promise<void> {
  await sql`insert into content.reviews (version_id, kind, content_id, version, class, state, stages, submitted_at, submitted_by, comment,
      authors, author_names, due, draft_id)
    values (${it.versionId}, ${it.kind}, ${it.contentId}, ${it.version}, ${it.class}, 'open', ${[...it.stages]}::text[], ${it.submittedAt},
      ${it.submittedBy}, ${it.comment}, ${[...it.authors]}::text[], ${[...it.authorNames]}::text[], ${it.due}::date, ${it.draftId})`.execute(
    trx,
  );
}

export async function reviewOf(db: Reader, versionId: string): Promise<ReviewRow | undefined> {
  return (await reviews(db, sql`where r.version_id = ${idOrNull(versionId)}`))[0];
}

/** Nobody else decides until the transaction ends. */
export async function lockReview(trx: Trx, versionId: string): Promise<ReviewRow | undefined> {
  return (await reviews(trx, sql`where r.version_id = ${idOrNull(versionId)} for update of r`))[0];
}

export interface ReviewChoice {
  readonly state: ReviewRow['state'];
  readonly limit: number;
  /** Id of a version. */
  readonly after?: string;
  /**
   * Only those whose present stage this person may decide: by their own stages, or in the place of others by those people's. Nobody of
   * them wrote anything in it or decided a stage of it before.
   */
  readonly decidableBy?: Decider & { readonly standIns: readonly Decider[] };
}

export interface Decider {
  readonly actor: Actor;
  readonly stages: readonly Stage[];
}

/** Open ones the most urgent first, others newest first. */
export async function listReviews(db: Reader, { state, limit, after, decidableBy }: ReviewChoice): Promise<readonly ReviewRow[]> {
  if (state === 'open') {
    const place = sql`coalesce(r.due, date '9999-01-01'), r.version_id`;
    const from =
      after === undefined
        ? sql`true`
        : sql`(${place}) > (select coalesce(due, date '9999-01-01'), version_id from content.reviews where version_id = ${idOrNull(after)})`;
    const whose = decidableBy ? mayDecide(decidableBy) : sql`true`;
    return await reviews(db, sql`where r.state = ${state} and ${from} and ${whose} order by ${place} limit ${limit}`);
  }
  const from = after === undefined ? sql`true` : sql`r.version_id < ${idOrNull(after)}`;
  return await reviews(db, sql`where r.state = ${state} and ${from} order by r.version_id desc limit ${limit}`);
}

function mayDecide({ standIns, ...own }: NonNullable<ReviewChoice['decidableBy']>): RawBuilder<unknown> {
  const ways = [sql`r.stages[r.stage + 1] = any(${[...own.stages]}::text[])`, ...standIns.map((one) => decides(one))];
  return sql`${uninvolved(own.actor)} and (${sql.join(ways, sql` or `)})`;
}

const decides = ({ actor, stages }: Decider): RawBuilder<unknown> =>
  sql`(r.stages[r.stage + 1] = any(${[...stages]}::text[]) and ${uninvolved(actor)})`;

function uninvolved(actor: Actor): RawBuilder<unknown> {
  const names = [actorId(actor), `name/${actor.name}`];
  return sql`(${actor.kind === 'system'} or not r.authors && ${names}::text[])
    and not exists (select from content.decisions d where d.version_id = r.version_id and ${actorId(actor)} in (d.actor, d.instead_of))`;
}

/** Open ones that are due until a day, and of which nobody was reminded today. Nobody else reminds until the transaction ends. */
export async function remindable(trx: Trx, until: string, today: string): Promise<readonly ReviewRow[]> {
  return await reviews(
    trx,
    sql`where r.state = 'open' and r.due <= ${until}::date and (r.reminded_on is null or r.reminded_on < ${today}::date)
      order by r.due, r.version_id for update of r skip locked`,
  );
}

/** Open ones that are due until a day, the most urgent first. */
export async function dueUntil(db: Reader, until: string): Promise<readonly ReviewRow[]> {
  return await reviews(db, sql`where r.state = 'open' and r.due <= ${until}::date order by r.due, r.version_id`);
}

export async function countDue(db: Reader, until: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from content.reviews
    where state = 'open' and due <= ${until}::date`.execute(db);
  return rows[0]!.count;
}

export async function setReminded(trx: Trx, versionId: string, day: string): Promise<void> {
  await sql`update content.reviews set reminded_on = ${day}::date where version_id = ${versionId}`.execute(trx);
}

/** Those whose time has come. */
export async function dueReviews(db: Reader, at: Date): Promise<readonly ReviewRow[]> {
  return await reviews(db, sql`where r.state = 'scheduled' and r.release_at <= ${at} order by r.release_at, r.version_id`);
}

async function reviews(db: Reader, rest: RawBuilder<unknown>): Promise<readonly ReviewRow[]> {
  return (await sql<ReviewRow>`select ${columns} from ${source} ${rest}`.execute(db)).rows;
}

export async function updateReview(
  trx: Trx,
  versionId: string,
  change: { readonly state: ReviewRow['state']; readonly stage?: number; readonly releaseAt?: Date },
): Promise<void> {
  await sql`update content.reviews set state = ${change.state}, stage = coalesce(${change.stage ?? null}, stage),
    release_at = coalesce(${change.releaseAt ?? null}, release_at) where version_id = ${versionId}`.execute(trx);
}

export async function insertDecision(
  trx: Trx,
  it: Pick<DecisionRow, 'versionId' | 'stage' | 'decision' | 'comment' | 'insteadOf' | 'insteadOfName'>,
  actor: Actor,
  at: Date,
): Promise<void> {
  await sql`insert into content.decisions (id, version_id, stage, decision, comment, actor, actor_name, instead_of, instead_of_name, at)
    values (${newId()}, ${it.versionId}, ${it.stage}, ${it.decision}, ${it.comment}, ${actorId(actor)}, ${actor.name},
      ${it.insteadOf}, ${it.insteadOfName}, ${at})`.execute(trx);
}

/** Of these reviews, oldest first. */
export async function decisionsOf(db: Reader, versionIds: readonly string[]): Promise<readonly DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`select version_id as "versionId", stage, decision, comment, actor, actor_name as "actorName",
      instead_of as "insteadOf", instead_of_name as "insteadOfName", at
    from content.decisions where version_id = any(${[...versionIds]}::uuid[]) order by at, id`.execute(db);
  return rows;
}

export async function setInReview(
  trx: Trx,
  draftId: string,
  version: { readonly versionId: string; readonly version: number } | null,
): Promise<void> {
  await sql`update content.drafts set in_review = ${version?.versionId ?? null}, in_review_version = ${version?.version ?? null}
    where id = ${draftId}`.execute(trx);
}

/** Names of everybody who changed something in a draft, by `kind/id`. */
export async function authorNamesOf(db: Reader, draftId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ actor: string; name: string }>`select distinct on (actor) actor, actor_name as name
    from content.draft_revisions where draft_id = ${draftId} and changed order by actor, revision desc`.execute(db);
  return new Map(rows.map(({ actor, name }) => [actor, name]));
}

/** A block's version enters the workflow, or goes on in it. */
export async function putBlockRelease(
  trx: Trx,
  it: {
    readonly versionId: string;
    readonly blockId: string;
    readonly state: 'in_review' | 'scheduled' | 'released' | 'returned';
    readonly validFrom?: string;
    readonly validUntil?: string;
  },
): Promise<void> {
  await sql`insert into content.block_releases (version_id, block_id, state, valid_from, valid_until)
    values (${it.versionId}, ${it.blockId}, ${it.state}, ${it.validFrom ?? null}::date, ${it.validUntil ?? null}::date)
    on conflict (version_id) do update set state = excluded.state`.execute(trx);
}

/** What a released version of a template is made of is released with it. */
export async function releasePins(trx: Trx, blocks: readonly { readonly id: string; readonly versionId: string }[]): Promise<void> {
  await sql`insert into content.block_releases (version_id, block_id, state)
    select "versionId", id, 'released' from jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb) as x("versionId" uuid, id text)
    on conflict (version_id) do update set state = 'released' where block_releases.state not in ('released', 'withdrawn')`.execute(trx);
}
