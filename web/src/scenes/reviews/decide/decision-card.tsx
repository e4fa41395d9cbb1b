import { Alert, Button, Card, Group, Text, Title } from '@mantine/core';
import { api, type Proof, type Review } from '@posthorn/contract';
import { IconArrowBackUp, IconCheck, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useAsk } from '../../../parts/confirm.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { DecideDialog, type Deciding } from './decide-dialog.tsx';
import { Stages } from './stages.tsx';

/** What is asked again when something was decided. */
export const decisionRefreshes = [
  api.reviews.get,
  api.reviews.list,
  api.content.template,
  api.content.templates,
  api.blocks.get,
  api.reports.home,
];

interface DecisionCardProps {
  readonly review: Review;
  readonly proof: Proof | undefined;
  readonly openComments: number;
}

/** Who decided what, and what the person at the screen may decide now; or why they may not. */
export function DecisionCard({ review, proof, openComments }: DecisionCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useAsk();
  const writes = useMay('content:write');
  const [deciding, setDeciding] = useState<Deciding>();
  const takeBack = useChange(api.reviews.takeBack, decisionRefreshes);
  const last = review.stages.at(-1)?.stage === review.stage;
  const waits = review.state === 'open' || review.state === 'scheduled';
  const takeBackAfterAsking = async () => {
    const comment = await ask({
      title: t('editor.review.takeBack'),
      text: t('editor.review.takeBackText'),
      deed: t('editor.review.takeBack'),
      note: t('editor.review.note'),
    });
    if (comment === undefined) return;
    await takeBack
      .mutateAsync({ params: { id: review.versionId }, body: { comment } })
      .then(() => say(t('editor.review.takenBack')), sayProblem);
  };
  return (
    <Card component="section" aria-label={t('reviews.decision')}>
      <Title order={2} mb="sm">
        {t('reviews.decision')}
      </Title>
      <Stages review={review} />
      {review.releaseAt && review.state === 'scheduled' && (
        <Text size="sm" mt="sm">
          {t('reviews.scheduledFor', { at: format.dateTime(review.releaseAt) })}
        </Text>
      )}
      {review.state === 'open' && !review.mayDecide && (
        <Alert mt="sm" py={8} color="gray" variant="light" icon={<IconLock size={18} aria-hidden />} className="rv-why">
          <Text size="sm">{t(`editor.review.mayNot.${(review.mayNotBecause ?? 'decided') as 'decided'}`)}</Text>
          {review.mayNotBecause === 'own-change' && (
            <Text size="xs" c="dimmed" mt={2}>
              {t('reviews.fourEyes', { names: review.authors.join(', ') })}
            </Text>
          )}
        </Alert>
      )}
      {review.insteadOf && review.mayDecide && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('reviews.youStandIn', { name: review.insteadOf })}
        </Text>
      )}
      <Group gap="xs" mt="md">
        {review.mayDecide && (
          <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setDeciding('approve')}>
            {t(last ? 'reviews.release' : 'reviews.approveStage')}
          </Button>
        )}
        {review.mayDecide && (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setDeciding('return')}>
            {t('reviews.return')}
          </Button>
        )}
        {waits && writes && (
          <Button variant="subtle" color="gray" loading={takeBack.isPending} onClick={() => void takeBackAfterAsking()}>
            {t('editor.review.takeBack')}
          </Button>
        )}
      </Group>
      {deciding && (
        <DecideDialog
          review={review}
          proof={proof}
          openComments={openComments}
          deciding={deciding}
          last={last}
          close={() => setDeciding(undefined)}
        />
      )}
    </Card>
  );
}
