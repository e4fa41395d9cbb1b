import { Card, Code, Grid, SegmentedControl, Text, Title } from '@mantine/core';
import { api, type QuarantineRow } from '@posthorn/contract';
import { IconChecks } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded, Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { Imports } from './imports.tsx';
import { RowEditor } from './row-editor.tsx';

const route = getRouteApi('/inside/quarantine');
const states = ['open', 'mended', 'dismissed'] as const;

/** Rows that could not be loaded, by reason: see why, mend or dismiss them. */
export function Quarantine() {
  const { t } = useTranslation();
  const reasons = useApi(api.intake.quarantineReasons, {});
  return (
    <Page title={t('doors.quarantine')} lead={t('quarantine.lead')}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Card>
            <Title order={2} mb="xs">
              {t('quarantine.reasons')}
            </Title>
            <Loaded answer={reasons} height={200}>
              {({ rows }) => <Reasons rows={rows} />}
            </Loaded>
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <QuarantineRows />
        </Grid.Col>
      </Grid>
      <Imports />
    </Page>
  );
}

interface Reason {
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  readonly hint?: string;
  readonly count: number;
}

function Reasons({ rows }: { readonly rows: readonly Reason[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { code } = route.useSearch();
  const navigate = useNavigate();
  if (rows.length === 0) return <EmptyState icon={IconChecks} title={t('quarantine.empty')} text={t('quarantine.emptyText')} />;
  const choose = (chosen: string | undefined) =>
    void navigate({ to: '/quarantine', search: chosen === undefined ? {} : { code: chosen }, replace: true });
  return (
    <ul className="plain-list">
      {rows.map((reason) => (
        <li key={reason.code + reason.field}>
          <button
            type="button"
            className="choice"
            aria-pressed={code === reason.code}
            onClick={() => choose(code === reason.code ? undefined : reason.code)}
          >
            <span style={{ flex: 1, minWidth: 0 }}>
              <Text size="sm" fw={550} component="span" display="block">
                {reason.reason}
              </Text>
              <Text size="xs" c="dimmed" component="span" display="block">
                {t('quarantine.field')} <Code fz={11.5}>{reason.field}</Code>
              </Text>
              {reason.hint && (
                <Text size="xs" c="dimmed" component="span" display="block" mt={2}>
                  {reason.hint}
                </Text>
              )}
            </span>
            <Text fw={620} component="span" className="numbers">
              {format.number(reason.count)}
            </Text>
          </button>
        </li>
      ))}
    </ul>
  );
}

function QuarantineRows() {
  const { t } = useTranslation();
  const { code, importId, state } = route.useSearch();
  const navigate = useNavigate();
  const shown = states.find((one) => one === state) ?? 'open';
  const answer = useApiPages(api.intake.quarantine, { query: { code, importId, state: shown } });
  const [chosen, setChosen] = useState<QuarantineRow>();
  const [current] = useListKeys({ count: answer.rows.length, open: (index) => setChosen(answer.rows[index]) });
  const show = (next: string) =>
    void navigate({ to: '/quarantine', search: (before) => ({ ...before, state: next === 'open' ? undefined : next }), replace: true });
  return (
    <Card>
      <SegmentedControl
        size="xs"
        mb="xs"
        w="fit-content"
        aria-label={t('quarantine.state')}
        value={shown}
        onChange={show}
        data={states.map((value) => ({ value, label: t(`rowState.${value}`) }))}
      />
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Outline height={360} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <EmptyState icon={IconChecks} title={t('quarantine.noRows')} text={shown === 'open' ? t('quarantine.emptyText') : undefined} />
      )}
      {answer.rows.length > 0 && (
        <Rows
          label={t('quarantine.rows')}
          rows={answer.rows}
          keyOf={(row) => row.id}
          current={current}
          open={setChosen}
          columns={[
            {
              name: 'place',
              label: t('quarantine.place'),
              cell: (row) => (
                <button type="button" className="text-button" onClick={() => setChosen(row)}>
                  {row.file.split('/').at(-1)}:{row.line}
                </button>
              ),
            },
            { name: 'field', label: t('quarantine.field'), wide: true, cell: (row) => <Code>{row.field}</Code> },
            { name: 'reason', label: t('quarantine.reason'), wide: true, cell: (row) => row.reason },
            {
              name: 'raw',
              label: t('quarantine.raw'),
              cell: (row) => <span className="clip">{row.raw}</span>,
            },
          ]}
        />
      )}
      <More answer={answer} />
      <RowEditor row={chosen} close={() => setChosen(undefined)} />
    </Card>
  );
}
