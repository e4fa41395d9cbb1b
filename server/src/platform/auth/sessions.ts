import { createHash, randomBytes } from 'node:crypto';
import type { Platform } from '../platform.ts';
import type { Caller } from './caller.ts';
import { type Policies, permissionsOf } from './policies.ts';
import { apiKeyByHash, authTables, sessionByToken } from './store.ts';

export const apiKeyPrefix = 'phk_';
/** A session's end and a key's last use are written at most this often. */
const touchMilliseconds = 5 * 60_000;

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Makes a session for a user. The token goes into the cookie and is stored only as its hash. */
export async function openSession(platform: Platform, userId: string): Promise<{ readonly token: string; readonly csrfToken: string }> {
  const token = newToken();
  const csrfToken = newToken();
  const now = platform.clock();
  const db = authTables(platform.db);
  await db.deleteFrom('platform.sessions').where('expires_at', '<=', now).execute();
  await db
    .insertInto('platform.sessions')
    .values({ token_hash: hashToken(token), user_id: userId, csrf_token: csrfToken, created_at: now, expires_at: endOf(platform, now) })
    .execute();
  return { token, csrfToken };
}

const endOf = (platform: Platform, now: Date) => new Date(now.getTime() + platform.config.sessionHours * 3_600_000);

/** The caller behind a session token, if the session lives. Using it makes it live longer. */
export async function callerOfSession(platform: Platform, policies: readonly Policies[], token: string): Promise<Caller | undefined> {
  const db = authTables(platform.db);
  const now = platform.clock();
  const found = await sessionByToken(db, hashToken(token), now);
  if (found === undefined) return undefined;
  const { session, user } = found;
  const end = endOf(platform, now);
  if (end.getTime() - session.expires_at.getTime() > touchMilliseconds) {
    await db.updateTable('platform.sessions').set({ expires_at: end }).where('token_hash', '=', session.token_hash).execute();
  }
  return {
    actor: { kind: 'user', id: user.id, name: user.name },
    permissions: permissionsOf(user.roles, policies),
    session: { user, csrfToken: session.csrf_token, tokenHash: session.token_hash },
  };
}

/** The caller behind an API key, if it is not revoked. */
export async function callerOfKey(platform: Platform, policies: readonly Policies[], key: string): Promise<Caller | undefined> {
  if (!key.startsWith(apiKeyPrefix)) return undefined;
  const db = authTables(platform.db);
  const found = await apiKeyByHash(db, hashToken(key));
  if (found === undefined) return undefined;
  const now = platform.clock();
  if (now.getTime() - (found.last_used_at?.getTime() ?? 0) > touchMilliseconds) {
    await db.updateTable('platform.api_keys').set({ last_used_at: now }).where('id', '=', found.id).execute();
  }
  return { actor: { kind: 'key', id: found.id, name: found.name }, permissions: permissionsOf(found.roles, policies) };
}

/** Ends one session, or all of a user but one. */
export async function closeSessions(
  platform: Platform,
  which: { tokenHash: Uint8Array } | { userId: string; but?: Uint8Array },
): Promise<void> {
  const all = authTables(platform.db).deleteFrom('platform.sessions');
  if ('tokenHash' in which) await all.where('token_hash', '=', which.tokenHash).execute();
  else if (which.but === undefined) await all.where('user_id', '=', which.userId).execute();
  else await all.where('user_id', '=', which.userId).where('token_hash', '!=', which.but).execute();
}
