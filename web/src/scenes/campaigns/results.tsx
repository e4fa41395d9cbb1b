import { Alert, Card, Stack, Text } from '@mantine/core';
import { api, type Campaign, type CampaignResults } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { type Column, Rows } from '../../parts/rows.tsx';
import { Bars } from './bars.tsx';
import { Conversions } from './conversions.tsx';

type Variant = CampaignResults['variants'][number];
/** Receipts worth a column, where any came. */
const shown = ['sent', 'delivered', 'displayed', 'clicked', 'answered', 'unsubscribed', 'complained', 'bounced-hard'] as const;

/** How the variants do: bars of the goal, what can be said about them, and all figures. */
export function Results({ campaign }: { readonly campaign: Campaign }) {
  const live = campaign.state !== 'stopped';
  const answer = useApi(api.campaigns.results, { params: { id: campaign.id } }, live ? { refetchInterval: 2_000 } : {});
  return <Loaded answer={answer}>{(results) => <Shown results={results} />}</Loaded>;
}

function Shown({ results }: { readonly results: CampaignResults }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { variants, goal, holdout, seeds, waves, conversion } = results;
  const reached = variants.map(({ id, receipts, composed }) => ({ id, part: receipts[goal] ?? 0, of: composed }));
  const comparisons = variants.map(
    ({ id, comparison }) => comparison && <Verdict key={id} comparison={comparison} variant={id} first={variants[0]!.id} />,
  );
  return (
    <Stack>
      {goal !== 'converted' && (
        <Card>
          <Text fw={600} mb="xs">
            {t(`campaigns.goals.${goal}`)}
          </Text>
          <Bars rows={reached.map((row) => ({ ...row, label: t('campaigns.variant', { variant: row.id.toUpperCase() }) }))} />
          {comparisons}
        </Card>
      )}
      {conversion && (
        <Conversions results={results} event={conversion.event} days={conversion.days}>
          {goal === 'converted' && comparisons}
        </Conversions>
      )}
      <Card>
        <Figures variants={variants} />
        <Text size="sm" c="dimmed" mt="sm">
          {t('campaigns.leftOut', { number: format.number(holdout) })} {t('campaigns.seedsGot', { number: format.number(seeds) })}
          {waves.all > 1 && ` ${t('campaigns.waves', { begun: waves.begun, all: waves.all })}`}
        </Text>
      </Card>
    </Stack>
  );
}

interface VerdictProps {
  readonly comparison: NonNullable<Variant['comparison']>;
  readonly variant: string;
  readonly first: string;
}

/** What may honestly be said of a variant beside the first. */
function Verdict({ comparison: { verdict, ratio, needs }, variant, first }: VerdictProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = { variant: variant.toUpperCase(), first: first.toUpperCase() };
  const times = { from: format.number(round(ratio.from)), to: ratio.to === null ? '∞' : format.number(round(ratio.to)) };
  return (
    <Alert mt="md" variant="light" color={verdict === 'open' ? 'gray' : 'petrol'} role="status" className="cp-count">
      <Text size="sm" fw={600}>
        {t(`campaigns.compared.${verdict}`, names)}
      </Text>
      {(ratio.from > 0 || ratio.to !== null) && <Text size="sm">{t('campaigns.compared.ratio', { ...names, ...times })}</Text>}
      {needs !== undefined && <Text size="sm">{t('campaigns.compared.needs', { count: needs, number: format.number(needs) })}</Text>}
      <Text size="xs">{t('campaigns.compared.anyTime')}</Text>
    </Alert>
  );
}

const round = (ratio: number): number => Math.round(ratio * 100) / 100;

function Figures({ variants }: { readonly variants: readonly Variant[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kinds = shown.filter((kind) => variants.some(({ receipts }) => (receipts[kind] ?? 0) > 0));
  const columns: Column<Variant>[] = [
    {
      name: 'variant',
      label: t('campaigns.variantColumn'),
      cell: ({ id, templateId, runs }) => (
        <>
          {id.toUpperCase()}{' '}
          <Text size="xs" c="dimmed" component="span">
            {templateId}
          </Text>
          <Text size="xs" component="div">
            {runs.slice(-3).map((runId, at) => (
              <Link key={runId} to="/runs/$runId" params={{ runId }}>
                {t('campaigns.run', { number: Math.max(0, runs.length - 3) + at + 1 })}{' '}
              </Link>
            ))}
          </Text>
        </>
      ),
    },
    { name: 'customers', label: t('campaigns.customers'), align: 'right', cell: ({ customers }) => format.number(customers) },
    { name: 'composed', label: t('campaigns.composed'), align: 'right', cell: ({ composed }) => format.number(composed) },
    { name: 'withheld', label: t('campaigns.withheld'), align: 'right', cell: ({ withheld }) => format.number(withheld) },
    { name: 'failed', label: t('campaigns.failed'), align: 'right', cell: ({ failed }) => format.number(failed) },
    ...kinds.map(
      (kind): Column<Variant> => ({
        name: kind,
        label: t(`campaigns.receipts.${kind}`),
        align: 'right',
        cell: ({ receipts }) => format.number(receipts[kind] ?? 0),
      }),
    ),
  ];
  return <Rows label={t('campaigns.results')} columns={columns} rows={variants} keyOf={({ id }) => id} />;
}
