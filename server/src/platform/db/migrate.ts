import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import { PosthornError } from '../errors/index.ts';
import type { Logger } from '../log/logger.ts';
import { roomNames } from '../room.ts';

/** One numbered SQL file of a room. */
export interface Migration {
  readonly room: string;
  /** `0001-what-it-does`. */
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

const source = new URL('../../', import.meta.url);
/** Any fixed number: one migration at a time, whichever process begins. */
const migrationLock = 7_226_001;

/** All migrations of `server/src/<room>/migrations`, in the order of the rooms and of their numbers. */
export async function findMigrations(root: URL = source): Promise<readonly Migration[]> {
  const found: Migration[] = [];
  for (const room of roomNames) {
    const folder = new URL(`${room}/migrations/`, root);
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort()) {
      const sql = await readFile(new URL(file, folder), 'utf8');
      found.push({ room, name: file.slice(0, -4), sql, hash: createHash('sha256').update(sql).digest('hex') });
    }
  }
  return found;
}

/**
 * Brings the database to the present: runs what has not run yet, each migration in a transaction of its own with its entry in
 * `public.posthorn_migrations`. A room's schema is made before its first migration.
 * @returns those that ran now
 * @throws PosthornError `db.history-changed` when one that ran has another content now, `db.migration-failed`
 */
export async function migrate(pool: Pool, log: Logger, migrations?: readonly Migration[]): Promise<readonly Migration[]> {
  const all = migrations ?? (await findMigrations());
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`create table if not exists public.posthorn_migrations (
      room text not null, name text not null, hash text not null, ran_at timestamptz not null default now(), primary key (room, name))`);
    const pending = await pendingOf(client, all);
    for (const migration of pending) {
      await runOne(client, migration);
      log.info({ room: migration.room, migration: migration.name }, 'migrated');
    }
    return pending;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
    client.release();
  }
}

async function pendingOf(client: PoolClient, all: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ room: string; name: string; hash: string }>(
    'select room, name, hash from public.posthorn_migrations',
  );
  const ran = new Map(rows.map((row) => [`${row.room}/${row.name}`, row.hash]));
  const known = new Set(all.map((one) => `${one.room}/${one.name}`));
  const gone = [...ran.keys()].find((key) => !known.has(key));
  const changed = all.find((one) => ran.has(`${one.room}/${one.name}`) && ran.get(`${one.room}/${one.name}`) !== one.hash);
  if (gone !== undefined) {
    throw new PosthornError('db.history-changed', {
      detail: `The migration ${gone} ran on this database, but this Posthorn does not know it.`,
    });
  }
  if (changed !== undefined) {
    throw new PosthornError('db.history-changed', { detail: `The migration ${changed.room}/${changed.name} was changed after it ran.` });
  }
  return all.filter((one) => !ran.has(`${one.room}/${one.name}`));
}

async function runOne(client: PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`create schema if not exists ${migration.room}`);
    await client.query(migration.sql);
    await client.query('insert into public.posthorn_migrations (room, name, hash) values ($1, $2, $3)', [
      migration.room,
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    const { message, position } = cause as Error & { position?: string };
    const line = position === undefined ? '' : ` (line ${migration.sql.slice(0, Number(position)).split('\n').length})`;
    throw new PosthornError('db.migration-failed', { detail: `${migration.room}/${migration.name}${line}: ${message}`, cause });
  }
}
