import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Composed, composedRun } from '../../test/composed-chunk.ts';
import { MisbehavingSmtp } from '../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { type Running, start } from '../../test/processes.ts';
import { SftpServer, sftpAvailable } from '../../test/sftp-server.ts';
import { decideProposal, proposePolicy } from '../governance/change-policy.ts';
import { defaultPolicy } from '../governance/default-policy.ts';
import { governanceRoom } from '../governance/index.ts';
import type { Actor } from '../platform/platform.ts';
import { addAccount } from './accounts/save-account.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { deliveryRoom } from './index.ts';
import { askProviders } from './post/letters/ask-providers.ts';

/*
 * Everything that happens to a mail between the decision and the mail server is a step of its own: told by the outbox, planned, built by a job,
 * claimed, sent, written down; so it is with letters to a provider. The worker that does it is killed when a step has begun and the next has not, and another one goes on.
 */

const script = fileURLToPath(new URL('../../test/deliver-process.ts', import.meta.url));
const rooms = [governanceRoom, deliveryRoom];
/** Two lanes of 25 claims each: the most that one killed process can leave in doubt. */
const mostInDoubt = 50;
const person = (id: string): Actor => ({ kind: 'user', id, name: id });

interface Stage {
  readonly platform: TestPlatform;
  readonly server: MisbehavingSmtp;
  begin(): Running;
  /** A count out of the database. */
  count(query: string): Promise<number>;
}

async function stage(): Promise<Stage> {
  const platform = await testPlatform({ rooms, now: new Date().toISOString() });
  const server = await MisbehavingSmtp.start(() => 'accept');
  onTestFinished(() => server.stop());
  const env = { ...platform.env, POSTHORN_SMTP_URL: `smtp://127.0.0.1:${server.port}`, POSTHORN_SMTP_TLS: 'never' };
  return {
    ...{ platform, server },
    begin: () => start([], env, script),
    count: async (query) => (await sql.raw<{ n: number }>(`select count(*)::int as n ${query}`).execute(platform.db)).rows[0]!.n,
  };
}

/** Kills a worker as soon as each of these has come true, in turn, and lets the last one end the work. */
async function killAt(
  { platform, begin }: Stage,
  moments: readonly (() => Promise<boolean>)[],
  done: () => Promise<boolean>,
): Promise<void> {
  const becomes = (check: () => Promise<boolean>) =>
    vi.waitFor(async () => expect(await check()).toBe(true), { timeout: 180_000, interval: 2 });
  for (const moment of moments) {
    const worker = begin();
    const died = worker.finished.then(({ err }) => Promise.reject(new Error(`the worker ended by itself: ${err}`)));
    died.catch(() => {});
    await Promise.race([becomes(moment), died]);
    await worker.kill();
    await giveUpClaims(platform, 900);
  }
  const last = begin();
  await vi.waitFor(async () => expect(await done()).toBe(true), { timeout: 300_000, interval: 200 });
  expect(await last.stop()).toMatchObject({ code: 0 });
}

const open = `from delivery.deliveries where channel = 'email' and state not in ('sent', 'unknown')`;

/** Ids of the deliveries whose mails arrived. */
const arrivedIds = ({ server }: Stage) => server.received.map(({ source }) => /^Message-ID: <([^@>]+)@/im.exec(source)![1]!);

test('digests: killed when their time is told, planned, built or half sent, no mail comes twice, and none is lost or torn apart', async () => {
  const theatre = await stage();
  const { platform, server, count } = theatre;
  const digests = [{ id: 'evening', name: 'Evening', at: '17:00', atMost: 5 }];
  const { version } = await proposePolicy(platform, person('anna'), { policy: { ...defaultPolicy, digests }, note: 'for a test' });
  await decideProposal(platform, person('bert'), version, true);
  const customers = 400;
  const first = await composedRun(
    platform,
    Array.from({ length: customers }, (_, at): Composed => ({ channel: 'email', email: `c${at}@example.org` })),
  );
  const others = first.communications.map(({ customerId }): Composed => ({ channel: 'email', customerId }));
  for (let more = 0; more < 2; more++) await composedRun(platform, others, { purpose: 'service' });

  const held = `from governance.contacts where state = 'held'`;
  const becameDue = async () => {
    if ((await count(held)) < 3 * customers) return false;
    await sql`update governance.contacts set until = now() - interval '1 second' where state = 'held'`.execute(platform.db);
    await platform.db.transaction().execute((trx) => platform.jobs.enqueue(trx, 'governance.end-holds', {}));
    return true;
  };
  const moments = [
    becameDue,
    async () => (await count(`${held} and until is null`)) > 0,
    async () => (await count('from delivery.deliveries')) > 0,
    async () => (await count('from delivery.sent_messages')) > 0,
    async () => server.received.length > 40,
    async () => server.received.length > 150,
  ];
  const done = async () => (await count('from delivery.deliveries')) === 3 * customers && (await count(open)) === 0;
  await killAt(theatre, moments, done);

  const arrived = arrivedIds(theatre);
  expect(new Set(arrived).size).toBe(arrived.length);
  // Each customer's three messages are one mail: one carrier with two parts.
  const { rows: mails } = await sql<{ id: string; parts: number; state: string }>`select d.id, d.state,
      (select count(*)::int from delivery.digest_parts p where p.carrier_id = d.id) as parts
    from delivery.deliveries d where not exists (select 1 from delivery.digest_parts p where p.delivery_id = d.id)`.execute(platform.db);
  expect(mails).toHaveLength(customers);
  expect(mails.filter(({ parts }) => parts !== 2)).toEqual([]);
  expect(mails.filter(({ id, state }) => state === 'sent' && !arrived.includes(id))).toEqual([]);
  expect(mails.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual(moments.length * mostInDoubt);
  const torn = await count(`from delivery.digest_parts p join delivery.deliveries d on d.id = p.delivery_id
    join delivery.deliveries c on c.id = p.carrier_id where c.state <> d.state`);
  expect(torn).toBe(0);
  for (const { source } of server.received) expect((await PostalMime.parse(source)).html?.match(/<li>/g)).toHaveLength(3);
});

test('notices of documents in the portal: killed when they are planned, built or half sent, none comes twice and none is lost', async () => {
  const theatre = await stage();
  const { platform, server, count } = theatre;
  const documents = 600;
  await composedRun(
    platform,
    Array.from({ length: documents }, (_, at): Composed => ({ channel: 'portal', email: `c${at}@example.org` })),
  );
  const moments = [
    async () => (await count(`from delivery.deliveries where purpose = 'notice'`)) > 0,
    async () => (await count('from delivery.sent_messages')) > 0,
    async () => server.received.length > 40,
    async () => server.received.length > 200,
  ];
  const done = async () => (await count(`from delivery.deliveries where purpose = 'notice'`)) === documents && (await count(open)) === 0;
  await killAt(theatre, moments, done);

  const arrived = arrivedIds(theatre);
  expect(new Set(arrived).size).toBe(arrived.length);
  const { rows: notices } = await sql<{ id: string; communicationId: string; state: string }>`
    select id, communication_id as "communicationId", state from delivery.deliveries where purpose = 'notice'`.execute(platform.db);
  expect(new Set(notices.map((one) => one.communicationId)).size).toBe(documents);
  expect(notices.filter(({ id, state }) => state === 'sent' && !arrived.includes(id))).toEqual([]);
  expect(notices.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual(moments.length * mostInDoubt);
  // The documents themselves lie in the portal, each once.
  expect(await count(`from delivery.mailbox`)).toBe(documents);
  expect(await count(`from delivery.deliveries where purpose = 'document' and state = 'available'`)).toBe(documents);
});

/** Two lanes of two claims each. */
const lettersInDoubt = 4;

/** A provider that fetches what has a ticket as soon as it lies there, and takes it away. */
class FetchingProvider {
  readonly fetched: { readonly id: string; readonly bytes: number }[] = [];
  readonly #directory: string;
  readonly #timer: NodeJS.Timeout;

  constructor(directory: string) {
    this.#directory = directory;
    this.#timer = setInterval(() => this.fetch(), 20);
  }

  fetch(): void {
    for (const name of readdirSync(this.#directory)) {
      if (!name.endsWith('.xml')) continue;
      const pdf = join(this.#directory, name.replace(/xml$/, 'pdf'));
      this.fetched.push({ id: name.slice(0, -'.xml'.length), bytes: readFileSync(pdf).length });
      rmSync(join(this.#directory, name));
      rmSync(pdf);
    }
  }

  /** From now on what is laid down stays there. */
  stop(): void {
    clearInterval(this.#timer);
  }
}

test.runIf(sftpAvailable)(
  'letters to a provider: killed while they are laid down, none is fetched twice or in part, and what lies there is known',
  async () => {
    const theatre = await stage();
    const { platform, count } = theatre;
    const directory = await SftpServer.start();
    onTestFinished(() => directory.stop());
    const provider = new FetchingProvider(directory.directory);
    onTestFinished(() => provider.stop());
    const kept = { brands: [], rank: 1, perSecond: 0, prices: {}, currency: 'EUR', keepOrder: false };
    const settings = { ...directory.settings, directory: directory.directory, duplex: true };
    await addAccount(platform, person('anna'), { ...kept, kind: 'sftp', name: 'Printer', settings });
    const [letters, bytes] = [48, 40_000];
    const pdf = Buffer.alloc(bytes, 'x');
    await composedRun(
      platform,
      Array.from({ length: letters }, (): Composed => ({ channel: 'post', files: { pdf } })),
    );
    const stopped = async () => {
      const enough = provider.fetched.length > 26;
      if (enough) provider.stop();
      return enough && readdirSync(directory.directory).some((name) => name.endsWith('.xml'));
    };
    const moments = [3, 10, 18].map((fetched) => async () => provider.fetched.length > fetched);
    const waiting = `from delivery.deliveries where state not in ('sent', 'unknown')`;
    await killAt(theatre, [...moments, stopped], async () => (await count(waiting)) === 0);

    // What a killed worker laid down and could not write down lies there still, or was fetched. The first is told; the second needs a person.
    await askProviders(platform);
    const { rows } = await sql<{ id: string; state: string }>`select id, state from delivery.deliveries`.execute(platform.db);
    const lying = new Set(
      readdirSync(directory.directory).flatMap((name) => (name.endsWith('.xml') ? [name.slice(0, -'.xml'.length)] : [])),
    );
    expect(rows.filter(({ id, state }) => lying.has(id) && state !== 'sent')).toEqual([]);
    provider.fetch();
    const fetched = new Set(provider.fetched.map(({ id }) => id));
    expect(fetched.size).toBe(provider.fetched.length);
    expect(provider.fetched.filter((one) => one.bytes !== bytes)).toEqual([]);
    expect(rows).toHaveLength(letters);
    expect(rows.filter(({ id, state }) => state === 'sent' && !fetched.has(id))).toEqual([]);
    expect(rows.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual((moments.length + 1) * lettersInDoubt);
  },
);
