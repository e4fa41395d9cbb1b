import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { queueDeliveries, statesOf } from '../../test/deliveries.ts';
import { MisbehavingSmtp } from '../../test/misbehaving-smtp.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { Postfix, postfixAvailable } from '../../test/postfix.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { deliveriesOf } from './store.ts';

const script = new URL('../../test/send-process.ts', import.meta.url).pathname;
/** Two lanes of 25 claims each: the most that one killed process can leave in doubt. */
const mostInDoubt = 50;

function startProcess(platform: TestPlatform, port: number): ChildProcess {
  const child = spawn(process.execPath, [script, String(port)], { env: { ...process.env, ...platform.env }, stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Kills the sender again and again while it sends; `arrived` counts what came to the other side. */
async function killRepeatedly(platform: TestPlatform, port: number, arrived: () => Promise<number>, kills: number): Promise<void> {
  for (let round = 0; round < kills; round += 1) {
    const before = await arrived();
    const child = startProcess(platform, port);
    await vi.waitFor(async () => expect(await arrived()).toBeGreaterThan(before + 20), { timeout: 20_000, interval: 5 });
    await kill(child);
    await giveUpClaims(platform, 900);
  }
}

/** The last process sends what is left. */
async function sendRest(platform: TestPlatform, port: number, deliveries: Awaited<ReturnType<typeof queueDeliveries>>): Promise<void> {
  const child = startProcess(platform, port);
  await vi.waitFor(
    async () =>
      expect(Object.keys(await statesOf(platform, deliveries)).every((state) => state === 'sent' || state === 'unknown')).toBe(true),
    { timeout: 40_000, interval: 100 },
  );
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}

/** Holds what arrived against what the database says. */
async function compare(platform: TestPlatform, deliveries: Awaited<ReturnType<typeof queueDeliveries>>, arrivedIds: readonly string[]) {
  const rows = await deliveriesOf(
    platform.db,
    deliveries.map((one) => one.communicationId),
  );
  const idsIn = (state: string) => rows.filter((one) => one.state === state).map((one) => `${one.id}@example.com`);
  const arrived = new Set(arrivedIds);
  return {
    twice: arrivedIds.length - arrived.size,
    sentButNotArrived: idsIn('sent').filter((id) => !arrived.has(id)).length,
    unaccounted: rows.length - idsIn('sent').length - idsIn('unknown').length,
    unknown: idsIn('unknown').length,
    queuedButArrived: idsIn('queued').filter((id) => arrived.has(id)).length,
  };
}

const messageIds = (sources: readonly string[]) => sources.map((source) => /^Message-ID: <(.+?)>/m.exec(source)![1]!);

test('kill -9 while sending: every message arrived once, or is unknown; none came twice', { timeout: 90_000 }, async () => {
  const platform = await testPlatform({ now: new Date().toISOString() });
  const server = await MisbehavingSmtp.start(() => 'accept');
  onTestFinished(() => server.stop());
  const deliveries = await queueDeliveries(
    platform,
    Array.from({ length: 600 }, (_, at) => `c${at}@example.org`),
    { bytes: 20_000 },
  );
  await killRepeatedly(platform, server.port, async () => server.received.length, 3);
  await sendRest(platform, server.port, deliveries);
  const result = await compare(platform, deliveries, messageIds(server.received.map((mail) => mail.source)));
  expect(result).toMatchObject({ twice: 0, sentButNotArrived: 0, unaccounted: 0, queuedButArrived: 0 });
  expect(result.unknown).toBeLessThanOrEqual(3 * mostInDoubt);
});

test.skipIf(!postfixAvailable)('the same against Postfix, which also goes down and comes back', { timeout: 120_000 }, async () => {
  const platform = await testPlatform({ now: new Date().toISOString() });
  const postfix = await Postfix.start(18_726);
  onTestFinished(() => postfix.stop());
  const deliveries = await queueDeliveries(
    platform,
    Array.from({ length: 300 }, (_, at) => `c${at}@example.org`),
  );
  const arrived = async () => (await postfix.mails()).length;
  await killRepeatedly(platform, postfix.port, arrived, 1);
  await postfix.halt();
  const child = startProcess(platform, postfix.port);
  await sleep(2_000);
  await kill(child);
  await giveUpClaims(platform, 900);
  await postfix.run();
  await sendRest(platform, postfix.port, deliveries);
  const { sent = 0 } = await statesOf(platform, deliveries);
  const result = await compare(platform, deliveries, messageIds(await postfix.waitFor(sent)));
  expect(result).toMatchObject({ twice: 0, sentButNotArrived: 0, unaccounted: 0 });
});
