import type { Role } from '@posthorn/contract';
import { sql } from 'kysely';
import { newId } from '../db/ids.ts';
import { PosthornError } from '../errors/index.ts';
import type { Actor, Platform } from '../platform.ts';
import type { Caller } from './caller.ts';
import { hashPassword, oneTimePassword, verifyPassword } from './passwords.ts';
import { closeSessions } from './sessions.ts';
import { type AuthTables, type AuthTransaction, authTables, type UserRow, userById } from './store.ts';

const system: Actor = { kind: 'system', id: 'posthorn', name: 'Posthorn' };
/** Any fixed number: one process at a time looks whether there is an administrator. */
const firstAdministratorLock = 7_226_003;

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/**
 * At the first start there is nobody who could sign in: makes an administrator with a one-time password. In a demonstration the
 * password may be kept.
 * @returns what to show once; undefined when there are users
 */
export async function ensureAdministrator(platform: Platform): Promise<{ readonly email: string; readonly password: string } | undefined> {
  const email = 'admin@posthorn.local';
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const made = await platform.db
    .withTables<AuthTables>()
    .transaction()
    .execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${firstAdministratorLock})`.execute(trx);
      const somebody = await trx.selectFrom('platform.users').select('id').limit(1).executeTakeFirst();
      if (somebody !== undefined) return false;
      const user = { email, name: 'Administrator', roles: ['administrator'] as const };
      await insertUser(platform, trx, system, user, hash, !platform.config.demonstration);
      return true;
    });
  return made ? { email, password } : undefined;
}

/** @throws PosthornError `users.exists` */
export async function createUser(platform: Platform, actor: Actor, user: NewUser): Promise<{ user: UserRow; oneTimePassword: string }> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const made = await authTables(platform.db)
    .transaction()
    .execute((trx) => insertUser(platform, trx, actor, user, hash, true));
  return { user: made, oneTimePassword: password };
}

async function insertUser(
  platform: Platform,
  trx: AuthTransaction,
  actor: Actor,
  user: NewUser,
  hash: string,
  mustChange: boolean,
): Promise<UserRow> {
  const made = await trx
    .insertInto('platform.users')
    .values({
      id: newId(),
      email: user.email.trim(),
      name: user.name,
      roles: [...user.roles],
      password_hash: hash,
      must_change_password: mustChange,
      active: true,
      created_at: platform.clock(),
      last_sign_in_at: null,
    })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made === undefined) throw new PosthornError('users.exists', { detail: `There is a user with the address ${user.email}.` });
  await platform.audit.append(trx, actor, 'user.created', `user/${made.id}`, { email: made.email, name: made.name, roles: made.roles });
  return made;
}

/** Everybody who may sign in, by name. */
export async function activeUsers(platform: Pick<Platform, 'db'>): Promise<readonly Pick<UserRow, 'id' | 'name' | 'email' | 'roles'>[]> {
  return await authTables(platform.db)
    .selectFrom('platform.users')
    .select(['id', 'name', 'email', 'roles'])
    .where('active', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly active?: boolean | undefined;
}

/** @throws PosthornError `users.not-found`, `users.last-administrator` */
export async function updateUser(platform: Platform, actor: Actor, id: string, change: UserChange): Promise<UserRow> {
  const updated = await authTables(platform.db)
    .transaction()
    .execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${firstAdministratorLock})`.execute(trx);
      const before = await userById(trx, id);
      if (before === undefined) throw new PosthornError('users.not-found');
      const after = await trx
        .updateTable('platform.users')
        .set({
          name: change.name ?? before.name,
          roles: change.roles === undefined ? before.roles : [...change.roles],
          active: change.active ?? before.active,
        })
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      const left = await trx
        .selectFrom('platform.users')
        .select('id')
        .where('active', '=', true)
        .where(sql<boolean>`'administrator' = any(roles)`)
        .limit(1)
        .executeTakeFirst();
      if (left === undefined) throw new PosthornError('users.last-administrator');
      await platform.audit.append(trx, actor, 'user.updated', `user/${id}`, { ...change });
      return after;
    });
  if (!updated.active) await closeSessions(platform, { userId: updated.id });
  return updated;
}

/** The user's other sessions end. @throws PosthornError `auth.wrong-credentials`, `auth.password-weak` */
export async function changePassword(platform: Platform, caller: Caller, current: string, next: string): Promise<void> {
  const { user, tokenHash } = caller.session!;
  if (!(await verifyPassword(current, user.password_hash)))
    throw new PosthornError('auth.wrong-credentials', { detail: 'The current password is wrong.' });
  if (next === current || next.length < 12 || new Set(next).size < 5 || next.toLowerCase().includes(user.email.toLowerCase())) {
    throw new PosthornError('auth.password-weak');
  }
  const hash = await hashPassword(next);
  await authTables(platform.db)
    .transaction()
    .execute(async (trx) => {
      await trx.updateTable('platform.users').set({ password_hash: hash, must_change_password: false }).where('id', '=', user.id).execute();
      await platform.audit.append(trx, caller.actor, 'user.password-changed', `user/${user.id}`, {});
    });
  await closeSessions(platform, { userId: user.id, but: tokenHash });
}
