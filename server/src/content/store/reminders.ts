import { sql } from 'kysely';
import type { Reader, Trx } from './reader.ts';

/** SQL of reminders by mail. */

export interface ReminderChoice {
  readonly userId: string;
  readonly wanted: boolean;
  readonly language: string;
}

/** Of who chose; all if nobody is named. */
export async function reminderChoices(db: Reader, userId?: string): Promise<readonly ReminderChoice[]> {
  const { rows } = await sql<ReminderChoice>`select user_id as "userId", wanted, language from content.reminder_choices
    where ${userId === undefined ? sql`true` : sql`user_id = ${userId}`}`.execute(db);
  return rows;
}

export async function putReminderChoice(trx: Trx, { userId, wanted, language }: ReminderChoice): Promise<void> {
  await sql`insert into content.reminder_choices (user_id, wanted, language) values (${userId}, ${wanted}, ${language})
    on conflict (user_id) do update set wanted = excluded.wanted, language = excluded.language`.execute(trx);
}

/** Those who were reminded since a moment. */
export async function remindedSince(db: Reader, since: Date): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select distinct user_id as id from content.reminders where at >= ${since}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface Reminder {
  readonly versionId: string;
  readonly due: string;
}

/** Notes that somebody is reminded now. @returns the versions of which they were not before; of all others they were */
export async function claimReminders(db: Reader, userId: string, all: readonly Reminder[], at: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`insert into content.reminders (version_id, due, user_id, at)
    select v, d, ${userId}, ${at} from unnest(${all.map(({ versionId }) => versionId)}::uuid[], ${all.map(({ due }) => due)}::date[]) as t(v, d)
    on conflict do nothing returning version_id as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Takes back what was claimed and could not be sent. */
export async function releaseReminders(db: Reader, userId: string, at: Date): Promise<void> {
  await sql`delete from content.reminders where user_id = ${userId} and at = ${at}`.execute(db);
}
