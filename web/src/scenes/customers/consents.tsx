import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ConsentEntry, type Customer, channels, type Permission } from '@posthorn/contract';
import { IconBan, IconFileTypePdf, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { keyOf, useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ConsentState } from '../../parts/state-badge.tsx';
import { NoteConsent } from './note-consent.tsx';

const ways = [...channels, 'phone'] as const;
type Way = (typeof ways)[number];

/** Whether a customer may be sent advertising, channel by channel, how that came about, and what proves it. */
export function Consents({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const input = { params: { id: customer.id } };
  const answer = useApi(api.consents.ofCustomer, input);
  return (
    <Card>
      <Title order={2} mb={2}>
        {t('consents.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('consents.text')}
      </Text>
      <Loaded answer={answer} height={220}>
        {({ permissions, entries }) => (
          <Stack gap="md">
            <Permissions customer={customer} permissions={permissions.filter((one) => one.purpose === 'advertising')} />
            {entries.length > 0 && <Ledger entries={entries} />}
            <Deeds customer={customer} />
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function Permissions({ customer, permissions }: { readonly customer: Customer; readonly permissions: readonly Permission[] }) {
  const { t } = useTranslation();
  const may = useMay('consents:write');
  const withdraw = useWithdrawal(customer);
  return (
    <Stack gap="xs" component="ul" aria-label={t('consents.title')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {ways.map((way) => {
        const permission = permissions.find((one) => one.channel === way);
        const state = stateOf(way, permission);
        return (
          <Group key={way} component="li" justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={550}>
                {t(`consents.channels.${way}`)}
              </Text>
              <Detail permission={permission} />
              {may && (state === 'granted' || state === 'bought') && (
                <Anchor component="button" type="button" size="xs" onClick={() => void withdraw(way)}>
                  {t('consents.withdraw')}
                </Anchor>
              )}
            </div>
            <ConsentState state={state} />
          </Group>
        );
      })}
    </Stack>
  );
}

/** What nothing is known of: a letter may go out until somebody objects, everything else needs a consent. */
function stateOf(way: Way, permission: Permission | undefined): Permission['state'] | 'open' {
  if (permission === undefined || permission.state === 'none') return way === 'post' || way === 'portal' ? 'open' : 'none';
  return permission.state;
}

function Detail({ permission }: { readonly permission: Permission | undefined }) {
  const { t } = useTranslation();
  if (permission === undefined) return null;
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {permission.address !== undefined && `${permission.address}, `}
      {t('consents.since')} <Moment at={permission.since} />
      {permission.until !== undefined && (
        <>
          , {t('consents.until')} <Moment at={permission.until} />
        </>
      )}
      {permission.goods.length > 0 && `, ${t('consents.goods', { goods: permission.goods.join(', ') })}`}
    </Text>
  );
}

/** The acts that led there, newest first; with the wording that the customer saw. */
function Ledger({ entries }: { readonly entries: readonly ConsentEntry[] }) {
  const { t } = useTranslation();
  return (
    <details>
      <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
        {t('consents.history', { count: entries.length, number: entries.length })}
      </Text>
      <Stack gap={10} mt="xs" component="ol" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Text size="sm">
              {t(`consents.acts.${entry.act}`)}: {t(`consents.channels.${entry.channel}`)}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              <Moment at={entry.at} />, {t(`consents.ways.${entry.way}`)}
              {evidenceOf(entry)}, {t('consents.notedBy', { by: entry.notedBy })}
            </Text>
            {entry.text && (
              <Text
                size="xs"
                component="blockquote"
                m={0}
                mt={4}
                pl={8}
                style={{ borderLeft: '2px solid var(--posthorn-line)', whiteSpace: 'pre-line' }}
              >
                {entry.text.wording}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </details>
  );
}

const evidenceOf = ({ evidence }: ConsentEntry): string =>
  Object.values(evidence)
    .map((value) => `, ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');

function Deeds({ customer }: { readonly customer: Customer }) {
  const { t, i18n } = useTranslation();
  const may = useMay('consents:write');
  const [noting, setNoting] = useState(false);
  const objectToAll = useObjection(customer);
  const language = i18n.language.startsWith('de') ? 'de' : 'en';
  return (
    <Group gap="xs">
      {may && (
        <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setNoting(true)}>
          {t('consents.note')}
        </Button>
      )}
      {may && (
        <Button size="xs" variant="default" leftSection={<IconBan size={15} aria-hidden />} onClick={() => void objectToAll()}>
          {t('consents.noAdvertising')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        component="a"
        href={addressOf(api.consents.proof, { params: { id: customer.id }, query: { language } })}
        target="_blank"
        leftSection={<IconFileTypePdf size={15} aria-hidden />}
      >
        {t('consents.proof')}
      </Button>
      <NoteConsent customer={customer} opened={noting} close={() => setNoting(false)} />
    </Group>
  );
}

function useWithdrawal(customer: Customer): (channel: Way) => Promise<void> {
  const { t } = useTranslation();
  const ask = useAsk();
  const queries = useQueryClient();
  const note = useChange(api.consents.note, [api.customers.timeline]);
  return async (channel) => {
    const told = await ask({
      title: t('consents.withdrawTitle'),
      text: t('consents.withdrawText', { name: customer.name, channel: t(`consents.channels.${channel}`) }),
      note: t('consents.how'),
      deed: t('consents.withdrawDeed'),
    });
    if (told === undefined) return;
    const input = { params: { id: customer.id } };
    const body = { purpose: 'advertising', channel, act: 'withdrawn', way: 'phone', evidence: { note: told } } as const;
    await note.mutateAsync({ ...input, body }).then((reply) => {
      queries.setQueryData(keyOf(api.consents.ofCustomer, input), reply);
      say(t('consents.withdrawn'));
    }, sayProblem);
  };
}

function useObjection(customer: Customer): () => Promise<void> {
  const { t } = useTranslation();
  const ask = useAsk();
  const queries = useQueryClient();
  const object = useChange(api.consents.objectToAll, [api.customers.timeline]);
  return async () => {
    const told = await ask({
      title: t('consents.objectTitle'),
      text: t('consents.objectText', { name: customer.name }),
      note: t('consents.how'),
      deed: t('consents.objectDeed'),
      dangerous: true,
    });
    if (told === undefined) return;
    const input = { params: { id: customer.id } };
    await object.mutateAsync({ ...input, body: { way: 'phone', evidence: { note: told } } }).then((reply) => {
      queries.setQueryData(keyOf(api.consents.ofCustomer, input), reply);
      say(t('consents.objected'));
    }, sayProblem);
  };
}
