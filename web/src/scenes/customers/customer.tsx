import { Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { api, type Customer } from '@posthorn/contract';
import { IconMapPin } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { Facts } from '../../parts/facts.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { ContactState } from '../../parts/state-badge.tsx';
import { Circumstances } from './circumstances.tsx';
import { Consents } from './consents.tsx';
import { MailKeys } from './mail-keys.tsx';
import { Preferences } from './preferences.tsx';
import { Timeline } from './timeline.tsx';
import { WishesCard } from './wishes/wishes-card.tsx';

const route = getRouteApi('/inside/customers/$customerId');

/** One customer: how to reach them, what they prefer, and everything that happened. */
export function CustomerScene() {
  const { t } = useTranslation();
  const { customerId } = route.useParams();
  const answer = useApi(api.customers.get, { params: { id: customerId } });
  const one = answer.data;
  const mayCommunications = useMay('communications:read');
  const mayConsents = useMay('consents:read');
  return (
    <Page
      title={one?.name ?? t('customers.one')}
      up={{ to: '/customers', label: t('doors.customers') }}
      lead={one && t('customers.numberIs', { number: one.number })}
      actions={
        mayCommunications && (
          <TextLink to="/communications" search={{ customerId }} size="sm">
            {t('customers.toCommunications')}
          </TextLink>
        )
      }
    >
      <Loaded answer={answer} height={640}>
        {(customer) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack gap="md">
                <ContactPoints customer={customer} />
                <MailKeys customer={customer} />
                <Preferences customer={customer} />
                <WishesCard customer={customer} />
                {mayConsents && <Consents customer={customer} />}
                <Circumstances customerId={customer.id} />
                <About customer={customer} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Timeline customerId={customer.id} />
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

function ContactPoints({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('customers.contactPoints')}
      </Title>
      <Stack gap="sm">
        {customer.contactPoints.map((point) => (
          <Group key={point.id} justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" component="div" fw={550}>
                <Channel name={point.channel} />
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
                {point.address}
              </Text>
              {point.stateReason && (
                <Text size="xs" c="dimmed">
                  {point.stateReason}
                </Text>
              )}
            </div>
            <ContactState state={point.state} />
          </Group>
        ))}
        {customer.contactPoints.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('customers.noContactPoints')}
          </Text>
        )}
        {customer.postalAddress.length > 0 && (
          <Group gap={8} align="flex-start" wrap="nowrap">
            <IconMapPin size={17} stroke={1.6} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
            <address style={{ fontStyle: 'normal', fontSize: 'var(--mantine-font-size-sm)' }}>
              <span className="visually-hidden">{t('customers.postalAddress')}</span>
              {customer.postalAddress.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </address>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function About({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const attributes = Object.entries(customer.attributes).map(
    ([name, value]) =>
      [
        name === 'timeZone' ? t('wishes.timeZone') : name,
        typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value),
      ] as const,
  );
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('customers.about')}
      </Title>
      <Facts
        rows={[
          [t('customers.language'), format.language(customer.language)],
          [t('customers.country'), format.country(customer.country)],
          ...attributes,
          [t('customers.since'), <Moment key="since" at={customer.createdAt} />],
          [t('customers.changed'), <Moment key="changed" at={customer.updatedAt} />],
        ]}
      />
    </Card>
  );
}
