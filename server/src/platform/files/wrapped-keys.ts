import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { PosthornError } from '../errors/index.ts';
import type { Db } from '../platform.ts';
import type { CustomerKeys } from './customer-keys.ts';

type KeyTables = {
  'platform.customer_keys': { customer_id: string; wrapped: Uint8Array | null; created_at: Date; destroyed_at: Date | null };
};

/**
 * The master key of the configuration, else of `master.key` (0600) in the data directory, made at the first start. With objects or
 * database elsewhere, keep it in the configuration: it must not lie beside the data.
 */
export async function loadMasterKey(configured: string | undefined, dataDir: string): Promise<Uint8Array> {
  if (configured !== undefined) return Buffer.from(configured, 'hex');
  const path = join(dataDir, 'master.key');
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  // Linking fails when another process was first; then its key counts.
  await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(unfinished, { force: true });
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new PosthornError('keys.master-key-wrong', { detail: `${path} holds no key of 64 hexadecimal digits.` });
  await chmod(path, 0o600);
  return Buffer.from(text, 'hex');
}

/** Customer keys in the database, each wrapped (AES-256-GCM) by the master key with the customer's id as additional data. */
export function createCustomerKeys(db: Db, masterKey: Uint8Array): CustomerKeys {
  return new WrappedKeys(db.withTables<KeyTables>(), masterKey);
}

class WrappedKeys implements CustomerKeys {
  readonly #db: Kysely<KeyTables>;
  readonly #masterKey: Uint8Array;

  constructor(db: Kysely<KeyTables>, masterKey: Uint8Array) {
    this.#db = db;
    this.#masterKey = masterKey;
  }

  async forCustomers(customerIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const ids = [...new Set(customerIds)];
    const known = await this.#read(ids);
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length === 0) return known;
    await this.#make(missing);
    for (const [id, key] of await this.#read(missing)) known.set(id, key);
    return known;
  }

  async destroy(customerId: string): Promise<void> {
    await sql`insert into platform.customer_keys (customer_id, wrapped, destroyed_at) values (${customerId}, null, now())
      on conflict (customer_id) do update set wrapped = null, destroyed_at = coalesce(customer_keys.destroyed_at, now())`.execute(this.#db);
  }

  async #read(ids: readonly string[]): Promise<Map<string, Uint8Array>> {
    const found = await sql<{ customer_id: string; wrapped: Buffer | null }>`
      select customer_id, wrapped from platform.customer_keys where customer_id = any(${ids}::uuid[])`.execute(this.#db);
    return new Map(found.rows.map((row) => [row.customer_id, this.#unwrap(row.customer_id, row.wrapped)]));
  }

  async #make(ids: readonly string[]): Promise<void> {
    const wrapped = ids.map((id) => this.#wrap(id, randomBytes(32)));
    // Another process may make the key of the same customer now: the first one counts and is read afterwards.
    await sql`insert into platform.customer_keys (customer_id, wrapped)
      select * from unnest(${ids}::uuid[], ${wrapped}::bytea[]) order by 1 on conflict do nothing`.execute(this.#db);
  }

  #wrap(customerId: string, key: Uint8Array): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#masterKey, nonce).setAAD(Buffer.from(customerId));
    return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  #unwrap(customerId: string, wrapped: Buffer | null): Uint8Array {
    if (wrapped === null) throw new PosthornError('pack.key-destroyed');
    const decipher = createDecipheriv('aes-256-gcm', this.#masterKey, wrapped.subarray(0, 12)).setAAD(Buffer.from(customerId));
    decipher.setAuthTag(wrapped.subarray(wrapped.length - 16));
    try {
      return Buffer.concat([decipher.update(wrapped.subarray(12, wrapped.length - 16)), decipher.final()]);
    } catch (cause) {
      throw new PosthornError('keys.master-key-wrong', { cause });
    }
  }
}
