import { api, type Role } from '@posthorn/contract';

/**
 * A room's policies: which roles may do what. Permissions are the `allow` of the contract's endpoints, e.g. `runs:start`. The
 * administrator may do everything and is never named.
 */
export type Policies = Readonly<Record<string, readonly Exclude<Role, 'administrator'>[]>>;

/** The platform's own. Users, keys and webhooks are for administrators alone. */
export const platformPolicies: Policies = {
  'audit:read': ['compliance'],
  'users:read': [],
  'users:write': [],
  'keys:read': [],
  'keys:write': [],
  'webhooks:read': ['operator'],
  'webhooks:write': [],
  'metrics:read': ['operator'],
};

/** Every permission that an endpoint asks for. */
export const allPermissions: readonly string[] = [
  ...new Set(Object.values(api).flatMap((room) => Object.values(room).map((endpoint) => endpoint.allow))),
]
  .filter((permission) => permission.includes(':'))
  .sort();

/** All permissions of some roles. `policies` are those of all rooms. */
export function permissionsOf(roles: readonly Role[], policies: readonly Policies[]): ReadonlySet<string> {
  if (roles.includes('administrator')) return new Set([...allPermissions, ...policies.flatMap((room) => Object.keys(room))]);
  const granted = policies.flatMap((room) =>
    Object.entries(room)
      .filter(([, allowed]) => roles.some((role) => (allowed as readonly string[]).includes(role)))
      .map(([permission]) => permission),
  );
  return new Set(granted);
}
