import { emailChannel } from '../src/delivery/email/channel.ts';
import { webPushAdapter } from '../src/delivery/push/adapter.ts';
import { Sender, type SendingChannel } from '../src/delivery/sender.ts';
import { SmppCarrier } from '../src/delivery/sms/smpp/carrier.ts';
import { loadConfig } from '../src/platform/config/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { openPlatform } from '../src/platform/open-platform.ts';

/**
 * A process that sends, for tests that kill it: `node send-process.ts <port> [smtp|smpp|push]` with DATABASE_URL and POSTHORN_DATA in the
 * environment; for push also POSTHORN_TEST_PUSH. Short messages and the titles of push messages say the id of their delivery. SIGTERM stops it in order.
 */
const { config } = loadConfig({ env: process.env });
const platform = await openPlatform({ config, log: createLogger({ level: 'fatal', format: 'json' }) });
const [port, kind = 'smtp'] = [Number(process.argv[2]), process.argv[3]];

function mails(): SendingChannel {
  return emailChannel(platform, {
    ...{ host: '127.0.0.1', port, tls: 'never', verifyCertificate: false, connections: 4 },
    ...{ messagesPerConnection: 50, messagesPerSecond: 0, connectTimeoutMs: 5_000, replyTimeoutMs: 30_000, messageTimeoutMs: 60_000 },
  });
}

function shortMessages(): SendingChannel {
  const carrier = new SmppCarrier(
    {
      ...{ host: '127.0.0.1', port, tls: false, systemId: 'posthorn', password: 'secret', systemType: '', bind: 'transmitter' },
      ...{ window: 10, connectTimeoutMs: 5_000, responseTimeoutMs: 30_000, enquireAfterMs: 30_000, from: '12345', longMessages: 'udh' },
    },
    { receipts: async () => {}, replies: async () => {} },
  );
  return {
    ...{ name: 'sms', account: 'default', parallel: carrier.parallel, costOf: () => 0 },
    prepare: async () => (delivery, mayBegin) => carrier.send({ id: delivery.id, to: delivery.address, text: delivery.id }, mayBegin),
    check: () => carrier.check(),
    interrupt: () => carrier.interrupt(),
    close: () => carrier.close(),
  };
}

/** Everything goes to one browser: that of POSTHORN_TEST_PUSH. */
function pushMessages(): SendingChannel {
  const { privateKeys, endpoint, p256dh, auth, applicationKey } = JSON.parse(process.env.POSTHORN_TEST_PUSH!) as Record<string, string>;
  const inbox = { receipts: async () => {}, replies: async () => {} };
  const settings = { subject: 'mailto:post@example.org', ttlHours: 1, urgency: 'normal', privateKeys: privateKeys! };
  const carrier = webPushAdapter.open(settings, { claimSeconds: 900, reach: 'anywhere', inbox });
  const keys = { p256dh: Buffer.from(p256dh!, 'base64url'), auth: Buffer.from(auth!, 'base64url') };
  const devices = [{ address: 'chrome-linux-1', endpoint: endpoint!, keys, applicationKey: applicationKey! }];
  return {
    ...{ name: 'push', account: 'default', parallel: carrier.parallel, costOf: () => 0 },
    prepare: async () => (delivery, mayBegin) =>
      carrier.send({ id: delivery.id, devices, content: { title: delivery.id, body: '', language: 'en', tag: delivery.id } }, mayBegin),
    check: () => carrier.check(),
    interrupt: () => carrier.interrupt(),
    close: () => carrier.close(),
  };
}

const channels: Readonly<Record<string, () => SendingChannel>> = { smtp: mails, smpp: shortMessages, push: pushMessages };
const policy = { firstPause: 1, longestPause: 2, giveUpAfter: 3600 };
const sender = new Sender(platform, channels[kind]!(), { policy, claimLifetime: 900 });
process.once('SIGTERM', () => {
  sender
    .stop()
    .then(() => platform.close())
    .then(() => process.exit(0));
});
