import { Button, Card } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLiveRuns } from '../../api/live-runs.ts';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { RunTable } from './run-table.tsx';
import { StartRun } from './start-run.tsx';

const route = getRouteApi('/inside/runs');

/** All runs, newest first, and the way to start one. */
export function Runs() {
  const { t } = useTranslation();
  const { start } = route.useSearch();
  const navigate = useNavigate();
  const mayStart = useMay('runs:start');
  const answer = useApiPages(api.runs.list, {});
  useLiveRuns();
  const [current] = useListKeys({
    count: answer.rows.length,
    open: (index) => void navigate({ to: '/runs/$runId', params: { runId: answer.rows[index]!.id } }),
  });
  const setStart = (opened: boolean) => void navigate({ to: '/runs', search: opened ? { start: '1' } : {}, replace: true });
  const button = mayStart && (
    <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setStart(true)}>
      {t('runs.start')}
    </Button>
  );
  return (
    <Page title={t('doors.runs')} lead={t('runs.lead')} actions={button}>
      <Card>
        {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
        {answer.isPending && <Outline height={320} />}
        {answer.isSuccess && answer.rows.length === 0 && (
          <EmptyState icon={IconPlayerPlay} title={t('runs.empty')} text={t('runs.emptyText')} action={button} />
        )}
        {answer.rows.length > 0 && <RunTable runs={answer.rows} current={current} />}
        <More answer={answer} />
      </Card>
      {mayStart && <StartRun opened={start !== undefined} close={() => setStart(false)} />}
    </Page>
  );
}
