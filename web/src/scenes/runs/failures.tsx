import { Card, Code, Stack, Text, Title } from '@mantine/core';
import { api, type Run } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { Diagnostics } from '../../parts/diagnostics.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';

/** The records of a run that could not be composed, or may not go out, each with its reasons and what to do. */
export function Failures({ run, kind = 'failed' }: { readonly run: Run; readonly kind?: 'failed' | 'withheld' }) {
  const { t } = useTranslation();
  const title = t(kind === 'failed' ? 'runs.failures' : 'runs.withheldTitle');
  const answer = useApiPages(api.runs.failures, { params: { id: run.id }, query: { kind } }, 25);
  return (
    <Card>
      <Title order={2} mb={2}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t(kind === 'failed' ? 'runs.failuresText' : 'runs.withheldText')}
      </Text>
      {answer.error && <ProblemNote error={answer.error} />}
      {answer.isPending && <Outline height={160} />}
      {answer.rows.length > 0 && (
        <Stack gap={0}>
          <Rows
            label={title}
            rows={answer.rows}
            keyOf={(failure) => failure.recordId}
            columns={[
              { name: 'record', label: t('runs.record'), cell: (failure) => <Code>{failure.recordKey}</Code> },
              { name: 'customer', label: t('runs.customer'), wide: true, cell: (failure) => failure.customerNumber ?? '–' },
              { name: 'why', label: t('runs.why'), cell: (failure) => <Diagnostics of={failure.diagnostics} /> },
              { name: 'at', label: t('runs.at'), wide: true, cell: (failure) => <Moment at={failure.at} /> },
              { name: 'state', label: t('runs.state'), cell: (failure) => t(`failureState.${failure.state}`) },
            ]}
          />
          <More answer={answer} />
        </Stack>
      )}
    </Card>
  );
}
