import type { api, BodyOf, ReplyOf } from '@posthorn/contract';
import { transaction } from '../../../platform/db/index.ts';
import type { Actor, Platform } from '../../../platform/platform.ts';
import { putReminderChoice, reminderChoices } from '../../store/reminders.ts';

/** Whether the caller gets mails about reviews; they do until they say no. */
export async function showReminders(platform: Pick<Platform, 'db'>, actor: Actor): Promise<ReplyOf<typeof api.reviews.reminders>> {
  const [choice] = await reminderChoices(platform.db, actor.id);
  return { byMail: choice?.wanted ?? true };
}

/** Turns the caller's mails about reviews on or off. */
export async function chooseReminders(
  platform: Platform,
  actor: Actor,
  { byMail, language }: BodyOf<typeof api.reviews.setReminders>,
): Promise<ReplyOf<typeof api.reviews.reminders>> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await putReminderChoice(trx, { userId: actor.id, wanted: byMail, language });
    await platform.audit.append(trx, actor, 'content.choose-reminders', `user/${actor.id}`, { byMail, language });
  });
  return { byMail };
}
