import './reviews.css';
import { Badge, Card, Group, SegmentedControl, Text } from '@mantine/core';
import { api, type Review } from '@posthorn/contract';
import { IconChecklist } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { AbsenceButton } from './decide/absence.tsx';
import { dueIn } from './due.ts';
import { ReminderSwitch } from './reminder-switch.tsx';

const route = getRouteApi('/inside/reviews');
const shelves = ['mine', 'open', 'scheduled', 'released', 'returned'] as const;
type Shelf = (typeof shelves)[number];

/** What waits to be looked at, the most urgent first; and what was decided. */
export function Reviews() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show } = route.useSearch();
  const shelf: Shelf = shelves.find((one) => one === show) ?? 'mine';
  return (
    <Page
      title={t('doors.reviews')}
      lead={t('reviews.lead')}
      actions={
        <Group gap="md">
          <ReminderSwitch />
          <AbsenceButton />
        </Group>
      }
    >
      <Card>
        <div className="scroll-across">
          <SegmentedControl
            size="xs"
            mb="xs"
            aria-label={t('reviews.which')}
            value={shelf}
            onChange={(value) => void navigate({ to: '/reviews', search: value === 'mine' ? {} : { show: value }, replace: true })}
            data={shelves.map((value) => ({ value, label: t(`reviews.shelf.${value}`) }))}
          />
        </div>
        <ReviewRows key={shelf} shelf={shelf} />
      </Card>
    </Page>
  );
}

function ReviewRows({ shelf }: { readonly shelf: Shelf }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const answer = useApiPages(api.reviews.list, { query: shelf === 'mine' ? { mine: true } : { state: shelf } });
  const open = (review: Review) => void navigate({ to: '/reviews/$versionId', params: { versionId: review.versionId } });
  const [current] = useListKeys({ count: answer.rows.length, open: (index) => open(answer.rows[index]!) });
  if (answer.error) return <ProblemNote error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.isPending) return <Outline height={280} />;
  if (answer.rows.length === 0)
    return (
      <EmptyState
        icon={IconChecklist}
        title={t(`reviews.empty.${shelf}`)}
        text={t(shelf === 'mine' ? 'reviews.emptyText' : 'reviews.emptyOther')}
      />
    );
  const waits = shelf === 'mine' || shelf === 'open';
  return (
    <>
      <Rows
        label={t('doors.reviews')}
        rows={answer.rows}
        keyOf={(review) => review.versionId}
        open={open}
        current={current}
        columns={[
          {
            name: 'what',
            label: t('reviews.what'),
            cell: (review) => (
              <>
                <Link to="/reviews/$versionId" params={{ versionId: review.versionId }} className="row-link">
                  {nameIn(review.name, format.of)}
                </Link>{' '}
                <Text span size="xs" c="dimmed" className="numbers">
                  {t('templates.version', { version: review.version })}
                  {review.kind !== 'template' && ` · ${t(`provenance.${review.kind}`)}`}
                </Text>
                <Text size="xs" c="dimmed" lineClamp={2} maw={460}>
                  {review.comment}
                </Text>
              </>
            ),
          },
          {
            name: 'stage',
            label: t('reviews.stageColumn'),
            cell: (review) =>
              review.stage ? (
                <>
                  {t(`reviews.stage.${review.stage}`)}
                  <Text size="xs" c="dimmed">
                    {review.insteadOf && `${t('reviews.stages.insteadOf', { name: review.insteadOf })} · `}
                    {t('reviews.stageOf', {
                      at: review.stages.findIndex((one) => one.stage === review.stage) + 1,
                      of: review.stages.length,
                    })}
                  </Text>
                </>
              ) : (
                <Text size="sm">{t(`versionState.${review.state as 'released'}`)}</Text>
              ),
          },
          {
            name: 'due',
            label: t(shelf === 'scheduled' ? 'reviews.releaseColumn' : 'reviews.due'),
            cell: (review) =>
              shelf === 'scheduled' && review.releaseAt ? (
                format.dateTime(review.releaseAt)
              ) : (
                <Due due={review.due} waits={waits} reminded={review.remindedOn} />
              ),
          },
          {
            name: 'age',
            label: t('reviews.submitted'),
            wide: true,
            cell: (review) => (
              <>
                {format.relative(review.submittedAt, new Date())}
                <Text size="xs" c="dimmed">
                  {review.submittedBy}
                </Text>
              </>
            ),
          },
        ]}
      />
      <More answer={answer} />
    </>
  );
}

/** The day until which a decision is wanted; urgent in colour and in words. */
export function Due({
  due,
  waits,
  reminded,
}: {
  readonly due: string | undefined;
  readonly waits: boolean;
  readonly reminded?: string | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (due === undefined) return <Text c="dimmed">–</Text>;
  const days = dueIn(due, new Date());
  if (!waits || days > 1) return <span className="numbers">{format.date(due)}</span>;
  return (
    <>
      <Badge variant="light" color={days < 0 ? 'red' : 'brass'} tt="none" className="rv-kind">
        {days < 0 ? t('reviews.overdue', { count: -days }) : t(days === 0 ? 'reviews.dueToday' : 'reviews.dueTomorrow')}
      </Badge>
      {reminded && (
        <Text size="xs" c="dimmed">
          {t('reviews.reminded', { day: format.date(reminded) })}
        </Text>
      )}
    </>
  );
}
