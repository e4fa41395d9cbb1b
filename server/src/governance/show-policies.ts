import type { ContactPolicyVersion } from '@posthorn/contract';
import type { Actor, Platform } from '../platform/platform.ts';
import { policyNow } from './ask-policy.ts';
import { listPolicies, type PolicyRow } from './store/policies.ts';

/** All versions, newest first, and the one that holds: version 0 where none was made. */
export async function showPolicies(
  platform: Platform,
  actor: Actor,
): Promise<{ readonly rows: ContactPolicyVersion[]; readonly current: ContactPolicyVersion }> {
  const now = platform.clock();
  const [rows, current] = await Promise.all([listPolicies(platform.db), policyNow(platform.db, now)]);
  const shown = rows.map((row) => presentPolicy(row, actor, current.version));
  const beginning = { state: 'approved', current: true, mine: false, note: '', proposedBy: '' } as const;
  const unmade = { ...current, ...beginning, effectiveFrom: new Date(0).toISOString(), proposedAt: new Date(0).toISOString() };
  return { rows: shown, current: shown.find((row) => row.current) ?? unmade };
}

export function presentPolicy(row: PolicyRow, actor: Actor, current: number): ContactPolicyVersion {
  const { version, policy, note, state, proposedBy, decidedAt, decidedBy } = row;
  return {
    ...{ version, policy, note, state, proposedBy, current: version === current, mine: row.proposedById === actor.id },
    ...{ effectiveFrom: row.effectiveFrom.toISOString(), proposedAt: row.proposedAt.toISOString() },
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(decidedBy === null ? {} : { decidedBy }),
  };
}
