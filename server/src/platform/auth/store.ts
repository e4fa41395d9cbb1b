import type { Role } from '@posthorn/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import { idOrNull } from '../db/index.ts';
import type { Db } from '../platform.ts';

export type UserRow = {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  password_hash: string;
  must_change_password: boolean;
  active: boolean;
  created_at: Date;
  last_sign_in_at: Date | null;
};
export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  key_hash: Uint8Array;
  roles: Role[];
  created_at: Date;
  created_by: string;
  last_used_at: Date | null;
  revoked_at: Date | null;
};
type SessionRow = { token_hash: Uint8Array; user_id: string; csrf_token: string; created_at: Date; expires_at: Date };

export type AuthTables = {
  'platform.users': UserRow;
  'platform.api_keys': ApiKeyRow;
  'platform.sessions': SessionRow;
  'platform.sign_in_attempts': { subject: string; at: Date };
};
export type AuthDb = Kysely<AuthTables>;
export type AuthTransaction = Transaction<AuthTables>;

export const authTables = (db: Db): AuthDb => db.withTables<AuthTables>();

export function userByEmail(db: AuthDb, email: string): Promise<UserRow | undefined> {
  return db.selectFrom('platform.users').selectAll().where(sql<boolean>`lower(email) = lower(${email})`).executeTakeFirst();
}

export function userById(db: AuthDb, id: string): Promise<UserRow | undefined> {
  return db
    .selectFrom('platform.users')
    .selectAll()
    .where(sql<boolean>`id = ${idOrNull(id)}`)
    .executeTakeFirst();
}

/** The session of a token with its user, if it has not ended and the user is active. */
export async function sessionByToken(
  db: AuthDb,
  tokenHash: Uint8Array,
  now: Date,
): Promise<{ session: SessionRow; user: UserRow } | undefined> {
  const session = await db
    .selectFrom('platform.sessions')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const user = await db
    .selectFrom('platform.users')
    .selectAll()
    .where('id', '=', session.user_id)
    .where('active', '=', true)
    .executeTakeFirst();
  return user === undefined ? undefined : { session, user };
}

export function apiKeyByHash(db: AuthDb, keyHash: Uint8Array): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('platform.api_keys').selectAll().where('key_hash', '=', keyHash).where('revoked_at', 'is', null).executeTakeFirst();
}

/** How many wrong sign-ins a subject had since a moment. Older ones are forgotten on the way. */
export async function countAttempts(db: AuthDb, subject: string, since: Date): Promise<number> {
  await db.deleteFrom('platform.sign_in_attempts').where('subject', '=', subject).where('at', '<', since).execute();
  const found = await db
    .selectFrom('platform.sign_in_attempts')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow();
  return found.count;
}
