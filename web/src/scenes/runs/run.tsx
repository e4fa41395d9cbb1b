import { Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { api, type Run } from '@posthorn/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveRuns } from '../../api/live-runs.ts';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useChannelParts } from '../../parts/channel.tsx';
import { Facts, Figure } from '../../parts/facts.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { StackedBar } from '../../parts/stacked-bar.tsx';
import { RunState } from '../../parts/state-badge.tsx';
import { useDeliveryParts } from './delivery-parts.ts';
import { Failures } from './failures.tsx';
import { Held } from './held.tsx';
import { PrintStreams } from './print-streams.tsx';
import { secondsTaken } from './progress-of.ts';
import { RunDeeds } from './run-deeds.tsx';
import { RunProgress } from './run-progress.tsx';

const route = getRouteApi('/inside/runs/$runId');

/** One run: how far it is, where its communications went, what failed, what was printed. */
export function RunScene() {
  const { t } = useTranslation();
  const { runId } = route.useParams();
  const liveness = useLiveRuns(runId);
  const answer = useApi(api.runs.get, { params: { id: runId } }, { refetchInterval: 20_000 });
  const run = answer.data;
  return (
    <Page
      title={run?.name ?? t('runs.one')}
      up={{ to: '/runs', label: t('doors.runs') }}
      aside={run && <RunState state={run.state} />}
      lead={run && `${t('runs.templateVersion', { template: run.templateId, version: run.version })} · ${run.dataset}`}
      actions={run && <RunDeeds run={run} />}
    >
      <Loaded answer={answer} height={560}>
        {(loaded) => <RunContent run={loaded} waiting={liveness === 'waiting' && loaded.state === 'running'} />}
      </Loaded>
    </Page>
  );
}

function RunContent({ run, waiting }: { readonly run: Run; readonly waiting: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <Card>
              <Group justify="space-between">
                <Title order={2} mb="sm">
                  {t('runs.progress')}
                </Title>
                {waiting && (
                  <Text size="xs" c="dimmed" role="status">
                    {t('runs.connecting')}
                  </Text>
                )}
              </Group>
              <RunProgress run={run} large />
            </Card>
            <Routed run={run} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <RunFacts run={run} />
        </Grid.Col>
      </Grid>
      {run.failed > 0 && <Failures run={run} />}
      {run.withheld > 0 && <Failures run={run} kind="withheld" />}
      {run.held + run.waiting + run.stopped > 0 && <Held run={run} />}
      <PrintStreams run={run} />
    </Stack>
  );
}

/** Where the communications of the run went, and what became of their deliveries; each number leads to its list. */
function Routed({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const channels = useChannelParts(run.routed);
  const states = useDeliveryParts(run.delivered);
  const mayRead = useMay('communications:read');
  const linked = (search: object) => (text: ReactNode) =>
    mayRead ? (
      <Link to="/communications" search={{ runId: run.id, ...search }} className="quiet-link">
        {text}
      </Link>
    ) : (
      text
    );
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('runs.routed')}</Title>
        {mayRead && (
          <TextLink to="/communications" search={{ runId: run.id }} size="sm">
            {t('runs.communications')}
          </TextLink>
        )}
      </Group>
      {channels.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('runs.nothingRouted')}
        </Text>
      ) : (
        <Stack gap="lg">
          <StackedBar
            label={t('runs.routed')}
            parts={channels.map((part) => ({ ...part, wrap: linked({ channel: part.name }) }))}
            height={16}
          />
          {states.length > 0 && (
            <div>
              <Text size="sm" fw={550} mb={6}>
                {t('runs.deliveries')}
              </Text>
              <StackedBar label={t('runs.deliveries')} parts={states.map((part) => ({ ...part, wrap: linked({ state: part.name }) }))} />
            </div>
          )}
        </Stack>
      )}
    </Card>
  );
}

function RunFacts({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(run.endedAt === undefined);
  return (
    <Card h="100%">
      <Group gap="xl" mb="md">
        <Figure label={t('runs.records')} value={format.number(run.records)} />
        <Figure label={t('runs.pages')} value={format.number(run.pages)} />
      </Group>
      <Facts
        rows={[
          [t('runs.started'), <Moment key="started" at={run.startedAt} />],
          [t('runs.ended'), run.endedAt === undefined ? '–' : <Moment key="ended" at={run.endedAt} />],
          [
            t('runs.duration'),
            <span className="numbers" key="took">
              {format.duration(secondsTaken(run, now))}
            </span>,
          ],
          [t('runs.startedBy'), run.startedBy],
          [t('runs.chunks'), t('runs.chunksOf', { done: format.number(run.chunksDone), all: format.number(run.chunks) })],
          [t('runs.quarantined'), <Quarantined key="quarantined" />],
        ]}
      />
    </Card>
  );
}

/** Rows that never became records, and so are in no run: how many wait in quarantine. */
function Quarantined() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('imports:read');
  const reasons = useApi(api.intake.quarantineReasons, {}, { enabled: may });
  if (!reasons.data) return '–';
  const count = reasons.data.rows.reduce((sum, reason) => sum + reason.count, 0);
  return (
    <TextLink to="/quarantine" size="sm">
      {t('runs.quarantinedRows', { count, number: format.number(count) })}
    </TextLink>
  );
}

/** The moment, moving once a second while `ticking`. */
function useNow(ticking: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
