import { Card, Group, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';

/** Everything that happened with a customer, newest first. */
export function Timeline({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const answer = useApiPages(api.customers.timeline, { params: { id: customerId } }, 30);
  return (
    <Card>
      <Title order={2} mb="md">
        {t('customers.timeline')}
      </Title>
      {answer.error && <ProblemNote error={answer.error} />}
      {answer.isPending && <Outline height={360} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <EmptyState icon={IconHistory} title={t('customers.noTimeline')} text={t('customers.noTimelineText')} />
      )}
      {answer.rows.length > 0 && (
        <ol className="timeline" aria-label={t('customers.timeline')}>
          {answer.rows.map((entry) => (
            <li key={entry.id}>
              <Group justify="space-between" gap={8} wrap="nowrap" align="flex-start">
                <div style={{ minWidth: 0 }}>
                  <Text size="sm">{t(`happened.${entry.type.replaceAll('.', '_')}`, { defaultValue: entry.summary })}</Text>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {entry.summary}
                    {entry.communicationId && (
                      <>
                        {' · '}
                        <Link
                          to="/communications/$communicationId"
                          params={{ communicationId: entry.communicationId }}
                          className="fact-link"
                        >
                          {t('customers.toCommunication')}
                        </Link>
                      </>
                    )}
                  </Text>
                </div>
                <Text size="xs" c="dimmed" component="span">
                  <Moment at={entry.at} />
                </Text>
              </Group>
            </li>
          ))}
        </ol>
      )}
      <More answer={answer} />
    </Card>
  );
}
