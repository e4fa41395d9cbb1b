import { sql } from 'kysely';
import type { ContactPolicy, PolicyVersion } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of the versions of the contact policy. */

export interface PolicyRow extends PolicyVersion {
  readonly note: string;
  readonly state: 'proposed' | 'approved' | 'refused';
  readonly effectiveFrom: Date;
  readonly proposedAt: Date;
  readonly proposedBy: string;
  readonly proposedById: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
}

const columns =
  sql.raw(`version, policy, note, state, effective_from as "effectiveFrom", proposed_at as "proposedAt", proposed_by as "proposedBy",
  proposed_by_id as "proposedById", decided_at as "decidedAt", decided_by as "decidedBy"`);

/** The version that holds at a moment: of the approved ones that have begun, the one that began last. */
export async function policyAt(db: Reader, now: Date): Promise<PolicyVersion | undefined> {
  const { rows } = await sql<PolicyVersion>`select version, policy from governance.policies
    where state = 'approved' and effective_from <= ${now} order by effective_from desc, version desc limit 1`.execute(db);
  return rows[0];
}

/** Newest first. */
export async function listPolicies(db: Reader): Promise<readonly PolicyRow[]> {
  const { rows } = await sql<PolicyRow>`select ${columns} from governance.policies order by version desc limit 200`.execute(db);
  return rows;
}

export async function findPolicy(db: Reader, version: number, lock = false): Promise<PolicyRow | undefined> {
  const { rows } =
    await sql<PolicyRow>`select ${columns} from governance.policies where version = ${version} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
  return rows[0];
}

/** The policies of some versions. */
export async function policiesByVersion(db: Reader, versions: readonly number[]): Promise<ReadonlyMap<number, ContactPolicy>> {
  const { rows } =
    await sql<PolicyVersion>`select version, policy from governance.policies where version = any(${[...versions]}::integer[])`.execute(db);
  return new Map(rows.map((row) => [row.version, row.policy]));
}

/** @returns the number of the new version */
export async function insertPolicy(
  trx: Trx,
  proposal: { readonly policy: ContactPolicy; readonly note: string; readonly effectiveFrom: Date },
  by: { readonly id: string; readonly name: string },
  now: Date,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('governance.policies'))`.execute(trx);
  const { rows } = await sql<{ version: number }>`
    insert into governance.policies (version, policy, note, state, effective_from, proposed_at, proposed_by, proposed_by_id)
    select coalesce(max(version), 0) + 1, ${JSON.stringify(proposal.policy)}::jsonb, ${proposal.note}, 'proposed', ${proposal.effectiveFrom},
      ${now}, ${by.name}, ${by.id} from governance.policies returning version`.execute(trx);
  return rows[0]!.version;
}

export async function decidePolicy(
  trx: Trx,
  version: number,
  decision: { readonly state: 'approved' | 'refused'; readonly effectiveFrom: Date; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`update governance.policies set state = ${decision.state}, effective_from = ${decision.effectiveFrom}, decided_at = ${decision.at},
    decided_by = ${decision.by} where version = ${version}`.execute(trx);
}
