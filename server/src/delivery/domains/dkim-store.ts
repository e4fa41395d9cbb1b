import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';

/** A key as it lies in the database. */
export interface KeyRow {
  readonly id: string;
  readonly domain: string;
  readonly selector: string;
  readonly state: 'announced' | 'active' | 'retired';
  readonly privateKey: Buffer | null;
  readonly publicKey: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly activeAt: Date | null;
  readonly retiredAt: Date | null;
}

const columns = sql.raw(`id, domain, selector, state, private_key as "privateKey", public_key as "publicKey", created_at as "createdAt",
  created_by as "createdBy", active_at as "activeAt", retired_at as "retiredAt"`);

export async function keysOf(
  db: Db | Trx,
  where: { readonly id?: string; readonly state?: KeyRow['state']; readonly domain?: string } = {},
): Promise<readonly KeyRow[]> {
  const { rows } = await sql<KeyRow>`select ${columns} from delivery.dkim_keys where true
    ${where.id === undefined ? sql`` : sql`and id = ${idOrNull(where.id)}`} ${where.state === undefined ? sql`` : sql`and state = ${where.state}`}
    ${where.domain === undefined ? sql`` : sql`and domain = ${where.domain}`} order by domain, created_at desc, selector desc`.execute(db);
  return rows;
}

export async function insertKey(
  trx: Trx,
  key: Pick<KeyRow, 'id' | 'domain' | 'selector' | 'privateKey' | 'publicKey' | 'createdAt' | 'createdBy'>,
): Promise<void> {
  await sql`insert into delivery.dkim_keys (id, domain, selector, state, private_key, public_key, created_at, created_by)
    values (${key.id}, ${key.domain}, ${key.selector}, 'announced', ${key.privateKey}, ${key.publicKey}, ${key.createdAt}, ${key.createdBy})`.execute(
    trx,
  );
}

/** The key signs from now on; the one before it is destroyed. */
export async function activateKey(trx: Trx, { id, domain }: Pick<KeyRow, 'id' | 'domain'>, now: Date): Promise<void> {
  await sql`update delivery.dkim_keys set state = 'retired', private_key = null, retired_at = ${now}
    where domain = ${domain} and state = 'active'`.execute(trx);
  await sql`update delivery.dkim_keys set state = 'active', active_at = ${now} where id = ${id}`.execute(trx);
}

export async function retireKey(trx: Trx, id: string, now: Date): Promise<void> {
  await sql`update delivery.dkim_keys set state = 'retired', private_key = null, retired_at = ${now} where id = ${id}`.execute(trx);
}
