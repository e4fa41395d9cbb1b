import { Badge, Button, Code, Group, Stack, Text } from '@mantine/core';
import { api, type Webhook, type WebhookMessage } from '@posthorn/contract';
import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApiPages, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { type Tone, toneColours } from '../../parts/colours.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';

const tones: Record<WebhookMessage['state'], Tone> = { waiting: 'waiting', delivered: 'done', failed: 'bad' };

/** What a program was told, with its answers; any of it can be told again. */
export function WebhookMessages({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const answer = useApiPages(api.webhooks.messages, { params: { id: webhook.id } }, 20);
  if (answer.error) return <ProblemNote error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.isPending) return <Outline height={240} />;
  if (answer.rows.length === 0)
    return <EmptyState icon={IconMailForward} title={t('webhooks.noMessages')} text={t('webhooks.noMessagesText')} />;
  return (
    <>
      <Stack gap="sm" component="ol" aria-label={t('webhooks.messages')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {answer.rows.map((message) => (
          <li key={message.id}>
            <Message message={message} />
          </li>
        ))}
      </Stack>
      <More answer={answer} />
    </>
  );
}

function Message({ message }: { readonly message: WebhookMessage }) {
  const { t } = useTranslation();
  const may = useMay('webhooks:write');
  const redeliver = useChange(api.webhooks.redeliver, [api.webhooks.messages, api.webhooks.list]);
  const { id, type, at, state, attempts, error, nextAttemptAt } = message;
  return (
    <div>
      <Group justify="space-between" gap={8}>
        <Group gap={8}>
          <Badge
            variant="dot"
            color={toneColours[tones[state]]}
            tt="none"
            fw={500}
            style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}
          >
            {t(`webhooks.states.${state}`)}
          </Badge>
          <Code>{type}</Code>
          <Text size="xs" c="dimmed" component="span">
            <Moment at={at} exact />
          </Text>
        </Group>
        {may && (
          <Button
            size="compact-sm"
            variant="default"
            loading={redeliver.isPending}
            onClick={() => void redeliver.mutateAsync({ params: { id } }).then(() => say(t('webhooks.redelivered')), sayProblem)}
            aria-label={`${t('webhooks.redeliver')}: ${id}`}
          >
            {t('webhooks.redeliver')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('deliveries.attempts', { count: attempts })}
        {error && ` · ${error}`}
        {state === 'waiting' && nextAttemptAt && (
          <>
            {` · ${t('deliveries.nextAttempt')} `}
            <Moment at={nextAttemptAt} />
          </>
        )}
      </Text>
      <details>
        <summary style={{ fontSize: 'var(--mantine-font-size-xs)', cursor: 'pointer' }}>{t('webhooks.payload')}</summary>
        <Code block mah={240} style={{ overflow: 'auto' }} tabIndex={0} aria-label={t('webhooks.payload')}>
          {JSON.stringify(message.payload, null, 2)}
        </Code>
      </details>
    </div>
  );
}
