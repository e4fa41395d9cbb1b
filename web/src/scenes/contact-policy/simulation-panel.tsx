import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { api, type ContactPolicy, type Simulation } from '@posthorn/contract';
import { IconTestPipe } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Rows } from '../../parts/rows.tsx';

/** Finds out what a policy would have let go of what went out within three months, before anybody approves it. */
export function SimulationPanel({ policy }: { readonly policy: ContactPolicy }) {
  const { t } = useTranslation();
  const may = useMay('contact-policy:simulate');
  const start = useChange(api.simulations.start);
  const [asked, setAsked] = useState<ContactPolicy>();
  if (!may) return null;
  const begin = () => {
    setAsked(policy);
    start.mutate({ body: { policy } });
  };
  return (
    <section className="duty-section" aria-label={t('policy.simulation')}>
      <Group justify="space-between" mb="xs">
        <div>
          <Text fw={600}>{t('policy.simulation')}</Text>
          <Text size="sm" c="dimmed">
            {t('policy.simulationHint')}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconTestPipe size={16} aria-hidden />} loading={start.isPending} onClick={begin}>
          {t('policy.simulate')}
        </Button>
      </Group>
      {start.error && <ProblemNote error={start.error} />}
      {start.data && asked === policy && <Result id={start.data.id} />}
    </section>
  );
}

function Result({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [done, setDone] = useState(false);
  const answer = useApi(api.simulations.get, { params: { id } }, done ? {} : { refetchInterval: 1_000 });
  const one = answer.data;
  if (answer.error) return <ProblemNote error={answer.error} />;
  if (one === undefined) return null;
  if (!done && one.state === 'done') setDone(true);
  const said = { done: format.number(one.done), total: format.number(one.total) };
  if (one.state === 'running')
    return (
      <div role="status">
        <Progress value={one.total === 0 ? 0 : (100 * one.done) / one.total} aria-label={t('policy.simulation')} />
        <Text size="sm" mt={4} className="numbers">
          {t('policy.simulated', said)}
        </Text>
      </div>
    );
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {t('policy.simulated', said)}
        </Text>
        <Anchor size="sm" href={addressOf(api.simulations.csv, { params: { id } })} download>
          {t('policy.simulationFile')}
        </Anchor>
      </Group>
      {one.total === 0 ? (
        <Text size="sm" c="dimmed">
          {t('policy.nothingSent')}
        </Text>
      ) : (
        <Counts of={one} />
      )}
      {one.examples.length > 0 && <Examples of={one} />}
    </Stack>
  );
}

function Counts({ of }: { readonly of: Simulation }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Rows
      label={t('policy.simulationCounts')}
      rows={of.counts}
      keyOf={(count) => `${count.verdict} ${count.code} ${count.rule?.id ?? ''}`}
      columns={[
        { name: 'verdict', label: t('policy.would'), cell: (count) => t(`policy.verdicts.${count.verdict}`) },
        { name: 'why', label: t('contact.why'), cell: (count) => t(`contact.reasons.${count.code}`) },
        { name: 'rule', label: t('contact.rule'), wide: true, cell: (count) => count.rule?.name ?? '–' },
        { name: 'messages', label: t('policy.messages'), align: 'right', cell: (count) => format.number(count.messages) },
      ]}
    />
  );
}

function Examples({ of }: { readonly of: Simulation }) {
  const { t } = useTranslation();
  return (
    <Rows
      label={t('policy.examples')}
      rows={of.examples}
      keyOf={(one) => one.communicationId}
      columns={[
        {
          name: 'customer',
          label: t('policy.examples'),
          cell: (one) => (
            <Link to="/communications/$communicationId" params={{ communicationId: one.communicationId }} className="row-link">
              {one.customerName || one.communicationId}
            </Link>
          ),
        },
        { name: 'matter', label: t('policy.matter'), wide: true, cell: (one) => one.matter },
        { name: 'why', label: t('contact.why'), cell: (one) => t(`contact.reasons.${one.code}`) },
        { name: 'at', label: t('policy.sentAt'), wide: true, cell: (one) => <Moment at={one.at} /> },
      ]}
    />
  );
}
