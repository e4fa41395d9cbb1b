import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { loadConfig } from '../src/platform/config/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { openPlatform } from '../src/platform/open-platform.ts';

/**
 * A worker process for tests: its job `test.slow` writes down who began it, takes the milliseconds it is told, and writes down who
 * ended it.
 */
const { config } = loadConfig({ env: process.env });
const platform = await openPlatform({ config, log: createLogger({ level: 'warn', format: 'json' }) });
const note = (what: string) => sql`insert into public.notes (what, pid) values (${what}, ${process.pid})`.execute(platform.db);
platform.jobs.define<{ milliseconds: number }>('test.slow', {}, async ({ milliseconds }, { signal }) => {
  await note('began');
  await sleep(milliseconds, undefined, { signal });
  await note('ended');
});
await platform.start({ work: true });
process.once('SIGTERM', () => void platform.close());
process.stdout.write(`${JSON.stringify({ pid: process.pid })}\n`);
