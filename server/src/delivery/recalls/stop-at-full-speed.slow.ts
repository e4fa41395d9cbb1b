import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { queueDeliveries, statesOf } from '../../../test/deliveries.ts';
import { MisbehavingSmtp } from '../../../test/misbehaving-smtp.ts';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { cancelDeliveries, holdBackRuns } from '../cancel-deliveries.ts';
import { emailChannel } from '../email/channel.ts';
import { deliveryRoom } from '../index.ts';
import { Sender } from '../sender.ts';

const messages = 10_000;
/** Two lanes of 25 claims for each of two senders: the most that is in hand at any moment. */
const mostInHand = 100;

test('stopped while two senders go at full speed, nothing of a run goes but what was in hand; the rest is cancelled', {
  timeout: 600_000,
}, async () => {
  const platform = await testPlatform({ rooms: [deliveryRoom], now: new Date().toISOString(), config: { databaseConnections: 20 } });
  const server = await MisbehavingSmtp.start(() => 'accept');
  onTestFinished(() => server.stop());
  const runId = newId();
  const deliveries = await queueDeliveries(
    platform,
    Array.from({ length: messages }, (_, at) => `c${at}@example.org`),
    { runId, bytes: 200 },
  );
  const settings = {
    ...{ host: '127.0.0.1', port: server.port, tls: 'never' as const, verifyCertificate: false, connections: 8 },
    ...{ messagesPerConnection: 100, messagesPerSecond: 0, connectTimeoutMs: 30_000, replyTimeoutMs: 60_000, messageTimeoutMs: 120_000 },
  };
  const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 86_400 };
  const begun = performance.now();
  const senders = [1, 2].map(() => new Sender(platform, emailChannel(platform, settings), { policy, claimLifetime: 900 }));
  await vi.waitFor(() => expect(server.received.length).toBeGreaterThan(messages / 5), { timeout: 300_000, interval: 5 });

  const pressed = performance.now();
  await platform.db.transaction().execute((trx) => holdBackRuns(platform, trx, [runId]));
  const stopped = performance.now();
  const before = server.received.length;
  let [came, last] = [before, stopped];
  // Until nothing has come for two seconds.
  while (performance.now() - last < 2_000) {
    if (server.received.length > came) [came, last] = [server.received.length, performance.now()];
    await sleep(5);
  }
  const perSecond = Math.round((before / (pressed - begun)) * 1000);
  console.log(
    `${perSecond} a second; the stop was committed after ${Math.round(stopped - pressed)} ms, the last of ${came - before} more came ${Math.round(last - pressed)} ms after it was pressed`,
  );
  await Promise.all(senders.map((sender) => sender.stop()));
  await cancelDeliveries(platform);
  expect(came - before).toBeLessThanOrEqual(mostInHand);
  expect(await statesOf(platform, deliveries)).toEqual({ sent: came, cancelled: messages - came });
});
