import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { queueDeliveries, statesOf } from '../../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { PushService } from '../../../test/push-service.ts';
import { giveUpClaims } from '../give-up-claims.ts';
import { deliveriesOf } from '../store.ts';
import { makePrivateKey, signingKey } from './vapid.ts';

const script = new URL('../../../test/send-process.ts', import.meta.url).pathname;

function startProcess(platform: TestPlatform, push: object): ChildProcess {
  const env = { ...process.env, ...platform.env, POSTHORN_TEST_PUSH: JSON.stringify(push) };
  const child = spawn(process.execPath, [script, '0', 'push'], { env, stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

test('kill -9 of a sender of push messages: nothing comes twice, nothing is lost', { timeout: 240_000 }, async () => {
  const platform = await testPlatform({ now: new Date().toISOString() });
  const service = await PushService.start();
  onTestFinished(() => service.stop());
  const privateKeys = makePrivateKey();
  const browser = await service.subscribe(signingKey(privateKeys).publicKey);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const { endpoint, applicationKey, keys } = browser;
  const push = { privateKeys, endpoint, applicationKey, p256dh: text(keys.p256dh), auth: text(keys.auth) };
  const addresses = Array.from({ length: 500 }, (_, at) => `chrome-linux-${at}`);
  const deliveries = await queueDeliveries(platform, addresses, { channel: 'push' });
  const came = () => browser.received().map((one) => String(one.title));
  for (let kills = 0; kills < 2; kills += 1) {
    const before = came().length;
    const child = startProcess(platform, push);
    await vi.waitFor(() => expect(came().length).toBeGreaterThan(before + 20), { timeout: 60_000, interval: 10 });
    await end(child, 'SIGKILL');
    await giveUpClaims(platform, 900);
  }
  const child = startProcess(platform, push);
  const open = async () => Object.keys(await statesOf(platform, deliveries)).filter((state) => state !== 'sent' && state !== 'unknown');
  await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 60_000, interval: 200 });
  await end(child, 'SIGTERM');
  const ids = deliveries.map((one) => one.communicationId);
  const rows = await deliveriesOf(platform.db, ids);
  const arrived = came();
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(rows.filter((one) => one.state === 'sent' && !arrived.includes(one.id))).toEqual([]);
  // Two killed processes: what each had claimed, at most.
  expect(rows.filter((one) => one.state === 'unknown').length).toBeLessThanOrEqual(100);
  expect(rows).toHaveLength(500);
});
