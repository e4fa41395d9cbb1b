import type { Role } from '@posthorn/contract';
import { sql } from 'kysely';
import { newId } from '../db/ids.ts';
import { idOrNull } from '../db/index.ts';
import { PosthornError } from '../errors/index.ts';
import type { Actor, Platform } from '../platform.ts';
import { apiKeyPrefix, hashToken, newToken } from './sessions.ts';
import { type ApiKeyRow, authTables } from './store.ts';

/** @returns the key itself too: it is stored as its hash only and cannot be shown again */
export async function createApiKey(
  platform: Platform,
  actor: Actor,
  name: string,
  roles: readonly Role[],
): Promise<{ row: ApiKeyRow; key: string }> {
  const key = apiKeyPrefix + newToken();
  const row = await authTables(platform.db)
    .transaction()
    .execute(async (trx) => {
      const made = await trx
        .insertInto('platform.api_keys')
        .values({
          id: newId(),
          name,
          prefix: key.slice(0, apiKeyPrefix.length + 6),
          key_hash: hashToken(key),
          roles: [...roles],
          created_at: platform.clock(),
          created_by: actor.name,
          last_used_at: null,
          revoked_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await platform.audit.append(trx, actor, 'api-key.created', `api-key/${made.id}`, { name, roles });
      return made;
    });
  return { row, key };
}

/** @throws PosthornError `keys.not-found` */
export async function revokeApiKey(platform: Platform, actor: Actor, id: string): Promise<void> {
  await authTables(platform.db)
    .transaction()
    .execute(async (trx) => {
      const revoked = await trx
        .updateTable('platform.api_keys')
        .set({ revoked_at: platform.clock() })
        .where(sql<boolean>`id = ${idOrNull(id)}`)
        .where('revoked_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (revoked === undefined) throw new PosthornError('keys.not-found');
      await platform.audit.append(trx, actor, 'api-key.revoked', `api-key/${id}`, {});
    });
}
