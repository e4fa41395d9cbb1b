import { sql, type Transaction } from 'kysely';
import { newId } from '../db/ids.ts';
import type { Actor, Db, Platform } from '../platform.ts';
import { keyNumberOf, type LinkContent, type LinkKey, type LinkUse, type OpenedLink, openLink, signLink } from './signed-link.ts';

/*
 * Keys of signed links. The newest one signs; older ones still open what they signed, until they are revoked. The keys themselves are kept
 * like those of customers, wrapped by the master key.
 */

type Keys = Pick<Platform, 'db' | 'keys'>;

/** What is known of a key beside its bytes. */
export interface LinkKeyInfo {
  readonly number: number;
  readonly madeAt: Date;
  /** From then on its links open nothing any more. */
  readonly revokedAt: Date | null;
}

type Row = LinkKeyInfo & { readonly id: string };

/** Signs links with the newest key, read once: signing thousands asks the database nothing more. */
export async function linkSigner(platform: Keys): Promise<(use: LinkUse, content: LinkContent) => string> {
  const newest = (await rowsOf(platform.db)).at(-1) ?? (await makeFirst(platform.db));
  const key = await keyOf(platform, newest);
  return (use, content) => signLink(key, use, content);
}

/** What a link says; undefined when nobody here signed it for this use, or its key was revoked. */
export async function openSignedLink(
  platform: Keys & Pick<Platform, 'clock'>,
  use: LinkUse,
  link: string,
): Promise<OpenedLink | undefined> {
  const number = keyNumberOf(link);
  if (number === undefined) return undefined;
  const row = (await rowsOf(platform.db)).find((one) => one.number === number && one.revokedAt === null);
  return row === undefined ? undefined : openLink(await keyOf(platform, row), use, link, platform.clock());
}

/** All keys, the newest last. */
export const linkKeys = (platform: Pick<Platform, 'db'>): Promise<readonly LinkKeyInfo[]> => rowsOf(platform.db);

/**
 * Makes a new key, which signs from now on. With `revoke` the links of all older ones open nothing any more: for a key that got
 * into wrong hands. @returns the number of the new key
 */
export async function renewLinkKey(platform: Platform, actor: Actor, { revoke }: { readonly revoke: boolean }): Promise<number> {
  return await platform.db.transaction().execute(async (trx) => {
    const at = platform.clock();
    await sql`lock table platform.link_keys in share row exclusive mode`.execute(trx);
    if (revoke) await sql`update platform.link_keys set revoked_at = ${at} where revoked_at is null`.execute(trx);
    const number = ((await rowsOf(trx)).at(-1)?.number ?? 0) + 1;
    await insert(trx, number, at);
    await platform.audit.append(trx, actor, 'link-key.renew', `link-key/${number}`, { revoke });
    return number;
  });
}

async function keyOf({ keys }: Pick<Platform, 'keys'>, { id, number }: Row): Promise<LinkKey> {
  return { number, key: (await keys.forCustomers([id])).get(id)! };
}

async function makeFirst(db: Db): Promise<Row> {
  await insert(db, 1, new Date());
  return (await rowsOf(db)).at(-1)!;
}

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
async function rowsOf(db: Db | Transaction<any>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select number, id, made_at as "madeAt", revoked_at as "revokedAt" from platform.link_keys
    order by number`.execute(db);
  return rows;
}

/** Another process may make the first one at the same time: one of the two counts. */
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
async function insert(db: Db | Transaction<any>, number: number, at: Date): Promise<void> {
  await sql`insert into platform.link_keys (number, id, made_at) values (${number}, ${newId()}, ${at}) on conflict do nothing`.execute(db);
}
