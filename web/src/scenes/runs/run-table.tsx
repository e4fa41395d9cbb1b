import { Progress, Text } from '@mantine/core';
import type { Run } from '@posthorn/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Moment } from '../../parts/moment.tsx';
import { type Column, Rows } from '../../parts/rows.tsx';
import { RunState } from '../../parts/state-badge.tsx';
import { shareDone } from './progress-of.ts';

/** Runs, one per line. */
export function RunTable({ runs, current }: { readonly runs: readonly Run[]; readonly current?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const columns: Column<Run>[] = [
    {
      name: 'name',
      label: t('runs.name'),
      cell: (run) => (
        <>
          <Link to="/runs/$runId" params={{ runId: run.id }} className="row-link">
            {run.name}
          </Link>
          <Text size="xs" c="dimmed">
            {t('runs.templateVersion', { template: run.templateId, version: run.version })} · {run.dataset}
          </Text>
        </>
      ),
    },
    { name: 'state', label: t('runs.state'), cell: (run) => <RunState state={run.state} /> },
    {
      name: 'progress',
      label: t('runs.progress'),
      wide: true,
      width: 140,
      cell: (run) => (
        <Progress value={shareDone(run) * 100} color="petrol.6" size="sm" aria-label={`${run.name}: ${format.percent(shareDone(run))}`} />
      ),
    },
    { name: 'composed', label: t('runs.composed'), align: 'right', cell: (run) => format.number(run.composed) },
    { name: 'failed', label: t('runs.failed'), align: 'right', cell: (run) => (run.failed === 0 ? '–' : format.number(run.failed)) },
    { name: 'pages', label: t('runs.pages'), align: 'right', wide: true, cell: (run) => format.number(run.pages) },
    { name: 'started', label: t('runs.started'), wide: true, cell: (run) => <Moment at={run.startedAt} /> },
    { name: 'by', label: t('runs.startedBy'), wide: true, cell: (run) => run.startedBy },
  ];
  return (
    <Rows
      label={t('doors.runs')}
      columns={columns}
      rows={runs}
      keyOf={(run) => run.id}
      current={current}
      open={(run) => void navigate({ to: '/runs/$runId', params: { runId: run.id } })}
    />
  );
}
