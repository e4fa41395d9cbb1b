import { sql } from 'kysely';
import type { Db, Platform } from './platform.ts';
import type { Room } from './room.ts';
import { webhookJobs, webhookRoutes } from './webhooks/index.ts';

const eventDays = 30;
const partRows = 10_000;

/** The platform's own work: it forgets what nobody needs any more, and tells webhooks. */
export const platformRoom: Room = {
  name: 'platform',
  routes: webhookRoutes,
  jobs(platform) {
    webhookJobs(platform);
    platform.jobs.define('platform.tidy', {}, () => tidy(platform));
    platform.jobs.schedule('platform.tidy', '17 3 * * *');
  },
};

/** Takes away events that every subscriber has seen and that are older than a month, ended sessions, and old wrong sign-ins. */
export async function tidy({ db, clock, log }: Pick<Platform, 'db' | 'clock' | 'log'>): Promise<void> {
  const now = clock();
  const before = new Date(now.getTime() - eventDays * 86_400_000);
  let events = 0;
  for (let part = partRows; part === partRows; events += part) part = await forgetEvents(db, before);
  await sql`delete from platform.sessions where expires_at <= ${now}`.execute(db);
  await sql`delete from platform.sign_in_attempts where at < ${new Date(now.getTime() - 86_400_000)}`.execute(db);
  if (events > 0) log.info({ events }, 'old events taken away');
}

/** In parts, so that no transaction takes long. Without any subscriber nothing is taken away. */
async function forgetEvents(db: Db, before: Date): Promise<number> {
  const result = await sql`delete from platform.outbox where id in (
    select id from platform.outbox where at < ${before} and position <= (select min(position) from platform.event_cursors)
    limit ${partRows})`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}
