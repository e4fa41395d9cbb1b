import { activeUsers, permissionsOf } from '../../platform/auth/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { contentPolicies } from '../policies.ts';
import { absencesWithDeputy } from '../store/absences.ts';
import { dayOf } from '../validity.ts';

/** Somebody in whose place another decides today, with what they may do themselves. */
export interface StandIn {
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
}

/** In whose place somebody may decide today. Who lost their account, or their roles, lends nothing. */
export async function standInsOf(platform: Pick<Platform, 'db' | 'clock'>, actor: Actor): Promise<readonly StandIn[]> {
  if (actor.kind !== 'user') return [];
  const rows = await absencesWithDeputy(platform.db, actor.id, dayOf(platform.clock()));
  if (rows.length === 0) return [];
  const users = new Map((await activeUsers(platform)).map((user) => [user.id, user]));
  return rows.flatMap(({ userId }) => {
    const user = users.get(userId);
    return user
      ? [{ actor: { kind: 'user' as const, id: user.id, name: user.name }, permissions: permissionsOf(user.roles, [contentPolicies]) }]
      : [];
  });
}
