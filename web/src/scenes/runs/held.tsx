import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type Run } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../parts/links.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { DecisionState } from '../../parts/state-badge.tsx';

/** Communications of a run that did not go at once: held by the contact policy, waiting for a person, or withheld after composing. */
export function Held({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayDecide = useMay('waiting-room:read');
  const answer = useApiPages(api.waitingRoom.held, { params: { id: run.id } }, 25);
  const counts = (['held', 'waiting', 'stopped'] as const).filter((name) => run[name] > 0);
  return (
    <Card>
      <Group justify="space-between">
        <Title order={2}>{t('runs.notAtOnce')}</Title>
        {run.waiting > 0 && mayDecide && (
          <TextLink to="/waiting-room" search={{ run: run.id }} size="sm">
            {t('contact.decide')}
          </TextLink>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {counts.map((name) => t(`runs.counts.${name}`, { count: run[name], number: format.number(run[name]) })).join(' · ')}
      </Text>
      {answer.error && <ProblemNote error={answer.error} />}
      {answer.isPending && <Outline height={160} />}
      {answer.rows.length > 0 && (
        <Stack gap={0}>
          <Rows
            label={t('runs.notAtOnce')}
            rows={answer.rows}
            keyOf={(one) => one.communicationId}
            columns={[
              {
                name: 'customer',
                label: t('runs.customer'),
                cell: (one) => (
                  <Link to="/communications/$communicationId" params={{ communicationId: one.communicationId }} className="row-link">
                    {one.customerName}
                  </Link>
                ),
              },
              { name: 'state', label: t('runs.state'), cell: ({ decision }) => <DecisionState state={decision.state} /> },
              {
                name: 'why',
                label: t('runs.why'),
                cell: ({ decision }) => (
                  <>
                    <Text size="sm">{t(`contact.reasons.${decision.code}`)}</Text>
                    {decision.rule && (
                      <Text size="xs" c="dimmed">
                        {decision.rule.name}
                      </Text>
                    )}
                  </>
                ),
              },
              {
                name: 'until',
                label: t('contact.until'),
                wide: true,
                cell: ({ decision }) => (decision.until ? <Moment at={decision.until} /> : '–'),
              },
            ]}
          />
          <More answer={answer} />
        </Stack>
      )}
    </Card>
  );
}
