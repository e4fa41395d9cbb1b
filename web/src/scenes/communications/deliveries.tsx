import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type Communication } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Channel } from '../../parts/channel.tsx';
import { useAsk } from '../../parts/confirm.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { DeliveryState } from '../../parts/state-badge.tsx';
import { ProtectedSign } from './protected-sign.tsx';

type Delivery = Communication['deliveries'][number];
type Copy = Communication['copies'][number];

/** Every attempt to bring the communication to its customer, with the receipts that came back. */
export function Deliveries({ communication }: { readonly communication: Communication }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('deliveries.title')}
      </Title>
      {communication.deliveries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('deliveries.none')}
        </Text>
      ) : (
        <Stack gap="lg">
          {communication.deliveries.map((delivery) => (
            <OneDelivery key={delivery.id} delivery={delivery} copy={communication.copies.find((one) => one.number === delivery.copy)} />
          ))}
        </Stack>
      )}
      {communication.copies
        .filter((copy) => copy.fault !== undefined)
        .map((copy) => (
          <Alert key={copy.number} color="brass" variant="light" mt="md" title={t('deliveries.noCopy', { name: copy.name })}>
            <Text size="sm">{copy.fault}</Text>
          </Alert>
        ))}
    </Card>
  );
}

function OneDelivery({ delivery, copy }: { readonly delivery: Delivery; readonly copy: Copy | undefined }) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={550} component="span">
          <Channel name={delivery.channel} />
        </Text>
        <DeliveryState state={delivery.state} />
      </Group>
      {copy && (
        <Text size="sm" fw={550}>
          {t(copy.kind === 'addressee' ? 'deliveries.again' : 'deliveries.copyFor', { name: copy.name })}
        </Text>
      )}
      <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {delivery.address}
      </Text>
      <ProtectedSign delivery={delivery} />
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {[delivery.attempts > 0 && t('deliveries.attempts', { count: delivery.attempts }), delivery.messageId].filter(Boolean).join(' · ')}
      </Text>
      {delivery.letter && <Posted letter={delivery.letter} />}
      {delivery.together && <Together channel={delivery.channel} others={delivery.together} />}
      {delivery.lastError && (
        <Text size="sm" mt={4} c="var(--mantine-color-error)">
          {delivery.lastError}
        </Text>
      )}
      {delivery.nextAttemptAt && (
        <Text size="sm" mt={4}>
          {t('deliveries.nextAttempt')} <Moment at={delivery.nextAttemptAt} />
        </Text>
      )}
      {delivery.state === 'unknown' && <Unknown delivery={delivery} />}
      {delivery.receipts.length > 0 && (
        <ol className="timeline" aria-label={t('deliveries.receipts')} style={{ marginTop: 12 }}>
          {delivery.receipts.map((receipt) => (
            <li key={receipt.at + receipt.kind}>
              <Group gap={8} justify="space-between">
                <Text size="sm">{t(`receipts.${receipt.kind}`, { defaultValue: receipt.kind })}</Text>
                <Text size="xs" c="dimmed" component="span">
                  <Moment at={receipt.at} exact />
                </Text>
              </Group>
              {receipt.detail && (
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {receipt.detail}
                </Text>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** As what a letter is posted, and where the post tells of it. */
function Posted({ letter: { product, trackingNumber, trackingUrl } }: { readonly letter: NonNullable<Delivery['letter']> }) {
  const { t } = useTranslation();
  if (product === 'letter' && trackingNumber === undefined) return null;
  return (
    <Text size="sm">
      {t(`post.products.${product}`)}
      {trackingNumber !== undefined && (
        <>
          {' · '}
          {trackingUrl === undefined ? (
            trackingNumber
          ) : (
            <Anchor href={trackingUrl} target="_blank" rel="noreferrer" inherit>
              {trackingNumber}
            </Anchor>
          )}
        </>
      )}
    </Text>
  );
}

/** What goes in the same mail, or in the same envelope. */
function Together({ channel, others }: { readonly channel: Delivery['channel']; readonly others: NonNullable<Delivery['together']> }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {t(channel === 'post' ? 'deliveries.inOneEnvelope' : 'deliveries.inOneMail')}{' '}
      {others.map(({ communicationId, reference }, at) => (
        <span key={communicationId}>
          {at > 0 && ', '}
          <Link to="/communications/$communicationId" params={{ communicationId }} className="fact-link">
            {reference || communicationId}
          </Link>
        </span>
      ))}
    </Text>
  );
}

/** The connection broke after the message was handed over: nobody knows, so a person decides. */
function Unknown({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const may = useMay('deliveries:resolve');
  const resolve = useChange(api.communications.resolveUnknown, [api.communications.get, api.communications.list, api.reports.home]);
  const decide = async (fate: 'sent' | 'not_sent') => {
    const note = await ask({
      title: t(`deliveries.${fate}.title`),
      text: t(`deliveries.${fate}.text`),
      deed: t(`deliveries.${fate}.deed`),
      note: t('deliveries.note'),
    });
    if (note === undefined) return;
    await resolve.mutateAsync({ params: { id: delivery.id }, body: { fate, note } }).then(() => say(t('deliveries.resolved')), sayProblem);
  };
  return (
    <Alert color="brass" variant="light" mt="sm" title={t('deliveries.unknown')} c="var(--mantine-color-text)">
      <Text size="sm">{t('deliveries.unknownText')}</Text>
      {may && (
        <Group gap="xs" mt="xs">
          <Button size="xs" variant="default" loading={resolve.isPending} onClick={() => void decide('sent')}>
            {t('deliveries.sent.deed')}
          </Button>
          <Button size="xs" variant="default" loading={resolve.isPending} onClick={() => void decide('not_sent')}>
            {t('deliveries.not_sent.deed')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
