import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { api, type RunForecast as Forecast } from '@posthorn/contract';
import { IconTestPipe } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Rows } from '../../parts/rows.tsx';
import { type Draft, faultIn, selectionOf } from './run-draft.ts';

type Outcome = Forecast['outcomes'][number];

/** What a run would come to, asked before it is started: how many go out, later, or not, and why. */
export function RunForecast({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Draft>();
  const foresee = useChange(api.runs.foresee);
  const ask = () => {
    setAsked(draft);
    foresee.mutate({ body: { templateId: draft.templateId, selection: selectionOf(draft) } });
  };
  // What was foreseen of another selection says nothing of this one.
  const current = asked === draft;
  return (
    <Stack gap="sm">
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTestPipe size={16} aria-hidden />}
          disabled={faultIn(draft) !== undefined}
          loading={foresee.isPending}
          onClick={ask}
        >
          {t('runs.foresee')}
        </Button>
      </Group>
      {current && foresee.error && <ProblemNote error={foresee.error} />}
      {current && foresee.data && <Foreseen forecast={foresee.data} />}
    </Stack>
  );
}

function Foreseen({ forecast }: { readonly forecast: Forecast }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { records, sample, outcomes, channels } = forecast;
  return (
    <section aria-label={t('runs.foreseenCounts')}>
      <Group gap="xs" mb="xs" role="status">
        <Text size="sm">{t('runs.foreseen', { count: records, records: format.number(records) })}</Text>
        {channels.map((one) => (
          <Badge key={one.channel} variant="default" tt="none">
            {t(`channels.${one.channel}`)} {format.number(one.records)}
          </Badge>
        ))}
      </Group>
      {sample !== undefined && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('runs.foreseenSample', { sample: format.number(sample) })}
        </Text>
      )}
      <Rows
        label={t('runs.foreseenCounts')}
        rows={outcomes}
        keyOf={(one) => `${one.verdict} ${one.code} ${one.rule?.id ?? ''}`}
        columns={[
          { name: 'verdict', label: t('policy.would'), cell: (one) => t(`runs.foreseenVerdicts.${one.verdict}`) },
          { name: 'why', label: t('contact.why'), cell: (one) => <Why of={one} /> },
          { name: 'records', label: t('runs.foreseenRecords'), align: 'right', cell: (one) => format.number(one.records) },
          { name: 'examples', label: t('runs.foreseenExamples'), wide: true, cell: (one) => <Examples of={one} /> },
        ]}
      />
    </section>
  );
}

function Why({ of: { code, rule, text } }: { readonly of: Outcome }) {
  const { t } = useTranslation();
  const reason = text ?? t(`contact.reasons.${code}` as 'contact.reasons.permitted', { defaultValue: code });
  return (
    <>
      {reason}
      {rule !== undefined && (
        <Text size="xs" c="dimmed">
          {rule.name}
        </Text>
      )}
    </>
  );
}

/** Two are enough to see whom it is about. */
const shownExamples = 2;

function Examples({ of }: { readonly of: Outcome }) {
  return of.examples.slice(0, shownExamples).map(({ recordKey, customerId, customerName }, at) => (
    <Fragment key={recordKey}>
      {at > 0 && ', '}
      {customerId === undefined ? (
        recordKey
      ) : (
        <Anchor size="sm" component={Link} to={`/customers/${customerId}`}>
          {customerName}
        </Anchor>
      )}
    </Fragment>
  ));
}
