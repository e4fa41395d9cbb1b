import type { Absence } from '@posthorn/contract';
import { activeUsers } from '../../platform/auth/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { type AbsenceRow, absenceById, endAbsenceRow, insertAbsence, openAbsences } from '../store/absences.ts';
import { dayOf } from '../validity.ts';

/** Absences that are not over: one's own and those in which one stands in; all for who may configure. */
export async function listAbsences(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  permissions: ReadonlySet<string>,
): Promise<Absence[]> {
  const today = dayOf(platform.clock());
  const rows = await openAbsences(platform.db, today, permissions.has('content:configure') ? undefined : actor.id);
  return rows.map((row) => present(row, today));
}

/** Everybody who could stand in for somebody. */
export async function listColleagues(platform: Platform, actor: Actor): Promise<{ id: string; name: string }[]> {
  return (await activeUsers(platform)).filter(({ id }) => id !== actor.id).map(({ id, name }) => ({ id, name }));
}

/**
 * Names who decides in one's place.
 * @throws PosthornError `content.window-invalid`, `content.unknown-deputy`
 */
export async function addAbsence(
  platform: Platform,
  actor: Actor,
  it: { readonly deputy: string; readonly from: string; readonly until: string },
): Promise<Absence> {
  const today = dayOf(platform.clock());
  if (it.from > it.until || it.until < today)
    throw new PosthornError('content.window-invalid', { detail: `From ${it.from} until ${it.until}, and today is ${today}.` });
  const deputy = (await listColleagues(platform, actor)).find(({ id }) => id === it.deputy);
  if (!deputy || actor.kind !== 'user') throw new PosthornError('content.unknown-deputy');
  const row: AbsenceRow = {
    ...{ id: newId(), userId: actor.id, userName: actor.name, deputyId: deputy.id, deputyName: deputy.name },
    ...{ fromDay: it.from, untilDay: it.until, createdAt: platform.clock(), createdBy: actor.name },
  };
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await insertAbsence(trx, row);
    const { deputyId, deputyName, fromDay, untilDay } = row;
    await platform.audit.append(trx, actor, 'content.absence', `user/${actor.id}`, { deputyId, deputyName, fromDay, untilDay });
  });
  return present(row, today);
}

/** @throws PosthornError `content.unknown-absence`, `auth.not-allowed` */
export async function endAbsence(platform: Platform, actor: Actor, permissions: ReadonlySet<string>, id: string): Promise<void> {
  const row = await absenceById(platform.db, id);
  if (!row) throw new PosthornError('content.unknown-absence');
  if (row.userId !== actor.id && !permissions.has('content:configure'))
    throw new PosthornError('auth.not-allowed', { detail: 'An absence is ended by who is away, or by an administrator.' });
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await endAbsenceRow(trx, id, platform.clock());
    await platform.audit.append(trx, actor, 'content.absence-end', `user/${row.userId}`, { absence: id, deputyId: row.deputyId });
  });
}

function present(row: AbsenceRow, today: string): Absence {
  const { id, userId, userName, deputyId, deputyName, fromDay, untilDay, createdAt, createdBy } = row;
  return {
    ...{ id, user: { id: userId, name: userName }, deputy: { id: deputyId, name: deputyName }, from: fromDay, until: untilDay },
    ...{ now: fromDay <= today && today <= untilDay, createdAt: createdAt.toISOString(), createdBy },
  };
}
