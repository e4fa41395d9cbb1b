import { Text } from '@mantine/core';
import type { Review } from '@posthorn/contract';
import { IconArrowBackUp, IconCheck, IconClock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../../parts/moment.tsx';

/** Who wrote it, who decided what and when, and who is still to. */
export function Stages({ review }: { readonly review: Review }) {
  const { t } = useTranslation();
  return (
    <ol className="rv-stages">
      <li data-state="done">
        <IconPencil size={16} aria-hidden />
        <div>
          <Text size="sm" fw={600}>
            {t('reviews.stages.submitted', { name: review.submittedBy })}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            <Moment at={review.submittedAt} /> · {t('reviews.stages.authors', { names: review.authors.join(', ') })}
          </Text>
          <Text size="sm" className="rv-said">
            {review.comment}
          </Text>
        </div>
      </li>
      {review.stages.map(({ stage, decision, by, at, comment, insteadOf }) => {
        const state = decision === 'approve' ? 'done' : decision === 'return' ? 'returned' : review.stage === stage ? 'now' : 'later';
        const Icon = state === 'done' ? IconCheck : state === 'returned' ? IconArrowBackUp : IconClock;
        return (
          <li key={stage} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <Icon size={16} aria-hidden />
            <div>
              <Text size="sm" fw={600}>
                {t(`reviews.stage.${stage}`)}
              </Text>
              {decision && by && at ? (
                <>
                  <Text size="xs" c="dimmed" component="div">
                    {t(`reviews.stages.${decision}`, { name: by })}
                    {insteadOf && ` (${t('reviews.stages.insteadOf', { name: insteadOf })})`} · <Moment at={at} />
                  </Text>
                  {comment && (
                    <Text size="sm" className="rv-said">
                      {comment}
                    </Text>
                  )}
                </>
              ) : (
                <Text size="xs" c="dimmed">
                  {t(state === 'now' ? 'reviews.stages.now' : 'reviews.stages.later')}
                </Text>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
