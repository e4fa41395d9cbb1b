import { Code, Text } from '@mantine/core';
import type { Campaign } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';

/** Hours, days and by whose clock. */
function Hours({ window: { from, until, days, clock } }: { readonly window: NonNullable<Campaign['schedule']['window']> }) {
  const { t } = useTranslation();
  return [
    `${from}–${until}`,
    ...(days === undefined ? [] : [t('campaigns.weekdaysOnly')]),
    ...(clock === 'customer' ? [t('campaigns.byCustomersClock')] : []),
  ].join(', ');
}

/** What was planned. */
export function CampaignPlanFacts({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rule, variants, holdout, goal, conversion, seeds, schedule, changedBy, changedAt, approvedBy } = campaign;
  const { startAt, perHour, window } = schedule;
  return (
    <Facts
      rows={[
        [t('campaigns.audience'), rule === '' ? t('campaigns.everybody') : <Code key="rule">{rule}</Code>],
        [
          t('campaigns.variants'),
          variants.map(({ id, templateId, share }) => (
            <Text key={id} size="sm">
              {id.toUpperCase()}: {templateId}, {format.percent(share)}
            </Text>
          )),
        ],
        [t('campaigns.holdout'), format.percent(holdout)],
        [t('campaigns.goal'), t(`campaigns.goals.${goal}`)],
        [
          t('campaigns.event'),
          conversion === undefined ? '–' : t('campaigns.eventWithin', { event: conversion.event, count: conversion.days }),
        ],
        [t('campaigns.startAt'), startAt === undefined ? t('campaigns.atOnce') : <Moment key="start" at={startAt} />],
        [t('campaigns.perHour'), perHour === undefined ? t('campaigns.allAtOnce') : format.number(perHour)],
        [t('campaigns.hours'), window === undefined ? t('campaigns.anyHour') : <Hours key="hours" window={window} />],
        [t('campaigns.seeds'), seeds.length === 0 ? '–' : seeds.join(', ')],
        [t('campaigns.by'), changedBy],
        [t('campaigns.changed'), <Moment key="changed" at={changedAt} />],
        [t('campaigns.approvedBy'), approvedBy ?? '–'],
      ]}
    />
  );
}
