import { emailChannel } from '../src/delivery/email/channel.ts';
import { Sender } from '../src/delivery/sender.ts';
import { loadConfig } from '../src/platform/config/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { openPlatform } from '../src/platform/open-platform.ts';

/**
 * A process that sends mail, for tests that kill it: `node send-process.ts <smtp port>` with DATABASE_URL and POSTHORN_DATA in the
 * environment. SIGTERM stops it in order.
 */
const { config } = loadConfig({ env: process.env });
const platform = await openPlatform({ config, log: createLogger({ level: 'fatal', format: 'json' }) });
const settings = {
  ...{ host: '127.0.0.1', port: Number(process.argv[2]), tls: 'never' as const, verifyCertificate: false, connections: 4 },
  ...{ messagesPerConnection: 50, messagesPerSecond: 0, connectTimeoutMs: 5_000, replyTimeoutMs: 30_000, messageTimeoutMs: 60_000 },
};
const policy = { firstPause: 1, longestPause: 2, giveUpAfter: 3600 };
const sender = new Sender(platform, emailChannel(platform, settings), { policy, claimLifetime: 900 });
process.once('SIGTERM', () => {
  sender
    .stop()
    .then(() => platform.close())
    .then(() => process.exit(0));
});
