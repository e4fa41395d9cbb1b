import { type RawBuilder, sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of absences. */

export interface AbsenceRow {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly deputyId: string;
  readonly deputyName: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const columns = sql.raw(`id, user_id as "userId", user_name as "userName", deputy_id as "deputyId", deputy_name as "deputyName",
  from_day::text as "fromDay", until_day::text as "untilDay", created_at as "createdAt", created_by as "createdBy"`);

const absences = async (db: Reader, where: RawBuilder<unknown>): Promise<readonly AbsenceRow[]> =>
  (await sql<AbsenceRow>`select ${columns} from content.absences where ended_at is null and ${where} order by from_day, id`.execute(db))
    .rows;

/** Those that are not over. @param person only those of this person, or in which they stand in */
export const openAbsences = (db: Reader, day: string, person?: string): Promise<readonly AbsenceRow[]> =>
  absences(db, sql`until_day >= ${day}::date and ${person === undefined ? sql`true` : sql`${person} in (user_id, deputy_id)`}`);

/** In whose place somebody decides on a day. */
export const absencesWithDeputy = (db: Reader, deputyId: string, day: string): Promise<readonly AbsenceRow[]> =>
  absences(db, sql`deputy_id = ${deputyId} and ${day}::date between from_day and until_day`);

export async function absenceById(db: Reader, id: string): Promise<AbsenceRow | undefined> {
  return (await absences(db, sql`id = ${idOrNull(id)}`))[0];
}

export async function insertAbsence(trx: Trx, it: AbsenceRow): Promise<void> {
  await sql`insert into content.absences (id, user_id, user_name, deputy_id, deputy_name, from_day, until_day, created_at, created_by)
    values (${it.id}, ${it.userId}, ${it.userName}, ${it.deputyId}, ${it.deputyName}, ${it.fromDay}::date, ${it.untilDay}::date,
      ${it.createdAt}, ${it.createdBy})`.execute(trx);
}

export async function endAbsenceRow(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`update content.absences set ended_at = ${at} where id = ${id}`.execute(trx);
}
