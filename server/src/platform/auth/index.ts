export { createApiKey } from './api-keys.ts';
export type { Caller } from './caller.ts';
export { allPermissions, type Policies, permissionsOf, platformPolicies } from './policies.ts';
export { rolesOf } from './roles-of.ts';
export { authRoutes, sessionCookie } from './routes.ts';
export { callerOfKey, callerOfSession } from './sessions.ts';
export { activeUsers, createUser, ensureAdministrator } from './users.ts';
