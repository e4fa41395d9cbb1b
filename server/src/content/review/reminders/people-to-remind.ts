import { activeUsers, permissionsOf } from '../../../platform/auth/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import { standInsOf } from '../../absence/stand-in.ts';
import { contentPolicies } from '../../policies.ts';
import { openAbsences } from '../../store/absences.ts';
import { type Reminder, remindedSince, reminderChoices } from '../../store/reminders.ts';
import { decisionsOf, dueUntil } from '../../store/reviews.ts';
import type { Stage } from '../../types.ts';
import { dayOf } from '../../validity.ts';
import { wayToDecide } from '../rules.ts';

/** A review that somebody can decide and that is due. */
export interface DueReview extends Reminder {
  readonly name: string | Readonly<Record<string, string>>;
  readonly version: number;
  readonly stage: Stage;
  readonly submittedBy: string;
  /** Who is away, where they would decide in that one's place. */
  readonly insteadOf?: string;
}

export interface PersonToRemind {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  /** Absent where they chose none. */
  readonly language?: string;
  readonly reviews: readonly DueReview[];
}

const aDay = 86_400_000;

/**
 * Who is to be reminded of what today: of reviews due until tomorrow, everybody who may decide the stage whose turn it is. Not who wrote it,
 * who decided another stage, who is away (their deputies instead), who wants no mails, and who got one today already.
 */
export async function peopleToRemind(platform: Pick<Platform, 'db' | 'clock'>): Promise<readonly PersonToRemind[]> {
  const { db } = platform;
  const now = platform.clock();
  const today = dayOf(now);
  const due = await dueUntil(db, dayOf(new Date(now.getTime() + aDay)));
  if (due.length === 0) return [];
  const decisions = Map.groupBy(
    await decisionsOf(
      db,
      due.map(({ versionId }) => versionId),
    ),
    ({ versionId }) => versionId,
  );
  const away = new Set((await openAbsences(db, today)).filter(({ fromDay }) => fromDay <= today).map(({ userId }) => userId));
  const choices = new Map((await reminderChoices(db)).map((one) => [one.userId, one]));
  const done = await remindedSince(db, new Date(`${today}T00:00:00Z`));
  const found: PersonToRemind[] = [];
  for (const { id, name, email, roles } of await activeUsers(platform)) {
    const choice = choices.get(id);
    if (away.has(id) || done.has(id) || choice?.wanted === false) continue;
    const actor = { kind: 'user' as const, id, name };
    const viewer = { actor, permissions: permissionsOf(roles, [contentPolicies]), standIns: await standInsOf(platform, actor) };
    const reviews = due.flatMap((review): DueReview[] => {
      const { refusal, insteadOf } = wayToDecide(review, decisions.get(review.versionId) ?? [], viewer);
      if (refusal !== undefined) return [];
      const { versionId, version, submittedBy } = review;
      const named = { versionId, version, submittedBy, name: review.name, stage: review.stages[review.stage]!, due: review.due! };
      return [{ ...named, ...(insteadOf === undefined ? {} : { insteadOf: insteadOf.name }) }];
    });
    if (reviews.length > 0) found.push({ user: { id, name, email }, ...(choice ? { language: choice.language } : {}), reviews });
  }
  return found;
}
