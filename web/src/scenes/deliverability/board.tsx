import { Card, Group, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { api, type BoardRow, boardGroups } from '@posthorn/contract';
import { IconMailCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { toneColours } from '../../parts/colours.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Rows } from '../../parts/rows.tsx';
import { StackedBar } from '../../parts/stacked-bar.tsx';
import { DaysChart } from './days-chart.tsx';

const spans = ['7', '30', '90'] as const;
type Grouping = (typeof boardGroups)[number];

/** What became of the mails of the last days; every picture stands beside its figures. */
export function Board() {
  const { t } = useTranslation();
  const [by, setBy] = useState<Grouping>('domain');
  const [days, setDays] = useState<(typeof spans)[number]>('30');
  const over = useApi(api.sending.board, { query: { by: 'day', days: Number(days) } });
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('deliverability.board.span')}
          value={days}
          onChange={(value) => setDays(value as (typeof spans)[number])}
          data={spans.map((value) => ({ value, label: t('deliverability.board.days', { count: Number(value) }) }))}
        />
        <Select
          aria-label={t('deliverability.board.by')}
          allowDeselect={false}
          w={220}
          value={by}
          onChange={(value) => value && setBy(value as Grouping)}
          data={boardGroups.map((value) => ({ value, label: t(`deliverability.board.group.${value}`) }))}
        />
      </Group>
      <Loaded answer={over} height={320}>
        {({ rows, total }) =>
          total.sent + total.failed === 0 ? (
            <Card>
              <EmptyState icon={IconMailCheck} title={t('deliverability.board.empty')} text={t('deliverability.board.emptyText')} />
            </Card>
          ) : (
            <>
              <Card>
                <Title order={2} mb="sm">
                  {t('deliverability.board.total')}
                </Title>
                <Total total={total} />
                <DaysChart rows={rows} />
              </Card>
              <Lines by={by} days={Number(days)} />
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Total({ total }: { readonly total: BoardRow }) {
  const { t } = useTranslation();
  const { sent, soft, hard, complaints, failed } = total;
  const well = Math.max(0, sent - soft - hard);
  const part = (name: 'well' | 'soft' | 'hard' | 'failed', value: number, colour: string) => ({
    name,
    label: t(`deliverability.board.${name}`),
    value,
    colour,
  });
  return (
    <>
      <StackedBar
        label={t('deliverability.board.total')}
        parts={[
          part('well', well, toneColours.done),
          part('soft', soft, toneColours.attention),
          part('hard', hard, toneColours.bad),
          part('failed', failed, toneColours.waiting),
        ]}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {t('deliverability.board.complaintsOf', { count: complaints, share: shareOf(complaints, sent) })}
      </Text>
    </>
  );
}

/** Per mille: mailbox providers count complaints by the thousand (a good sender stays below one). */
const shareOf = (part: number, whole: number): string => (whole === 0 ? '0' : ((1000 * part) / whole).toFixed(part === 0 ? 0 : 2));

function Lines({ by, days }: { readonly by: Grouping; readonly days: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApi(api.sending.board, { query: { by, days } });
  const number = (
    name: 'sent' | 'delivered' | 'displayed' | 'clicked' | 'soft' | 'hard' | 'complaints' | 'unsubscribed' | 'failed',
    wide = false,
  ) => ({
    name,
    label: t(`deliverability.board.${name}`),
    align: 'right' as const,
    wide,
    cell: (row: BoardRow) => <span>{format.number(row[name])}</span>,
  });
  const nameOf = ({ key, name }: BoardRow) => (by === 'day' ? format.day(key) : (name ?? (key || t('deliverability.board.none'))));
  return (
    <Card>
      <Title order={2} mb="sm">
        {t(`deliverability.board.group.${by}`)}
      </Title>
      <Loaded answer={answer} height={200}>
        {({ rows }) => (
          <Rows
            label={t(`deliverability.board.group.${by}`)}
            rows={by === 'day' ? rows.filter((row) => row.sent + row.failed + row.soft + row.hard + row.complaints > 0).toReversed() : rows}
            keyOf={(row) => row.key}
            columns={[
              {
                name: 'key',
                label: t(`deliverability.board.one.${by}`),
                cell: (row) => <span style={{ overflowWrap: 'anywhere' }}>{nameOf(row)}</span>,
              },
              number('sent'),
              number('delivered', true),
              // Nobody is tracked in the beginning: columns of noughts would only ask why.
              ...(rows.some((row) => row.displayed + row.clicked > 0) ? [number('displayed', true), number('clicked', true)] : []),
              number('soft', true),
              number('hard'),
              number('complaints'),
              number('unsubscribed', true),
              number('failed', true),
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
