import { Alert, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { api, type Proof, type Review } from '@posthorn/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../api/use-api.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { decisionRefreshes } from './decision-card.tsx';

export type Deciding = 'approve' | 'return';

interface DecideDialogProps {
  readonly review: Review;
  readonly proof: Proof | undefined;
  readonly openComments: number;
  readonly deciding: Deciding;
  /** It is the last stage: approving releases. */
  readonly last: boolean;
  readonly close: () => void;
}

/** The decision with its reason; the last approval says when it is released. */
export function DecideDialog({ review, proof, openComments, deciding, last, close }: DecideDialogProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const [later, setLater] = useState(false);
  const [at, setAt] = useState('');
  const decide = useChange(api.reviews.decide, decisionRefreshes);
  const releases = deciding === 'approve' && last;
  const missing = comment.trim() === '' || (releases && later && at === '');
  const undecided = proof ? proof.different + proof.failing - proof.expected - proof.refused : 0;
  const warnings = [
    ...(proof?.state === 'running' ? [t('reviews.warn.running')] : []),
    ...(undecided > 0 ? [t('reviews.warn.undecided', { count: undecided })] : []),
    ...(proof && proof.refused > 0 ? [t('reviews.warn.refused', { count: proof.refused })] : []),
    ...(openComments > 0 ? [t('reviews.warn.comments', { count: openComments })] : []),
  ];
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (missing) return;
    const releaseAt = releases && later ? { releaseAt: new Date(at).toISOString() } : {};
    try {
      await decide.mutateAsync({ params: { id: review.versionId }, body: { decision: deciding, comment: comment.trim(), ...releaseAt } });
      say(
        t(deciding === 'return' ? 'reviews.returned' : releases ? (later ? 'reviews.scheduled' : 'reviews.released') : 'reviews.approved'),
      );
      close();
    } catch (error) {
      sayProblem(error);
    }
  };
  const deed = t(deciding === 'return' ? 'reviews.return' : last ? 'reviews.release' : 'reviews.approveStage');
  return (
    <Dialog opened onClose={close} title={deed}>
      <form onSubmit={(event) => void send(event)}>
        <Stack gap="sm">
          <Text size="sm">{t(deciding === 'return' ? 'reviews.returnText' : last ? 'reviews.releaseText' : 'reviews.approveText')}</Text>
          {deciding === 'approve' && warnings.length > 0 && (
            <Alert color="brass" variant="light" py={8} icon={<IconAlertTriangle size={18} aria-hidden />} className="rv-why">
              {warnings.map((warning) => (
                <Text key={warning} size="sm">
                  {warning}
                </Text>
              ))}
            </Alert>
          )}
          <Textarea
            label={t(deciding === 'return' ? 'reviews.whyReturned' : 'reviews.whatChecked')}
            required
            autosize
            minRows={3}
            data-autofocus
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {releases && <Switch label={t('reviews.later')} checked={later} onChange={(event) => setLater(event.currentTarget.checked)} />}
          {releases && later && (
            <TextInput
              type="datetime-local"
              label={t('reviews.releaseAt')}
              required
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          )}
        </Stack>
        <FormButtons back={close} deed={deed} disabled={missing} loading={decide.isPending} mt="lg" />
      </form>
    </Dialog>
  );
}
