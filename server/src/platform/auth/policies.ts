import type { Role } from '@posthorn/contract';

/**
 * A room's policies: which roles may do what. Permissions are the `allow` of the contract's endpoints, e.g. `runs:start`. The
 * administrator may do everything and is never named.
 */
export type Policies = Readonly<Record<string, readonly Exclude<Role, 'administrator'>[]>>;

/** All permissions of some roles. `policies` are those of all rooms. */
export function permissionsOf(roles: readonly Role[], policies: readonly Policies[]): readonly string[] {
  const granted = new Set<string>();
  for (const room of policies) {
    for (const [permission, allowed] of Object.entries(room)) {
      if (roles.some((role) => role === 'administrator' || allowed.includes(role))) granted.add(permission);
    }
  }
  return [...granted].sort();
}
