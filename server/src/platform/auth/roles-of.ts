import { type Role, roles } from '@posthorn/contract';
import { sql, type Transaction } from 'kysely';
import { idOrNull } from '../db/index.ts';
import type { Actor, Db } from '../platform.ts';

/**
 * The roles that somebody has now. Posthorn itself (the command line, jobs, the demonstration) has all: who may run it on the machine
 * could write into the database as well.
 */
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export async function rolesOf(db: Db | Transaction<any>, { kind, id }: Pick<Actor, 'kind' | 'id'>): Promise<readonly Role[]> {
  if (kind === 'system') return roles;
  const { rows } = await (kind === 'user'
    ? sql<{ roles: Role[] }>`select roles from platform.users where id = ${idOrNull(id)} and active`
    : sql<{ roles: Role[] }>`select roles from platform.api_keys where id = ${idOrNull(id)} and revoked_at is null`
  ).execute(db);
  return rows[0]?.roles ?? [];
}
