import { Card, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { ImportState } from '../../parts/state-badge.tsx';

/** The imports that the rows came from, with what became of their lines. */
export function Imports() {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApiPages(api.intake.imports, {}, 10);
  if (answer.error) return <ProblemNote error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.rows.length === 0) return null;
  return (
    <Card mt="md">
      <Title order={2} mb="xs">
        {t('imports.title')}
      </Title>
      <Rows
        label={t('imports.title')}
        rows={answer.rows}
        keyOf={(one) => one.id}
        columns={[
          { name: 'source', label: t('imports.source'), cell: (one) => <span className="clip">{one.source}</span> },
          { name: 'dataset', label: t('runs.dataset'), cell: (one) => one.dataset },
          { name: 'state', label: t('runs.state'), cell: (one) => <ImportState state={one.state} /> },
          { name: 'read', label: t('imports.linesRead'), align: 'right', cell: (one) => format.number(one.linesRead) },
          { name: 'loaded', label: t('imports.linesLoaded'), align: 'right', wide: true, cell: (one) => format.number(one.linesLoaded) },
          {
            name: 'unchanged',
            label: t('imports.linesUnchanged'),
            align: 'right',
            wide: true,
            cell: (one) => format.number(one.linesUnchanged),
          },
          { name: 'quarantined', label: t('imports.linesQuarantined'), align: 'right', cell: (one) => format.number(one.linesQuarantined) },
          { name: 'started', label: t('runs.started'), wide: true, cell: (one) => <Moment at={one.startedAt} /> },
        ]}
      />
      <More answer={answer} />
    </Card>
  );
}
