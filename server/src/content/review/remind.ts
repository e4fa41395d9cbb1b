import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { countDue, remindable, setReminded } from '../store/reviews.ts';
import type { ContentKind } from '../types.ts';
import { dayOf } from '../validity.ts';

/** Data of `content.review-due`. */
export interface ReviewDue {
  readonly versionId: string;
  readonly kind: ContentKind;
  readonly id: string;
  readonly stage: string;
  readonly due: string;
}

/**
 * Reminds of reviews that are due today or tomorrow, or overdue: once a day each, whoever runs it how often. The workplace shows it in the
 * list of reviews; the event is for those who bring it elsewhere.
 */
export async function remindOfReviews(platform: Platform): Promise<void> {
  const now = platform.clock();
  const tomorrow = dayOf(new Date(now.getTime() + 86_400_000));
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    for (const review of await remindable(trx, tomorrow, dayOf(now))) {
      const { versionId, kind, contentId: id, due, stages, stage } = review;
      await setReminded(trx, versionId, dayOf(now));
      const data: ReviewDue = { versionId, kind, id, stage: stages[stage]!, due: due! };
      await platform.events.publish(trx, 'content.review-due', `${kind}-version/${versionId}`, data);
    }
  });
}

/** Open reviews that are due today or tomorrow, or overdue. */
export async function countDueReviews(platform: Pick<Platform, 'db' | 'clock'>): Promise<number> {
  return await countDue(platform.db, dayOf(new Date(platform.clock().getTime() + 86_400_000)));
}
