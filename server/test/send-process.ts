import { emailChannel } from '../src/delivery/email/channel.ts';
import { Sender, type SendingChannel } from '../src/delivery/sender.ts';
import { SmppCarrier } from '../src/delivery/sms/smpp/carrier.ts';
import { loadConfig } from '../src/platform/config/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { openPlatform } from '../src/platform/open-platform.ts';

/**
 * A process that sends, for tests that kill it: `node send-process.ts <port> [smtp|smpp]` with DATABASE_URL and POSTHORN_DATA in the
 * environment. Short messages say the id of their delivery. SIGTERM stops it in order.
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

const policy = { firstPause: 1, longestPause: 2, giveUpAfter: 3600 };
const sender = new Sender(platform, kind === 'smpp' ? shortMessages() : mails(), { policy, claimLifetime: 900 });
process.once('SIGTERM', () => {
  sender
    .stop()
    .then(() => platform.close())
    .then(() => process.exit(0));
});
