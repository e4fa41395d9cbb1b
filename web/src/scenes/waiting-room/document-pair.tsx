import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type WaitingMessage } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Renditions } from '../communications/renditions.tsx';

/** The message that waits, and what it does not go well with, one below the other. */
export function DocumentPair({ message }: { readonly message: WaitingMessage }) {
  const { t } = useTranslation();
  const { first } = message;
  return (
    <Stack gap="md">
      <Document id={message.communicationId} title={t('waitingRoom.waits', { matter: message.matter })} at={message.since} />
      {first.communicationId ? (
        <Document id={first.communicationId} title={t('waitingRoom.saidBefore', { matter: first.matter })} at={first.at} />
      ) : (
        <Card>
          <Title order={2}>{t('waitingRoom.isTheCase', { kind: first.circumstance })}</Title>
          <Text size="sm" c="dimmed">
            <Moment at={first.at} />
          </Text>
          <Link to="/customers/$customerId" params={{ customerId: first.customerId ?? message.customerId }} className="fact-link">
            {t('waitingRoom.toCustomer')}
          </Link>
        </Card>
      )}
    </Stack>
  );
}

function Document({ id, title, at }: { readonly id: string; readonly title: string; readonly at: string }) {
  const answer = useApi(api.communications.get, { params: { id } });
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb={6}>
        <Title order={2}>{title}</Title>
        <Text size="sm" c="dimmed">
          <Moment at={at} />
        </Text>
      </Group>
      <Loaded answer={answer} height={320}>
        {(communication) => (
          <Stack gap="xs">
            <Link to="/communications/$communicationId" params={{ communicationId: id }} className="fact-link">
              {communication.subject}
            </Link>
            <div className="waiting-document">
              <Renditions communication={communication} />
            </div>
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
