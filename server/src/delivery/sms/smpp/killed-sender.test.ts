import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { queueDeliveries, statesOf } from '../../../../test/deliveries.ts';
import { MessageCentre } from '../../../../test/message-centre.ts';
import { type TestPlatform, testPlatform } from '../../../../test/platform.ts';
import { giveUpClaims } from '../../give-up-claims.ts';
import { deliveriesOf } from '../../store.ts';

const script = new URL('../../../../test/send-process.ts', import.meta.url).pathname;

function startProcess(platform: TestPlatform, port: number): ChildProcess {
  const child = spawn(process.execPath, [script, String(port), 'smpp'], { env: { ...process.env, ...platform.env }, stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

test('kill -9 of a sender over SMPP, and a centre that hangs up: nothing comes twice, nothing is lost', { timeout: 120_000 }, async () => {
  const platform = await testPlatform({ now: new Date().toISOString() });
  const centre = await MessageCentre.start();
  centre.delay = 5;
  onTestFinished(() => centre.stop());
  const numbers = Array.from({ length: 500 }, (_, at) => `+4915100${String(at).padStart(6, '0')}`);
  const deliveries = await queueDeliveries(platform, numbers, { channel: 'sms' });
  const another = () => {
    const before = centre.taken.length;
    return vi.waitFor(() => expect(centre.taken.length).toBeGreaterThan(before + 20), { timeout: 30_000, interval: 5 });
  };
  for (let kills = 0; kills < 2; kills += 1) {
    const child = startProcess(platform, centre.port);
    await another();
    await end(child, 'SIGKILL');
    await giveUpClaims(platform, 900);
  }
  const child = startProcess(platform, centre.port);
  await another();
  centre.hangUp();
  await vi.waitFor(
    async () =>
      expect(Object.keys(await statesOf(platform, deliveries)).filter((state) => state !== 'sent' && state !== 'unknown')).toEqual([]),
    { timeout: 60_000, interval: 200 },
  );
  await end(child, 'SIGTERM');
  const rows = await deliveriesOf(
    platform.db,
    deliveries.map((one) => one.communicationId),
  );
  const arrived = centre.taken.map((one) => one.text);
  expect(new Set(arrived).size).toBe(arrived.length);
  const sent = rows.filter((one) => one.state === 'sent').map((one) => one.id);
  expect(sent.filter((id) => !arrived.includes(id))).toEqual([]);
  // Two killed processes and one broken session: what each had claimed or handed over, at most.
  expect(rows.filter((one) => one.state === 'unknown').length).toBeLessThanOrEqual(150);
  expect(rows).toHaveLength(500);
});
