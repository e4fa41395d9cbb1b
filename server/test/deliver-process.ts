import { deliveryRoom } from '../src/delivery/index.ts';
import { governanceRoom } from '../src/governance/index.ts';
import { loadConfig } from '../src/platform/config/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { openPlatform } from '../src/platform/open-platform.ts';

/**
 * A worker that decides and delivers, for tests that kill it between any two steps: events of the outbox, jobs, senders. Database, data directory and
 * mail server come from the environment. It says a line when it works; SIGTERM stops it in order.
 */
const { config } = loadConfig({ env: process.env });
const platform = await openPlatform({ config, log: createLogger({ level: 'fatal', format: 'json' }) });
const rooms = [governanceRoom, deliveryRoom];
for (const room of rooms) {
  room.jobs?.(platform);
  room.subscriptions?.(platform);
}
for (const room of rooms) await room.prepare?.(platform);
await platform.start({ work: true });
const work = await deliveryRoom.work!(platform);
process.once('SIGTERM', () => {
  work
    .stop()
    .then(() => platform.close())
    .then(() => process.exit(0));
});
process.stdout.write(`${JSON.stringify({ pid: process.pid })}\n`);
