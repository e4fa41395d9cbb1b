import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { DkimKey, DnsRecord } from '@posthorn/contract';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { decryptEntry, encryptEntry } from '../../platform/files/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { type DkimSettings, signedHeaders } from '../email/sender.ts';
import '../errors.ts';
import { activateKey, insertKey, type KeyRow, keysOf, retireKey as markRetired } from './dkim-store.ts';
import type { Dns } from './dns.ts';

/*
 * Keys change without a mail whose signature cannot be checked: a new key is announced, and its record published; once it is seen in the DNS, it
 * signs from then on, and the former is destroyed. The former's record stays for as long as mails that it signed may be on their way.
 */

/** RFC 8301: at least 2048 bits; more does not fit into one string of a TXT record, and not every receiver takes it. */
const bits = 2048;
/** Retries end after days, and receivers may check late. */
const recordDays = 7;
const generate = promisify(generateKeyPair);

/** The record that tells receivers the key (RFC 6376, 3.6.1). */
const recordOf = ({ domain, selector, publicKey }: Pick<KeyRow, 'domain' | 'selector' | 'publicKey'>): DnsRecord => ({
  name: `${selector}._domainkey.${domain}`,
  type: 'TXT',
  value: `v=DKIM1; k=rsa; p=${publicKey}`,
});

export function shownKey({ id, domain, selector, state, createdAt, createdBy, activeAt, retiredAt, publicKey }: KeyRow): DkimKey {
  const until = retiredAt && new Date(retiredAt.getTime() + recordDays * 86_400_000);
  return {
    ...{ id, domain, selector, state, createdBy, createdAt: createdAt.toISOString(), record: recordOf({ domain, selector, publicKey }) },
    ...(activeAt === null ? {} : { activeSince: activeAt.toISOString() }),
    ...(until === null ? {} : { recordNeededUntil: until.toISOString() }),
  };
}

/** Makes a key that signs nothing yet. */
export async function announceKey(platform: Platform, actor: Actor, given: string): Promise<DkimKey> {
  const domain = given.toLowerCase();
  const id = newId();
  const pair = await generate('rsa', { modulusLength: bits });
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const sealing = (await platform.keys.forCustomers([id])).get(id)!;
  const now = platform.clock();
  const taken = new Set((await keysOf(platform.db, { domain })).map(({ selector }) => selector));
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const key = {
      ...{ id, domain, selector: freeSelector(taken, now), createdAt: now, createdBy: actor.name },
      privateKey: Buffer.from(encryptEntry(sealing, Buffer.from(pem)).bytes),
      publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    };
    await insertKey(trx, key);
    await platform.audit.append(trx, actor, 'dkim-key.announce', `dkim-key/${id}`, { domain, selector: key.selector });
    return shownKey((await keysOf(trx, { id }))[0]!);
  });
}

/** `ph202611`, then `ph202611b`: a selector tells when it was made, and is never used twice. */
function freeSelector(taken: ReadonlySet<string>, now: Date): string {
  const month = `ph${now.toISOString().slice(0, 7).replace('-', '')}`;
  for (let at = 0; ; at++) {
    const selector = at === 0 ? month : `${month}${at < 26 ? String.fromCharCode(97 + at) : `n${at}`}`;
    if (!taken.has(selector)) return selector;
  }
}

/** Signs with this key from now on. @throws PosthornError `dkim.not-found`, `dkim.not-announced`, `dkim.not-published` */
export async function switchKey(platform: Platform, actor: Actor, dns: Dns, id: string): Promise<DkimKey> {
  const key = await theKey(platform, id);
  if (key.state !== 'announced') throw new PosthornError('dkim.not-announced');
  const { name, value } = recordOf(key);
  const published = await dns.txt(name).catch((cause) => {
    throw new PosthornError('dkim.not-published', { detail: `The DNS does not answer: ${(cause as Error).message}.`, cause });
  });
  if (!published.some((record) => holds(record, key.publicKey))) {
    throw new PosthornError('dkim.not-published', { detail: `${name} does not say ${value.slice(0, 40)}…` });
  }
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    await activateKey(trx, key, platform.clock());
    await platform.audit.append(trx, actor, 'dkim-key.activate', `dkim-key/${id}`, { domain: key.domain, selector: key.selector });
    return shownKey((await keysOf(trx, { id }))[0]!);
  });
}

/** Whether a record publishes this key, however its tags are written. */
export const holds = (record: string, publicKey: string): boolean =>
  /(?:^|;)\s*p\s*=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, '') === publicKey;

/** @throws PosthornError `dkim.not-found` */
export async function retireKey(platform: Platform, actor: Actor, id: string): Promise<DkimKey> {
  const { domain, selector } = await theKey(platform, id);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    await markRetired(trx, id, platform.clock());
    await platform.audit.append(trx, actor, 'dkim-key.retire', `dkim-key/${id}`, { domain, selector });
    return shownKey((await keysOf(trx, { id }))[0]!);
  });
}

async function theKey(platform: Platform, id: string): Promise<KeyRow> {
  const [key] = await keysOf(platform.db, { id });
  if (key === undefined) throw new PosthornError('dkim.not-found');
  return key;
}

/** How mails from a domain are signed: with its own key, else with that of the domain above it that has one; undefined where none has. */
export type Signing = (domain: string) => DkimSettings | undefined;

/** Loads the keys that sign now. */
export async function signing(platform: Pick<Platform, 'db' | 'keys'>): Promise<Signing> {
  const rows = (await keysOf(platform.db, { state: 'active' })).filter((row) => row.privateKey !== null);
  const sealing = await platform.keys.forCustomers(rows.map((row) => row.id));
  const byDomain = new Map(
    rows.map(({ id, domain, selector, privateKey }) => {
      const key = createPrivateKey(Buffer.from(decryptEntry(sealing.get(id)!, privateKey!)).toString());
      return [domain, { domain, selector, privateKey: key, signedHeaders } satisfies DkimSettings];
    }),
  );
  return (domain) => {
    const labels = domain.toLowerCase().split('.');
    return labels.map((_label, at) => byDomain.get(labels.slice(at).join('.'))).find((found) => found !== undefined);
  };
}
