import { type ApiKey, type AuditEntry, administration, type Session, session as sessionApi, type User } from '@posthorn/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { AuditTables } from '../audit/index.ts';
import { limitOf, numberAfter, pageOf } from '../http/page.ts';
import { register } from '../http/register.ts';
import type { Platform } from '../platform.ts';
import { version } from '../version.ts';
import { createApiKey, revokeApiKey } from './api-keys.ts';
import { type Policies, permissionsOf } from './policies.ts';
import { closeSessions } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { type ApiKeyRow, authTables, type UserRow } from './store.ts';
import { changePassword, createUser, updateUser } from './users.ts';

export const sessionCookie = 'posthorn_session';

/** Sign-in, users, keys and the audit chain. */
export function authRoutes(app: FastifyInstance, platform: Platform, policies: readonly Policies[], secure: boolean): void {
  sessionRoutes(app, platform, policies, secure);
  userRoutes(app, platform);
  keyRoutes(app, platform);
  auditRoutes(app, platform);
}

function sessionRoutes(app: FastifyInstance, platform: Platform, policies: readonly Policies[], secure: boolean): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  const describe = (user: UserRow, csrfToken: string): Session => ({
    user: { id: user.id, email: user.email, name: user.name, roles: user.roles, mustChangePassword: user.must_change_password },
    permissions: [...permissionsOf(user.roles, policies)].sort(),
    csrfToken,
    demonstration: platform.config.demonstration,
    version,
  });
  const forget = (reply: FastifyReply) => reply.clearCookie(sessionCookie, cookie);
  register(app, sessionApi.signIn, async ({ body, raw }, reply) => {
    const { user, token, csrfToken } = await signIn(platform, body.email.trim(), body.password, raw.ip);
    reply.setCookie(sessionCookie, token, cookie);
    return describe(user, csrfToken);
  });
  register(app, sessionApi.get, async ({ caller }) => {
    const { session, actor } = caller;
    if (session !== undefined) return describe(session.user, session.csrfToken);
    const user = { id: actor.id, email: '', name: actor.name, roles: [], mustChangePassword: false };
    return { user, permissions: [...caller.permissions].sort(), csrfToken: '', demonstration: platform.config.demonstration, version };
  });
  register(app, sessionApi.signOut, async ({ caller }, reply) => {
    if (caller.session !== undefined) await closeSessions(platform, { tokenHash: caller.session.tokenHash });
    forget(reply);
    return { ok: true };
  });
  register(app, sessionApi.changePassword, async ({ caller, body }) => {
    await changePassword(platform, caller, body.current, body.next);
    return { ok: true };
  });
}

function userRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, administration.users, async () => {
    const rows = await authTables(platform.db).selectFrom('platform.users').selectAll().orderBy('email').execute();
    return { rows: rows.map(describeUser), total: rows.length };
  });
  register(app, administration.createUser, async ({ actor, body }) => {
    const made = await createUser(platform, actor, body);
    return { user: describeUser(made.user), oneTimePassword: made.oneTimePassword };
  });
  register(app, administration.updateUser, async ({ actor, params, body }) =>
    describeUser(await updateUser(platform, actor, params.id, body)),
  );
}

function keyRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, administration.apiKeys, async () => {
    const rows = await authTables(platform.db).selectFrom('platform.api_keys').selectAll().orderBy('created_at', 'desc').execute();
    return { rows: rows.map(describeKey), total: rows.length };
  });
  register(app, administration.createApiKey, async ({ actor, body }) => {
    const made = await createApiKey(platform, actor, body.name, body.roles);
    return { apiKey: describeKey(made.row), key: made.key };
  });
  register(app, administration.revokeApiKey, async ({ actor, params }) => {
    await revokeApiKey(platform, actor, params.id);
    return { ok: true };
  });
}

function auditRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, administration.audit, async ({ query }) => {
    let entries = platform.db
      .withTables<AuditTables>()
      .selectFrom('platform.audit_entries')
      .selectAll()
      .where('sequence', 'is not', null)
      .orderBy('sequence', 'desc')
      .limit(limitOf(query) + 1);
    const position = numberAfter(query);
    if (position !== undefined) entries = entries.where(sql<boolean>`sequence < ${position}::bigint`);
    if (query.action !== undefined) entries = entries.where('action', '=', query.action);
    if (query.subject !== undefined) entries = entries.where('subject', '=', query.subject);
    return pageOf((await entries.execute()).map(describeEntry), limitOf(query), (row) => String(row.sequence));
  });
  register(app, administration.verifyAudit, () => platform.audit.verify());
}

function describeUser(row: UserRow): Static<typeof User> {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: row.roles,
    active: row.active,
    createdAt: row.created_at.toISOString(),
    ...(row.last_sign_in_at === null ? {} : { lastSignInAt: row.last_sign_in_at.toISOString() }),
  };
}

function describeKey(row: ApiKeyRow): Static<typeof ApiKey> {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    roles: row.roles,
    createdAt: row.created_at.toISOString(),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at.toISOString() }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at.toISOString() }),
  };
}

function describeEntry(row: AuditTables['platform.audit_entries']): Static<typeof AuditEntry> {
  const { data } = JSON.parse(row.content) as { data: unknown };
  const { actor, action, subject } = row;
  return { sequence: Number(row.sequence), at: row.at.toISOString(), actor, action, subject, data, hash: row.hash! };
}
