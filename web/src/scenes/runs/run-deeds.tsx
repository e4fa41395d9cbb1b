import { Button } from '@mantine/core';
import { api, type Run } from '@posthorn/contract';
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyOf, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { deedsOf } from './progress-of.ts';

/** What a person may do with a run now. */
export function RunDeeds({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useAsk();
  const queries = useQueryClient();
  const may = useMay('runs:control');
  const refreshes = [api.runs.list, api.runs.failures, api.reports.home];
  const pause = useChange(api.runs.pause, refreshes);
  const resume = useChange(api.runs.resume, refreshes);
  const cancel = useChange(api.runs.cancel, refreshes);
  const retry = useChange(api.runs.retry, refreshes);
  if (!may) return null;
  const deeds = deedsOf(run);
  const input = { params: { id: run.id } };
  const carryOut = async (change: typeof pause, said: string) => {
    try {
      queries.setQueryData(keyOf(api.runs.get, input), await change.mutateAsync(input));
      say(said);
    } catch (error) {
      sayProblem(error);
    }
  };
  const cancelAfterAsking = async () => {
    const answer = await ask({ title: t('runs.cancelTitle'), text: t('runs.cancelText'), deed: t('runs.cancel'), dangerous: true });
    if (answer !== undefined) await carryOut(cancel, t('runs.cancelled'));
  };
  const retryAfterAsking = async () => {
    const text = t('runs.retryText', { count: run.failed + run.withheld, number: format.number(run.failed + run.withheld) });
    const answer = await ask({ title: t('runs.retryTitle'), text, deed: t('runs.retry') });
    if (answer !== undefined) await carryOut(retry, t('runs.retried'));
  };
  return (
    <>
      {deeds.retry && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={retry.isPending}
          onClick={() => void retryAfterAsking()}
        >
          {t('runs.retry')}
        </Button>
      )}
      {deeds.cancel && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          loading={cancel.isPending}
          onClick={() => void cancelAfterAsking()}
        >
          {t('runs.cancel')}
        </Button>
      )}
      {deeds.pause && (
        <Button
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          loading={pause.isPending}
          onClick={() => void carryOut(pause, t('runs.paused'))}
        >
          {t('runs.pause')}
        </Button>
      )}
      {deeds.resume && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={resume.isPending}
          onClick={() => void carryOut(resume, t('runs.resumed'))}
        >
          {t('runs.resume')}
        </Button>
      )}
    </>
  );
}
