import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { queueDeliveries } from '../../test/deliveries.ts';
import { MessageCentre, type Taken, type Treatment } from '../../test/message-centre.ts';
import { type Behaviour, MisbehavingSmtp } from '../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { inboxOf } from './accounts/inbox.ts';
import { emailChannel } from './email/channel.ts';
import { noteEarly } from './receipts/record-receipts.ts';
import { Sender, type SendingChannel } from './sender.ts';
import { SmppCarrier } from './sms/smpp/carrier.ts';

/*
 * Messages through a mail server and a message centre that are slow, fail, throttle, hang up in the middle and after the whole message, and give
 * receipts early, late, twice or never. In the end every message has arrived exactly once, or is accounted for.
 *
 * FAILING_PEER_MESSAGES says how many (half by each way); FAILING_PEER_REPORT=file keeps the table. Each minute it says how far it is.
 */
const total = Number(process.env.FAILING_PEER_MESSAGES ?? 20_000);
const report = process.env.FAILING_PEER_REPORT;
const policy = { firstPause: 1, longestPause: 4, giveUpAfter: 86_400 };
const options = { policy, claimLifetime: 900 };

/** A number from 0 to 999,999 that an address always has: the peers' moods are the same in every run. */
const moodOf = (address: string) => createHash('sha256').update(address).digest().readUInt32BE(0) % 1_000_000;

/*
 * What one message meets (refusals, temporary failures) comes to one in some dozens. What makes a sender leave the whole peer alone for a second
 * or more (asked to go slower, a connection that is closed) comes to one in some thousands, as it would in a night's run: else a run is mostly waiting.
 */

/** How often addresses were tried that meet something; of a million that meet nothing nobody needs to know. */
class Attempts {
  readonly #times = new Map<string, number>();
  next(address: string): number {
    const attempt = (this.#times.get(address) ?? 0) + 1;
    this.#times.set(address, attempt);
    return attempt;
  }
}

/** How a mail server treats an address, the first time and later. */
function smtpMood(): (recipient: string) => Behaviour {
  const attempts = new Attempts();
  return (recipient) => {
    const mood = moodOf(recipient);
    if (mood >= 90_600) return 'accept';
    const attempt = attempts.next(recipient);
    if (mood < 20_000) return 'refuse-recipient';
    if (mood < 25_000) return 'refuse-message';
    if (mood < 25_200) return 'hang-up-after-message';
    if (attempt > 2) return 'accept';
    // Not `defer-message`: that says greylisting, which is heeded for five minutes each time (`email/retry-class.ts`).
    if (mood < 70_000) return 'defer-recipient';
    if (mood < 90_000) return attempt === 1 ? 'defer-recipient' : 'accept';
    if (mood < 90_400) return attempt === 1 ? 'hang-up-in-message' : 'accept';
    return attempt === 1 ? 'closing' : 'accept';
  };
}

function smppMood(): (pdu: { readonly destination_addr: string }) => Treatment {
  const attempts = new Attempts();
  return ({ destination_addr: to }) => {
    const mood = moodOf(to);
    if (mood >= 60_000) return 'accept';
    const attempt = attempts.next(to);
    if (mood < 20_000) return 'refuse';
    if (mood < 20_100) return 'hang-up';
    if (attempt > 2) return 'accept';
    if (mood < 20_500) return 'throttle';
    if (mood < 20_700) return 'queue-full';
    return 'system-error';
  };
}

/** Receipts: most in time, some before the answer, some twice, some late, some never. One that is not taken comes again in the end. */
function giveReceipts(centre: MessageCentre, late: Taken[]): void {
  const give = async (taken: Taken, state = 'DELIVRD') => {
    const status = await centre.receipt(taken, state).catch(() => -1);
    if (status !== 0) late.push(taken);
  };
  centre.onTaken = (taken) => {
    const mood = moodOf(`receipt ${taken.to}`);
    if (mood < 100_000) void give(taken);
    else if (mood < 150_000) late.push(taken);
    else if (mood < 200_000) for (const wait of [20, 40]) setTimeout(() => give(taken), wait);
    else if (mood < 220_000) setTimeout(() => give(taken, 'UNDELIV'), 30);
    else if (mood < 950_000) setTimeout(() => give(taken), 50);
  };
}

function shortMessages(platform: TestPlatform, port: number): SendingChannel {
  const carrier = new SmppCarrier(
    {
      ...{ host: '127.0.0.1', port, tls: false, systemId: 'posthorn', password: 'secret', systemType: '', bind: 'transceiver', window: 50 },
      ...{ connectTimeoutMs: 30_000, responseTimeoutMs: 60_000, enquireAfterMs: 30_000, from: '12345', longMessages: 'udh' },
    },
    inboxOf(platform, { channel: 'sms', account: 'default' }),
  );
  return {
    ...{ name: 'sms', account: 'default', parallel: 25, costOf: () => 0 },
    prepare: async () => (delivery, mayBegin) => carrier.send({ id: delivery.id, to: delivery.address, text: delivery.id }, mayBegin),
    check: () => carrier.check(),
    interrupt: () => carrier.interrupt(),
    close: () => carrier.close(),
  };
}

/** Counts what came to a peer, by delivery, and lets go of the messages themselves. */
class Arrived {
  readonly times = new Map<string, number>();
  take(ids: readonly string[]): void {
    for (const id of ids) this.times.set(id, (this.times.get(id) ?? 0) + 1);
  }
}

/** The receipts that are left, as many under way at once as message centres have. */
async function giveLate(centre: MessageCentre, late: Taken[]): Promise<void> {
  const one = async () => {
    for (let taken = late.pop(); taken; taken = late.pop()) await centre.receipt(taken).catch(() => {});
  };
  await Promise.all(Array.from({ length: 50 }, one));
}

/** Waits until nothing is queued or under way; says each minute how many came to the peers, for whoever waits. */
async function settled(platform: TestPlatform, arrived: Readonly<Record<string, Arrived>>, look: () => void): Promise<void> {
  const begin = performance.now();
  for (let [ticks, minute] = [0, 1]; ; ticks++) {
    look();
    const seconds = Math.round((performance.now() - begin) / 1000);
    if (seconds >= minute * 60) {
      const came = Object.entries(arrived).map(([way, { times }]) => `${way} ${times.size}`);
      console.log(`${seconds} s: ${came.join(', ')} arrived, ${Math.round(process.memoryUsage().rss / 1048576)} MB`);
      minute++;
    }
    // Seldom: with a million rows this is no small question.
    if (ticks % 10 === 9) {
      const { rows } = await platform.pool.query(
        `select exists(select from delivery.deliveries where state = 'queued') or exists(select from delivery.deliveries where state = 'sending') as open`,
      );
      if (!rows[0].open) return;
    }
    await sleep(500);
  }
}

interface Row {
  readonly way: string;
  readonly state: string;
  readonly messages: number;
  readonly arrived: number;
  readonly twice: number;
}

/** All deliveries, read in portions: a million rows at once would be the most that this process ever holds. */
async function* allDeliveries(
  platform: TestPlatform,
): AsyncGenerator<{ readonly id: string; readonly channel: string; readonly state: string }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await platform.pool.query<{ id: string; channel: string; state: string }>(
      'select id, channel, state from delivery.deliveries where id > $1 order by id limit 20000',
      [after],
    );
    if (rows.length === 0) return;
    yield* rows;
    after = rows.at(-1)!.id;
  }
}

async function accounting(platform: TestPlatform, arrived: Readonly<Record<string, Arrived>>): Promise<Row[]> {
  const rows = new Map<string, { way: string; state: string; messages: number; arrived: number; twice: number }>();
  for await (const { id, channel, state } of allDeliveries(platform)) {
    const times = arrived[channel]!.times.get(id) ?? 0;
    const row = rows.get(`${channel} ${state}`) ?? { way: channel, state, messages: 0, arrived: 0, twice: 0 };
    rows.set(`${channel} ${state}`, {
      ...row,
      messages: row.messages + 1,
      arrived: row.arrived + Math.min(1, times),
      twice: row.twice + Math.max(0, times - 1),
    });
  }
  return [...rows.values()].sort((a, b) => (`${a.way} ${a.state}` < `${b.way} ${b.state}` ? -1 : 1));
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ way, state, messages, arrived, twice }) => `| ${way} | ${state} | ${messages} | ${arrived} | ${twice} |`);
  return ['| way | state in the end | messages | of these arrived | arrived twice |', '| --- | --- | ---: | ---: | ---: |', ...lines].join(
    '\n',
  );
}

test(`${total} messages through peers that fail in every way arrive exactly once or are accounted for`, {
  timeout: 7_200_000,
}, async () => {
  const platform = await testPlatform({ now: new Date().toISOString(), config: { databaseConnections: 20 } });
  const ticking = setInterval(() => platform.clock.set(new Date()), 50);
  onTestFinished(() => clearInterval(ticking));
  const late: Taken[] = [];
  const mail = await MisbehavingSmtp.start(smtpMood());
  const centre = await MessageCentre.start(smppMood());
  centre.delay = 2;
  giveReceipts(centre, late);
  onTestFinished(async () => {
    await mail.stop();
    await centre.stop();
  });
  const portion = 5_000;
  for (let made = 0; made < total / 2; made += portion) {
    const numbers = Array.from({ length: Math.min(portion, total / 2 - made) }, (_, at) => made + at);
    await queueDeliveries(
      platform,
      numbers.map((at) => `c${at}@example.org`),
      { bytes: 200 },
    );
    await queueDeliveries(
      platform,
      numbers.map((at) => `+49151${String(at).padStart(8, '0')}`),
      { channel: 'sms' },
    );
  }
  // As autovacuum would have done meanwhile.
  await platform.pool.query('analyze');
  const smtp = {
    ...{ host: '127.0.0.1', port: mail.port, tls: 'never' as const, verifyCertificate: false, connections: 8 },
    ...{ messagesPerConnection: 100, messagesPerSecond: 0, connectTimeoutMs: 30_000, replyTimeoutMs: 60_000, messageTimeoutMs: 120_000 },
  };
  const begin = performance.now();
  // As two workers would have them.
  const channels = [1, 2].flatMap(() => [emailChannel(platform, smtp), shortMessages(platform, centre.port)]);
  const senders = channels.map((channel) => new Sender(platform, channel, options));
  const arrived = { email: new Arrived(), sms: new Arrived() };
  const look = () => {
    arrived.email.take(mail.received.splice(0).map(({ source }) => /Message-ID: <(.+?)@/.exec(source)![1]!));
    arrived.sms.take(centre.taken.splice(0).map(({ text }) => text));
  };
  await settled(platform, arrived, look);
  await giveLate(centre, late);
  await sleep(1_000);
  await noteEarly(platform);
  await Promise.all(senders.map((sender) => sender.stop()));
  look();
  const rows = await accounting(platform, arrived);
  const seconds = Math.round((performance.now() - begin) / 1000);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const table = `${tableOf(rows)}\n\n${total} messages in ${seconds} s; at most ${megabytes} MB of memory, both peers among it.\n`;
  console.log(table);
  if (report !== undefined) await writeFile(report, `# Through peers that fail\n\n${table}`);
  expect(rows.reduce((sum, row) => sum + row.messages, 0)).toBe(total);
  expect(rows.reduce((sum, row) => sum + row.twice, 0)).toBe(0);
  for (const { state, messages, arrived: came } of rows) {
    if (state === 'sent' || state === 'delivered' || state === 'bounced') expect(came).toBe(messages);
    else if (state === 'failed') expect(came).toBe(0);
    else expect(state).toBe('unknown');
  }
});
