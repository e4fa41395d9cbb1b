import { Card, Grid, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { api, type Home as HomeReply } from '@posthorn/contract';
import { IconChecks, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLiveRuns } from '../../api/live-runs.ts';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useChannelParts } from '../../parts/channel.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Figure } from '../../parts/facts.tsx';
import { LinkButton } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { StackedBar } from '../../parts/stacked-bar.tsx';
import { useDeliveryParts } from '../runs/delivery-parts.ts';
import { RunTable } from '../runs/run-table.tsx';
import { Attention } from './attention.tsx';
import { RunningCard } from './running-card.tsx';

/** The first scene: what runs, what needs a person, and how much there is. */
export function Home() {
  const { t } = useTranslation();
  const answer = useApi(api.reports.home, {}, { refetchInterval: 15_000 });
  const mayStart = useMay('runs:start');
  return (
    <Page
      title={t('doors.home')}
      actions={
        mayStart && (
          <LinkButton to="/runs" search={{ start: '1' }} leftSection={<IconPlayerPlay size={16} aria-hidden />}>
            {t('runs.start')}
          </LinkButton>
        )
      }
    >
      <Loaded answer={answer} height={640}>
        {(home) => <HomeContent home={home} />}
      </Loaded>
    </Page>
  );
}

function HomeContent({ home }: { readonly home: HomeReply }) {
  const { t } = useTranslation();
  const mayRuns = useMay('runs:read');
  return (
    <Stack gap="md">
      <Counts counts={home.counts} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Card h="100%">
            <Title order={2} mb="xs">
              {t('home.running')}
            </Title>
            {mayRuns && <Live />}
            {home.running.length === 0 ? (
              <EmptyState icon={IconPlayerPlay} title={t('home.nothingRuns')} text={t('home.nothingRunsText')} />
            ) : (
              <Stack gap="sm">
                {home.running.map((run) => (
                  <RunningCard key={run.id} run={run} />
                ))}
              </Stack>
            )}
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Card h="100%">
            <Title order={2} mb="xs">
              {t('home.attention')}
            </Title>
            {home.attention.length === 0 ? (
              <EmptyState icon={IconChecks} title={t('home.nothingWaits')} text={t('home.nothingWaitsText')} />
            ) : (
              <Attention items={home.attention} />
            )}
          </Card>
        </Grid.Col>
      </Grid>
      <Flow home={home} />
      {mayRuns && (
        <Card>
          <Title order={2} mb="xs">
            {t('home.recent')}
          </Title>
          {home.recent.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('runs.emptyText')}
            </Text>
          ) : (
            <RunTable runs={home.recent} />
          )}
        </Card>
      )}
    </Stack>
  );
}

/** Listens as long as the home screen is open. */
function Live() {
  useLiveRuns();
  return null;
}

const countDoors = {
  customers: '/customers',
  records: undefined,
  communications: '/communications',
  quarantineOpen: '/quarantine',
  templates: '/templates',
} as const;

function Counts({ counts }: { readonly counts: HomeReply['counts'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = Object.keys(countDoors) as (keyof typeof countDoors)[];
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 5 }} spacing="sm">
      {names.map((name) => {
        const to = countDoors[name];
        const figure = <Figure label={t(`home.counts.${name}`)} value={format.number(counts[name])} />;
        return (
          <Card key={name} padding="sm" className={to ? 'count-link' : undefined}>
            {to ? (
              <Link to={to} className="quiet-block">
                {figure}
              </Link>
            ) : (
              figure
            )}
          </Card>
        );
      })}
    </SimpleGrid>
  );
}

/** Where everything went, and what became of it. */
function Flow({ home }: { readonly home: HomeReply }) {
  const { t } = useTranslation();
  const channels = useChannelParts(home.routed);
  const states = useDeliveryParts(home.deliveries);
  if (channels.length === 0) return null;
  const linked = channels.map((part) => ({
    ...part,
    wrap: (text: React.ReactNode) => (
      <Link to="/communications" search={{ channel: part.name as 'email' }} className="quiet-link">
        {text}
      </Link>
    ),
  }));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Card>
        <Title order={2} mb="sm">
          {t('home.routed')}
        </Title>
        <StackedBar label={t('home.routed')} parts={linked} />
      </Card>
      <Card>
        <Title order={2} mb="sm">
          {t('home.deliveries')}
        </Title>
        <StackedBar label={t('home.deliveries')} parts={states} />
      </Card>
    </SimpleGrid>
  );
}
