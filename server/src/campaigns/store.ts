import type { CampaignPlan } from '@posthorn/contract';
import { sql, type Transaction } from 'kysely';
import { copyRows, isId, withClient } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import type { CampaignRow, CampaignState, Group, Member } from './types.ts';

/** All SQL of campaigns. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Trx = Transaction<any>;
type Reader = Db | Trx;

const columns = sql.raw(`id, name, state, rule, variants, holdout, data, schedule, seeds, goal, conversion, revision, editors,
  changed_by as "changedBy", changed_at as "changedAt", approved_by as "approvedBy", approved_at as "approvedAt", started_at as "startedAt",
  ended_at as "endedAt", stop_reason as "stopReason", drawn_to as "drawnTo", looked_at as "lookedAt", unanswerable, members`);

/** Newest first. @param after the last of the page before */
export async function listCampaigns(db: Reader, after: string | undefined, limit: number): Promise<readonly CampaignRow[]> {
  const older = after !== undefined && isId(after) ? sql`where id < ${after}` : sql``;
  return (await sql<CampaignRow>`select ${columns} from campaigns.campaigns ${older} order by id desc limit ${limit}`.execute(db)).rows;
}

export async function findCampaign(db: Reader, id: string): Promise<CampaignRow | undefined> {
  if (!isId(id)) return undefined;
  return (await sql<CampaignRow>`select ${columns} from campaigns.campaigns where id = ${id}`.execute(db)).rows[0];
}

export async function lockCampaign(trx: Trx, id: string): Promise<CampaignRow | undefined> {
  if (!isId(id)) return undefined;
  return (await sql<CampaignRow>`select ${columns} from campaigns.campaigns where id = ${id} for update`.execute(trx)).rows[0];
}

const jsonOf = (value: object | undefined): string | null => (value === undefined ? null : JSON.stringify(value));

interface Writer {
  readonly editor: string;
  readonly name: string;
  readonly at: Date;
}

export async function insertCampaign(trx: Trx, id: string, plan: CampaignPlan, { editor, name, at }: Writer): Promise<void> {
  await sql`insert into campaigns.campaigns (id, name, state, rule, variants, holdout, data, schedule, seeds, goal, conversion, revision,
      editors, changed_by, changed_at, created_at)
    values (${id}, ${plan.name}, 'draft', ${plan.rule}, ${JSON.stringify(plan.variants)}, ${plan.holdout}, ${JSON.stringify(plan.data)},
      ${JSON.stringify(plan.schedule)}, ${[...plan.seeds]}, ${plan.goal}, ${jsonOf(plan.conversion)}, 1, ${[editor]}, ${name}, ${at}, ${at})`.execute(
    trx,
  );
}

/** What was approved is a draft again. */
export async function updatePlan(trx: Trx, id: string, plan: CampaignPlan, { editor, name, at }: Writer): Promise<void> {
  await sql`update campaigns.campaigns set name = ${plan.name}, state = 'draft', rule = ${plan.rule}, variants = ${JSON.stringify(plan.variants)},
      holdout = ${plan.holdout}, data = ${JSON.stringify(plan.data)}, schedule = ${JSON.stringify(plan.schedule)}, seeds = ${[...plan.seeds]},
      goal = ${plan.goal}, conversion = ${jsonOf(plan.conversion)}, revision = revision + 1, changed_by = ${name}, changed_at = ${at}, approved_by = null, approved_at = null,
      editors = case when ${editor} = any(editors) then editors else editors || ${editor}::text end
    where id = ${id}`.execute(trx);
}

export async function setApproved(trx: Trx, id: string, name: string, at: Date): Promise<void> {
  await sql`update campaigns.campaigns set state = 'approved', approved_by = ${name}, approved_at = ${at} where id = ${id}`.execute(trx);
}

export async function setState(trx: Trx, id: string, state: CampaignState, at: Date, stopReason: string | null = null): Promise<void> {
  const ended = state === 'done' || state === 'stopped';
  await sql`update campaigns.campaigns set state = ${state}, stop_reason = ${stopReason},
      started_at = case when ${state} = 'drawing' then ${at}::timestamptz else started_at end,
      ended_at = case when ${ended}::boolean then ${at}::timestamptz else ended_at end where id = ${id}`.execute(trx);
}

export async function setPaused(trx: Trx, id: string): Promise<void> {
  await sql`update campaigns.campaigns set paused_from = state, state = 'paused' where id = ${id}`.execute(trx);
}

/** @returns what it was doing when it was paused */
export async function setResumed(trx: Trx, id: string): Promise<CampaignState> {
  const { rows } = await sql<{
    state: CampaignState;
  }>`update campaigns.campaigns set state = paused_from, paused_from = null where id = ${id}
    returning state`.execute(trx);
  return rows[0]!.state;
}

/** Runs that go, or rest, with their campaign. */
export async function runsOf(db: Reader, id: string): Promise<readonly { readonly runId: string; readonly held: boolean }[]> {
  const { rows } = await sql<{ runId: string; held: boolean }>`select run_id as "runId", held from campaigns.groups
    where campaign_id = ${id} and run_id is not null order by wave, variant`.execute(db);
  return rows;
}

export async function setHeld(db: Reader, runId: string, held: boolean): Promise<void> {
  await sql`update campaigns.groups set held = ${held} where run_id = ${runId}`.execute(db);
}

/** Keeps who was dealt where, and how far that has come. */
export async function keepDrawn(
  trx: Trx,
  campaign: Pick<CampaignRow, 'id'>,
  drawn: { readonly to: string; readonly lookedAt: number; readonly unanswerable: number; readonly members: readonly Member[] },
): Promise<void> {
  const { id } = campaign;
  const rows = drawn.members.map(({ customerId, variant, wave }) => [id, customerId, variant, wave]);
  await withClient(trx, (client) => copyRows(client, 'campaigns.members', ['campaign_id', 'customer_id', 'variant', 'wave'], rows));
  const counts = Map.groupBy(drawn.members, ({ variant, wave }) => `${variant} ${wave}`);
  for (const group of counts.values()) await addToGroup(trx, id, group[0]!, group.length);
  const dealt = drawn.members.filter((member) => member.variant !== 'holdout').length;
  await sql`update campaigns.campaigns set drawn_to = ${drawn.to}, looked_at = looked_at + ${drawn.lookedAt},
      unanswerable = unanswerable + ${drawn.unanswerable}, members = members + ${dealt} where id = ${id}`.execute(trx);
}

export async function addToGroup(
  trx: Trx,
  id: string,
  { variant, wave }: Pick<Group, 'variant' | 'wave'>,
  customers: number,
): Promise<void> {
  await sql`insert into campaigns.groups as g (campaign_id, variant, wave, customers) values (${id}, ${variant}, ${wave}, ${customers})
    on conflict (campaign_id, variant, wave) do update set customers = g.customers + excluded.customers`.execute(trx);
}

export async function groupsOf(db: Reader, id: string): Promise<readonly Group[]> {
  const { rows } = await sql<Group>`select variant, wave, customers, run_id as "runId", begun_at as "begunAt", conversions
    from campaigns.groups where campaign_id = ${id} order by wave, variant`.execute(db);
  return rows;
}

/** From now on conversions of a wave count, of those who are left out as well. */
export async function setBegun(trx: Trx, id: string, wave: number, at: Date): Promise<void> {
  await sql`update campaigns.groups set begun_at = ${at} where campaign_id = ${id} and wave between 1 and ${wave} and begun_at is null`.execute(
    trx,
  );
}

/** @returns whether the group had no run yet */
export async function setRun(trx: Trx, id: string, { variant, wave }: Pick<Group, 'variant' | 'wave'>, runId: string): Promise<boolean> {
  const { rows } = await sql`update campaigns.groups set run_id = ${runId}
    where campaign_id = ${id} and variant = ${variant} and wave = ${wave} and run_id is null returning 1`.execute(trx);
  return rows.length > 0;
}

/** Runs of a campaign that nobody has recalled yet, the newest first: of them most is still to come. */
export async function runsToRecall(db: Reader, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ runId: string }>`select run_id as "runId" from campaigns.groups
    where campaign_id = ${id} and run_id is not null and not recalled order by wave desc, variant`.execute(db);
  return rows.map((row) => row.runId);
}

export async function setRecalled(db: Reader, runId: string): Promise<void> {
  await sql`update campaigns.groups set recalled = true where run_id = ${runId}`.execute(db);
}

export interface SegmentRow {
  readonly id: string;
  readonly name: string;
  readonly rule: string;
  readonly changedBy: string;
  readonly changedAt: Date;
}

const segmentColumns = sql.raw('id, name, rule, changed_by as "changedBy", changed_at as "changedAt"');

/** By name. @param after the name of the last of the page before */
export async function listSegments(
  db: Reader,
  { q = '', after, limit }: { readonly q?: string | undefined; readonly after: string | undefined; readonly limit: number },
): Promise<readonly SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`select ${segmentColumns} from campaigns.segments
    where position(lower(${q}) in lower(name)) > 0 ${after === undefined ? sql`` : sql`and name > ${after}`} order by name limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function keepSegment(trx: Trx, row: SegmentRow): Promise<SegmentRow> {
  const { rows } = await sql<SegmentRow>`insert into campaigns.segments (id, name, rule, changed_by, changed_at)
    values (${row.id}, ${row.name}, ${row.rule}, ${row.changedBy}, ${row.changedAt})
    on conflict (name) do update set rule = excluded.rule, changed_by = excluded.changed_by, changed_at = excluded.changed_at
    returning ${segmentColumns}`.execute(trx);
  return rows[0]!;
}
