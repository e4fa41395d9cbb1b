import { Badge, Button, Card, Group, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { api, type PassageClusterSummary, type ReplyOf } from '@posthorn/contract';
import { IconSearch, IconStack2 } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Figure } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { More } from '../../parts/rows.tsx';
import { Wording } from '../../parts/wording.tsx';
import { Deeds } from './deeds.tsx';

const route = getRouteApi('/inside/passages');
type Overview = ReplyOf<typeof api.passages.overview>;
const states = ['open', 'replaced', 'dismissed'] as const;

/** Texts that stand in many templates: how much there is of it, and cluster by cluster what to do about it. */
export function Passages() {
  const { t } = useTranslation();
  const may = useMay('content:write');
  const overview = useApi(api.passages.overview, {}, { refetchInterval: 1_500 });
  const start = useChange(api.passages.search, [api.passages.overview]);
  const running = overview.data?.search?.state === 'running';
  return (
    <Page
      title={t('passages.title')}
      up={{ to: '/blocks', label: t('doors.blocks') }}
      lead={t('passages.lead')}
      actions={
        may &&
        overview.data && (
          <Button
            leftSection={<IconSearch size={16} aria-hidden />}
            disabled={running}
            loading={start.isPending}
            onClick={() => void start.mutateAsync({}).catch(sayProblem)}
          >
            {t(overview.data.report ? 'passages.again' : 'passages.search')}
          </Button>
        )
      }
    >
      <Loaded answer={overview} height={500}>
        {(data) => (
          <Stack gap="md">
            {running && <Running of={data.search!} />}
            {data.search?.state === 'failed' && (
              <Card>
                <Text size="sm" c="red">
                  {t('passages.failed')}: {data.search.problem}
                </Text>
              </Card>
            )}
            {data.report ? <Found report={data.report} /> : !running && <Never />}
            <Deeds of={data.replacements} may={may} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Running({ of: { done, total } }: { readonly of: NonNullable<Overview['search']> }) {
  const { t } = useTranslation();
  return (
    <Card role="status">
      <Text size="sm" mb={8}>
        {t('passages.searching')}
      </Text>
      <Progress value={total === 0 ? 3 : (100 * done) / total} aria-label={t('passages.searching')} animated />
    </Card>
  );
}

function Never() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState icon={IconStack2} title={t('passages.never')} text={t('passages.neverText')} />
    </Card>
  );
}

function Found({ report }: { readonly report: NonNullable<Overview['report']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { passages, characters } = report;
  const share = characters.before === 0 ? 0 : (characters.before - characters.after) / characters.before;
  return (
    <>
      <Card>
        <Group gap={44} align="flex-start">
          <Figure label={t('passages.documents')} value={format.number(report.documents)} />
          <Figure label={t('passages.before')} value={format.number(passages.before)} />
          <Figure label={t('passages.after')} value={format.number(passages.after)} />
          <Figure
            label={t('passages.saved')}
            value={format.percent(share)}
            note={t('passages.savedNote', { count: characters.before - characters.after })}
          />
          <Text size="xs" c="dimmed" component="div" ml="auto">
            {t('passages.at')} <Moment at={report.at} />
          </Text>
        </Group>
      </Card>
      <Clusters report={report} />
    </>
  );
}

function Clusters({ report }: { readonly report: NonNullable<Overview['report']> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  const state = states.find((one) => one === search.state) ?? 'open';
  const answer = useApiPages(api.passages.clusters, { query: { state } }, 25);
  const { refetch } = answer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search has found other clusters
  useEffect(() => void refetch(), [report.searchId, refetch]);
  return (
    <section aria-labelledby="clusters">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="clusters">
          {t('passages.cluster')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('blocks.state')}
          value={state}
          onChange={(value) => void navigate({ to: '/passages', search: { state: value }, replace: true })}
          data={states.map((value) => ({ value, label: `${t(`passages.${value}`)} (${report.clusters[value]})` }))}
        />
      </Group>
      <Stack gap="xs">
        {answer.isSuccess && answer.rows.length === 0 && (
          <Card>
            <EmptyState
              icon={IconStack2}
              title={t('passages.nothing')}
              text={t(state === 'open' ? 'passages.nothingOpen' : 'passages.nothingOther')}
            />
          </Card>
        )}
        {answer.rows.map((cluster) => (
          <ClusterCard key={cluster.id} cluster={cluster} />
        ))}
      </Stack>
      <More answer={answer} />
    </section>
  );
}

function ClusterCard({ cluster }: { readonly cluster: PassageClusterSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kinds = Object.keys(cluster.differences).filter((kind) => kind !== 'none');
  return (
    <Card component="article" className="count-link" pos="relative" padding="sm">
      <Text size="sm" lineClamp={2} lang={cluster.language || undefined} fw={550}>
        <Link to="/passages/$clusterId" params={{ clusterId: cluster.id }} className="cover-link">
          <Wording text={cluster.text} />
        </Link>
      </Text>
      <Group gap={8} mt={6}>
        <Text size="xs" c="dimmed" className="numbers">
          {[
            t('passages.times', { count: cluster.count }),
            ...(cluster.templates > 0 ? [t('passages.inTemplates', { count: cluster.templates })] : []),
            t('passages.saves', { count: cluster.saved }),
          ].join(' · ')}
        </Text>
        {kinds.map((kind) => (
          <Badge key={kind} variant="default" tt="none" fw={500}>
            {t(`passages.difference.${kind as 'values'}`)}
          </Badge>
        ))}
        <Text size="xs" c="dimmed" ml="auto">
          {cluster.languages.map((language) => format.language(language)).join(', ')} · {nameIn(cluster.at.name, format.of)}
        </Text>
      </Group>
    </Card>
  );
}
