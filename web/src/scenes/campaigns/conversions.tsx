import { Alert, Card, Text } from '@mantine/core';
import type { CampaignResults } from '@posthorn/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { type Bar, Bars } from './bars.tsx';

interface ConversionsProps {
  readonly results: CampaignResults;
  readonly event: string;
  readonly days: number;
  /** What is said of the variants among each other. */
  readonly children: ReactNode;
}

/** What customers did, those who were written to beside those who were left out: only that tells what the campaign brought. */
export function Conversions({ results: { variants, holdout, holdoutBegun, holdoutConversions }, event, days, children }: ConversionsProps) {
  const { t } = useTranslation();
  const bars: Bar[] = variants.map(({ id, conversions, begun }) => ({
    ...{ id, label: t('campaigns.variant', { variant: id.toUpperCase() }), part: conversions, of: begun },
  }));
  if (holdout > 0) bars.push({ id: 'holdout', label: t('campaigns.holdout'), part: holdoutConversions, of: holdoutBegun, beside: true });
  return (
    <Card>
      <Text fw={600}>{t('campaigns.brought', { event })}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('campaigns.broughtText', { count: days })}
      </Text>
      <Bars rows={bars} />
      {variants.map(({ id, uplift, conversions }) => uplift && <Uplift key={id} variant={id} uplift={uplift} conversions={conversions} />)}
      {holdout === 0 && (
        <Text size="sm" mt="sm">
          {t('campaigns.uplift.nobodyLeftOut')}
        </Text>
      )}
      {children}
    </Card>
  );
}

interface UpliftProps {
  readonly variant: string;
  readonly uplift: NonNullable<CampaignResults['variants'][number]['uplift']>;
  readonly conversions: number;
}

/** What may honestly be said of a variant beside nothing. */
function Uplift({ variant, uplift: { verdict, ratio, owed, needs }, conversions }: UpliftProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = variant.toUpperCase();
  const round = (value: number) => format.number(Math.round(value * 100) / 100);
  const whole = (value: number) => format.number(Math.round(value));
  return (
    <Alert
      mt="md"
      variant="light"
      color={verdict === 'open' ? 'gray' : verdict === 'better' ? 'petrol' : 'red'}
      role="status"
      className="cp-count"
    >
      <Text size="sm" fw={600}>
        {t(`campaigns.uplift.${verdict}`, { variant: name })}
      </Text>
      {verdict !== 'open' && owed.from !== undefined && (
        <Text size="sm">
          {t('campaigns.uplift.owed', { all: whole(conversions), from: whole(owed.from), to: whole(owed.to) })}
          {owed.estimate !== undefined && ` ${t('campaigns.uplift.likely', { number: whole(owed.estimate) })}`}
        </Text>
      )}
      {(ratio.from > 0 || ratio.to !== null) && (
        <Text size="sm">
          {t('campaigns.uplift.ratio', { variant: name, from: round(ratio.from), to: ratio.to === null ? '∞' : round(ratio.to) })}
        </Text>
      )}
      {needs !== undefined && <Text size="sm">{t('campaigns.compared.needs', { count: needs, number: format.number(needs) })}</Text>}
      <Text size="xs">{t('campaigns.uplift.anyTime')}</Text>
    </Alert>
  );
}
