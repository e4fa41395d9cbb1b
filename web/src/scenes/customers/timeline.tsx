import { Card, Group, Text, Title } from '@mantine/core';
import { api, channels, type TimelineEntry } from '@posthorn/contract';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
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
                  <Text size="sm">
                    <Happening entry={entry} />
                  </Text>
                  {entry.communicationId && (
                    <Text size="xs">
                      <Link to="/communications/$communicationId" params={{ communicationId: entry.communicationId }} className="fact-link">
                        {t('customers.toCommunication')}
                      </Link>
                    </Text>
                  )}
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

/** What happened, in the reader's language; in the server's words where this workplace does not know the kind. */
function Happening({ entry }: { readonly entry: Static<typeof TimelineEntry> }) {
  const { t } = useTranslation();
  const { channel: name, purpose, name: recipient, kind, fault } = (entry.data ?? {}) as EntryData;
  const channel = channels.find((one) => one === name);
  const sentence = t(`happened.${entry.type.replaceAll('.', '_')}`, {
    summary: entry.summary,
    channel: channel ? t(`channels.${channel}`) : (name ?? ''),
    recipient,
    fault,
    defaultValue: entry.summary,
  });
  if (purpose === 'notice') return `${t('happened.notice')}: ${sentence}`;
  if (purpose === 'copy') return `${t(kind === 'addressee' ? 'happened.again' : 'happened.copy', { recipient })}: ${sentence}`;
  return sentence;
}

interface EntryData {
  readonly channel?: string;
  readonly purpose?: string;
  /** Who gets a copy, and what they are to the customer. */
  readonly name?: string;
  readonly kind?: string;
  readonly fault?: string;
}
