import type { ProofFinding } from '@posthorn/contract';
import { type RawBuilder, sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of regression proofs. */

export interface ProofRow {
  readonly id: string;
  readonly versionId: string;
  readonly beforeId: string | null;
  readonly beforeVersion: number | null;
  readonly state: 'running' | 'done' | 'failed';
  readonly realRecords: number;
  readonly total: number;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly endedAt: Date | null;
  readonly workingSince: Date | null;
  readonly workingFrom: number;
  readonly problem: string | null;
  readonly done: number;
  readonly different: number;
  readonly failing: number;
  readonly expected: number;
  readonly refused: number;
}

export interface ItemRow {
  readonly position: number;
  readonly label: string;
  readonly sample: number | null;
  readonly recordId: string | null;
  readonly state: 'pending' | 'same' | 'different' | 'failing';
  readonly findings: readonly ProofFinding[];
  readonly verdict: 'expected' | 'refused' | null;
  readonly reason: string | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
}

export type NewItem = Pick<ItemRow, 'label'> & ({ readonly sample: number } | { readonly recordId: string });

const columns = sql.raw(`p.id, p.version_id as "versionId", p.before_id as "beforeId", p.before_version as "beforeVersion", p.state,
  p.real_records as "realRecords", p.total, p.started_at as "startedAt", p.started_by as "startedBy", p.ended_at as "endedAt",
  p.working_since as "workingSince", p.working_from as "workingFrom", p.problem, i.*`);
const counts = sql.raw(`left join lateral (select count(*) filter (where state <> 'pending')::int as done,
  count(*) filter (where state = 'different')::int as different, count(*) filter (where state = 'failing')::int as failing,
  count(*) filter (where verdict = 'expected')::int as expected, count(*) filter (where verdict = 'refused')::int as refused
  from content.proof_items where proof_id = p.id) i on true`);

const proofs = async (db: Reader, rest: RawBuilder<unknown>): Promise<readonly ProofRow[]> =>
  (await sql<ProofRow>`select ${columns} from content.proofs p ${counts} ${rest}`.execute(db)).rows;

export async function latestProof(db: Reader, versionId: string): Promise<ProofRow | undefined> {
  return (await proofs(db, sql`where p.version_id = ${idOrNull(versionId)} order by p.id desc limit 1`))[0];
}

export async function proofById(db: Reader, id: string): Promise<ProofRow | undefined> {
  return (await proofs(db, sql`where p.id = ${idOrNull(id)}`))[0];
}

export async function insertProof(
  trx: Trx,
  it: Pick<ProofRow, 'id' | 'versionId' | 'beforeId' | 'beforeVersion' | 'realRecords' | 'startedAt' | 'startedBy'>,
  items: readonly NewItem[],
): Promise<void> {
  await sql`insert into content.proofs (id, version_id, before_id, before_version, state, real_records, total, started_at, started_by)
    values (${it.id}, ${it.versionId}, ${it.beforeId}, ${it.beforeVersion}, 'running', ${it.realRecords}, ${items.length}, ${it.startedAt},
      ${it.startedBy})`.execute(trx);
  await sql`insert into content.proof_items (proof_id, position, label, sample, record_id)
    select ${it.id}, ordinality - 1, item ->> 'label', (item ->> 'sample')::int, item ->> 'recordId'
    from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as x(item, ordinality)`.execute(trx);
}

/** A worker takes it up, for the first time or again. */
export async function beginWork(db: Reader, id: string, at: Date): Promise<void> {
  await sql`update content.proofs p set working_since = ${at},
      working_from = (select count(*) from content.proof_items where proof_id = p.id and state <> 'pending')
    where id = ${id}`.execute(db);
}

export async function endProof(db: Reader, id: string, state: 'done' | 'failed', at: Date, problem?: string): Promise<void> {
  await sql`update content.proofs set state = ${state}, ended_at = ${at}, problem = ${problem ?? null}
    where id = ${id} and state = 'running'`.execute(db);
}

const itemColumns = sql.raw(`position, label, sample, record_id as "recordId", state, findings, verdict, reason, judged_by as "judgedBy",
  judged_at as "judgedAt"`);

export async function pendingItems(db: Reader, proofId: string): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`select ${itemColumns} from content.proof_items
    where proof_id = ${proofId} and state = 'pending' order by position`.execute(db);
  return rows;
}

export async function itemOf(db: Reader, proofId: string, position: number): Promise<ItemRow | undefined> {
  const { rows } = await sql<ItemRow>`select ${itemColumns} from content.proof_items
    where proof_id = ${proofId} and position = ${position}`.execute(db);
  return rows[0];
}

export type Only = 'different' | 'undecided' | 'refused';
const chosen: Record<Only, RawBuilder<unknown>> = {
  different: sql`state in ('different', 'failing')`,
  undecided: sql`state in ('different', 'failing') and verdict is null`,
  refused: sql`verdict = 'refused'`,
};

export async function itemsOf(
  db: Reader,
  proofId: string,
  { only, limit, after }: { readonly only?: Only | undefined; readonly limit: number; readonly after?: number },
): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`select ${itemColumns} from content.proof_items
    where proof_id = ${idOrNull(proofId)} and ${only ? chosen[only] : sql`true`} and position > ${after ?? -1} order by position limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function finishItem(
  db: Reader,
  proofId: string,
  position: number,
  state: Exclude<ItemRow['state'], 'pending'>,
  findings: readonly ProofFinding[],
): Promise<void> {
  await sql`update content.proof_items set state = ${state}, findings = ${JSON.stringify(findings)}::jsonb
    where proof_id = ${proofId} and position = ${position}`.execute(db);
}

/** @param positions all without a verdict if absent @returns how many were judged */
export async function judgeItems(
  trx: Trx,
  proofId: string,
  positions: readonly number[] | undefined,
  verdict: { readonly verdict: 'expected' | 'refused'; readonly reason: string; readonly by: string; readonly at: Date },
): Promise<number> {
  const which = positions === undefined ? sql`verdict is null` : sql`position = any(${[...positions]}::int[])`;
  const { numAffectedRows } = await sql`update content.proof_items set verdict = ${verdict.verdict}, reason = ${verdict.reason},
      judged_by = ${verdict.by}, judged_at = ${verdict.at}
    where proof_id = ${proofId} and state in ('different', 'failing') and ${which}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}
