import { sql } from 'kysely';
import { copyRows, idOrNull, monthOf, withClient } from '../../platform/db/index.ts';
import type { ContactPolicy, ContactVerdict, PastContact } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of simulations. */

export interface SimulationCount {
  readonly verdict: ContactVerdict;
  readonly code: string;
  readonly rule: string | null;
  readonly messages: number;
}

export interface SimulationRow {
  readonly id: string;
  readonly policy: ContactPolicy;
  readonly runId: string | null;
  readonly since: Date;
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
  readonly position: string;
  readonly counts: readonly SimulationCount[];
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly endedAt: Date | null;
}

/** A message that would not have gone, or later. */
export interface SimulatedMessage {
  readonly communicationId: string;
  readonly customerId: string;
  readonly at: Date;
  readonly purpose: string;
  readonly channel: string;
  readonly matter: string;
  readonly verdict: ContactVerdict;
  readonly code: string;
  readonly rule: string | null;
  readonly until: Date | null;
}

/** A message that went out, as a simulation asks about it again. */
export interface SentContact extends PastContact {
  readonly runId: string | null;
  readonly templateId: string;
  readonly validUntil: Date | null;
  readonly approved: readonly string[];
}

const columns = sql.raw(`id, policy, run_id as "runId", since, state, total::float8 as total, done::float8 as done, position, counts,
  started_at as "startedAt", started_by as "startedBy", ended_at as "endedAt"`);

export async function insertSimulation(
  trx: Trx,
  one: Pick<SimulationRow, 'id' | 'policy' | 'runId' | 'since' | 'startedAt' | 'startedBy'>,
): Promise<void> {
  await sql`insert into governance.simulations (id, policy, run_id, since, state, total, started_at, started_by)
    values (${one.id}, ${JSON.stringify(one.policy)}::jsonb, ${one.runId}, ${one.since}, 'running', 0, ${one.startedAt}, ${one.startedBy})`.execute(
    trx,
  );
}

/** Counts what there is to look at, which takes a while where very much was sent; once. */
export async function countTotal(db: Reader, id: string): Promise<void> {
  await sql`update governance.simulations s set total = (select count(*) from governance.contacts c
      where c.state = 'sent' and c.at >= s.since and c.month >= date_trunc('month', s.since at time zone 'UTC')::date)
    where id = ${idOrNull(id)} and state = 'running' and total = 0`.execute(db);
}

export async function findSimulation(db: Reader, id: string, lock = false): Promise<SimulationRow | undefined> {
  const { rows } = await sql<SimulationRow>`select ${columns} from governance.simulations where id = ${idOrNull(id)}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/** Messages that went out to the next households. */
export async function nextHouseholds(db: Reader, after: string, since: Date, households: number): Promise<readonly SentContact[]> {
  const recent = sql`state = 'sent' and at >= ${since} and month >= ${monthOf(since)}::date`;
  const { rows } = await sql<SentContact>`
    with next as materialized (select distinct household from governance.contacts where household > ${after} and ${recent}
      order by household limit ${households})
    select c.communication_id as "communicationId", c.customer_id as "customerId", c.household, c.at, c.purpose, c.channel, c.matter,
      c.matter_key as "matterKey", c.digest, c.run_id as "runId", c.template_id as "templateId", c.valid_until as "validUntil", c.approved
    from next join governance.contacts c on c.household = next.household and ${recent}
    order by c.household, c.at, c.communication_id`.execute(db);
  return rows;
}

/** Keeps what a slice came to; the position says where the next begins, so a slice counts once. */
export async function keepSlice(
  trx: Trx,
  id: string,
  slice: Pick<SimulationRow, 'position' | 'done' | 'counts'> & { readonly messages: readonly SimulatedMessage[] },
): Promise<void> {
  const names = [
    'simulation_id',
    'communication_id',
    'customer_id',
    'at',
    'purpose',
    'channel',
    'matter',
    'verdict',
    'code',
    'rule',
    'until',
  ];
  const values = slice.messages.map((one) => [
    ...[id, one.communicationId, one.customerId, one.at, one.purpose, one.channel, one.matter, one.verdict, one.code, one.rule, one.until],
  ]);
  await withClient(trx, (client) => copyRows(client, 'governance.simulation_rows', names, values));
  await sql`update governance.simulations set position = ${slice.position}, done = ${slice.done}, counts = ${JSON.stringify(slice.counts)}::jsonb
    where id = ${id}`.execute(trx);
}

export async function endSimulation(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`update governance.simulations set state = 'done', ended_at = ${at} where id = ${id} and state = 'running'`.execute(trx);
}

/** Some of the messages of each reason, the newest first. */
export async function examplesOf(db: Reader, id: string, each: number): Promise<readonly SimulatedMessage[]> {
  const { rows } = await sql<SimulatedMessage>`
    select communication_id as "communicationId", customer_id as "customerId", at, purpose, channel, matter, verdict, code, rule, until
    from (select *, row_number() over (partition by verdict, code, rule order by at desc) as number from governance.simulation_rows
      where simulation_id = ${id}) r where number <= ${each} order by verdict, code, rule, at desc`.execute(db);
  return rows;
}

/** All of them, some at a time. */
export async function messagesAfter(db: Reader, id: string, after: string, limit: number): Promise<readonly SimulatedMessage[]> {
  const { rows } = await sql<SimulatedMessage>`
    select communication_id as "communicationId", customer_id as "customerId", at, purpose, channel, matter, verdict, code, rule, until
    from governance.simulation_rows where simulation_id = ${id} and communication_id > ${after} order by communication_id limit ${limit}`.execute(
    db,
  );
  return rows;
}
