import { Badge, Button, Group, SimpleGrid, Text } from '@mantine/core';
import { api, type ReturnedCase } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { DeliveryState } from '../../parts/state-badge.tsx';
import { PutRight } from './put-right.tsx';

type Deed = 'keep' | 'unblock' | 'undo';

/** One letter that came back: what it says, what followed, and what can be done now. */
export function Case({ letter }: { readonly letter: ReturnedCase }) {
  const { t } = useTranslation();
  return (
    <article aria-label={`${letter.customerName}, ${letter.reference}`}>
      <Group justify="space-between" gap={8} mb={4}>
        <Who letter={letter} />
        <Badge variant="light" color={letter.settled === undefined ? 'brass' : 'petrol'} tt="none">
          {t(letter.settled === undefined ? 'returned.isOpen' : `returned.settled.${letter.settled}`)}
        </Badge>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mb="xs">
        <div>
          <Text size="xs" c="dimmed">
            {t('returned.wentTo')}
          </Text>
          <Text size="sm" component="address" className="letter-address">
            {letter.address.join('\n')}
          </Text>
        </div>
        <div>
          <Text size="sm">
            {t(`returned.reasons.${letter.reason}`)}, <Moment at={letter.at} />, {letter.by}
          </Text>
          {letter.settled === undefined && <Text size="sm">{t(`returned.consequences.${letter.consequence}`)}</Text>}
          {letter.again && (
            <Group gap={8} mt={4}>
              <Text size="sm">{t('returned.againTo', { address: letter.again.address.join(', ') })}</Text>
              {letter.again.state && <DeliveryState state={letter.again.state} />}
            </Group>
          )}
        </div>
      </SimpleGrid>
      <Deeds letter={letter} />
    </article>
  );
}

function Who({ letter }: { readonly letter: ReturnedCase }) {
  const mayCustomers = useMay('customers:read');
  const mayCommunications = useMay('communications:read');
  const { customerId, customerName, customerNumber, communicationId, reference, subject } = letter;
  const what = subject.includes(reference) ? subject : `${reference}, ${subject}`;
  return (
    <div>
      <Text size="sm" fw={600} component="div">
        {mayCustomers ? (
          <Link to="/customers/$customerId" params={{ customerId }} className="fact-link">
            {customerName} ({customerNumber})
          </Link>
        ) : (
          `${customerName} (${customerNumber})`
        )}
      </Text>
      <Text size="sm" component="div">
        {mayCommunications ? (
          <Link to="/communications/$communicationId" params={{ communicationId }} className="fact-link">
            {what}
          </Link>
        ) : (
          what
        )}
      </Text>
    </div>
  );
}

function Deeds({ letter }: { readonly letter: ReturnedCase }) {
  const { t } = useTranslation();
  const [correcting, setCorrecting] = useState(false);
  const refreshes = [api.returnedLetters.list, api.customers.get, api.customers.timeline];
  const settle = useChange(api.returnedLetters.settle, refreshes);
  const again = useChange(api.returnedLetters.sendAgain, refreshes);
  const params = { id: letter.id };
  const put = (deed: Deed) => settle.mutateAsync({ params, body: { deed } });
  const undo = () => void put('undo').then(() => say(t('returned.undone')), sayProblem);
  const done = (text: string) => say(text, { label: t('actions.undo'), run: undo });
  const deed = (which: Exclude<Deed, 'undo'>) => void put(which).then(() => done(t(`returned.done.${which}`)), sayProblem);
  const blocks = letter.consequence !== 'none';
  return (
    <Group gap="xs">
      {letter.settled === undefined && letter.correctable !== undefined && (
        <Button size="xs" onClick={() => setCorrecting(true)}>
          {t('returned.correct')}
        </Button>
      )}
      {letter.settled === undefined && (
        <Button size="xs" variant="default" loading={settle.isPending} onClick={() => deed('keep')}>
          {t(blocks ? 'returned.keep' : 'returned.close')}
        </Button>
      )}
      {letter.settled === undefined && blocks && (
        <Button size="xs" variant="default" loading={settle.isPending} onClick={() => deed('unblock')}>
          {t('returned.unblock')}
        </Button>
      )}
      {letter.again === undefined && letter.settled !== undefined && (
        <Button
          size="xs"
          loading={again.isPending}
          onClick={() => void again.mutateAsync({ params }).then(() => say(t('returned.sentAgain')), sayProblem)}
        >
          {t('returned.sendAgain')}
        </Button>
      )}
      {letter.again === undefined && letter.settled !== undefined && (
        <Button size="xs" variant="default" loading={settle.isPending} onClick={undo}>
          {t('actions.undo')}
        </Button>
      )}
      <Dialog opened={correcting} onClose={() => setCorrecting(false)} title={t('returned.correctTitle', { name: letter.address[0] })}>
        <PutRight
          letter={letter}
          close={() => setCorrecting(false)}
          done={() => {
            setCorrecting(false);
            done(t('returned.done.corrected'));
          }}
        />
      </Dialog>
    </Group>
  );
}
