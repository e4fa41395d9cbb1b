import Type, { type Static } from 'typebox';
import { Id, Nothing, page, pageQuery, Role, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

export const Session = Type.Object({
  user: Type.Object({
    id: Type.String(),
    email: Type.String(),
    name: Type.String(),
    roles: Type.Array(Role),
    mustChangePassword: Type.Boolean(),
  }),
  /** All that this user may do, e.g. `runs:start`. */
  permissions: Type.Array(Type.String()),
  /** Sent back in the header `x-csrf-token` of every changing request. */
  csrfToken: Type.String(),
  /** The demonstration's catcher is on: nothing leaves this machine. */
  demonstration: Type.Boolean(),
  version: Type.String(),
});
export type Session = Static<typeof Session>;

export const User = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  roles: Type.Array(Role),
  active: Type.Boolean(),
  createdAt: Timestamp,
  lastSignInAt: Type.Optional(Timestamp),
});
export const ApiKey = Type.Object({
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  roles: Type.Array(Role),
  createdAt: Timestamp,
  lastUsedAt: Type.Optional(Timestamp),
  revokedAt: Type.Optional(Timestamp),
});
export const AuditEntry = Type.Object({
  sequence: Type.Integer(),
  at: Timestamp,
  actor: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  data: Type.Unknown(),
  hash: Type.String(),
});

export const session = {
  signIn: endpoint({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in',
    room: 'platform',
    allow: 'public',
    body: Type.Object({ email: Type.String({ maxLength: 254 }), password: Type.String({ maxLength: 200 }) }),
    reply: Session,
  }),
  get: endpoint({ method: 'GET', path: '/api/session', summary: 'Who is signed in', room: 'platform', allow: 'signed-in', reply: Session }),
  signOut: endpoint({ method: 'DELETE', path: '/api/session', summary: 'Sign out', room: 'platform', allow: 'signed-in', reply: Nothing }),
  changePassword: endpoint({
    method: 'POST',
    path: '/api/session/password',
    summary: 'Change own password',
    room: 'platform',
    allow: 'signed-in',
    body: Type.Object({ current: Type.String({ maxLength: 200 }), next: Type.String({ minLength: 12, maxLength: 200 }) }),
    reply: Nothing,
  }),
};

export const administration = {
  users: endpoint({ method: 'GET', path: '/api/users', summary: 'Users', room: 'platform', allow: 'users:read', reply: page(User) }),
  createUser: endpoint({
    method: 'POST',
    path: '/api/users',
    summary: 'Create a user; the one-time password is shown once',
    room: 'platform',
    allow: 'users:write',
    body: Type.Object({
      email: Type.String({ format: 'email', maxLength: 254 }),
      name: Type.String({ minLength: 1, maxLength: 200 }),
      roles: Type.Array(Role, { minItems: 1 }),
    }),
    reply: Type.Object({ user: User, oneTimePassword: Type.String() }),
  }),
  updateUser: endpoint({
    method: 'PATCH',
    path: '/api/users/:id',
    summary: 'Change name, roles or activity',
    room: 'platform',
    allow: 'users:write',
    params: Id,
    body: Type.Object({
      name: Type.Optional(Type.String()),
      roles: Type.Optional(Type.Array(Role)),
      active: Type.Optional(Type.Boolean()),
    }),
    reply: User,
  }),
  apiKeys: endpoint({
    method: 'GET',
    path: '/api/api-keys',
    summary: 'API keys',
    room: 'platform',
    allow: 'keys:read',
    reply: page(ApiKey),
  }),
  createApiKey: endpoint({
    method: 'POST',
    path: '/api/api-keys',
    summary: 'Create an API key; the key is shown once',
    room: 'platform',
    allow: 'keys:write',
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), roles: Type.Array(Role, { minItems: 1 }) }),
    reply: Type.Object({ apiKey: ApiKey, key: Type.String() }),
  }),
  revokeApiKey: endpoint({
    method: 'DELETE',
    path: '/api/api-keys/:id',
    summary: 'Revoke an API key',
    room: 'platform',
    allow: 'keys:write',
    params: Id,
    reply: Nothing,
  }),
  audit: endpoint({
    method: 'GET',
    path: '/api/audit',
    summary: 'Audit entries, newest first',
    room: 'platform',
    allow: 'audit:read',
    query: Type.Object({ ...pageQuery, action: Type.Optional(Type.String()), subject: Type.Optional(Type.String()) }),
    reply: page(AuditEntry),
  }),
  verifyAudit: endpoint({
    method: 'POST',
    path: '/api/audit/verify',
    summary: 'Verify the chain of audit entries',
    room: 'platform',
    allow: 'audit:read',
    reply: Type.Object({ entries: Type.Integer(), intact: Type.Boolean(), firstBroken: Type.Optional(Type.Integer()) }),
  }),
};
