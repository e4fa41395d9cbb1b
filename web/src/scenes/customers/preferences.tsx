import { Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { api, type ChannelName, type Customer, channels } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyOf, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Channel } from '../../parts/channel.tsx';
import { useAsk } from '../../parts/confirm.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { purposesOf, withPreference } from './preference-rules.ts';

/** The preferred channel per purpose; a change is confirmed and can be taken back. */
export function Preferences({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const queries = useQueryClient();
  const may = useMay('customers:write');
  const change = useChange(api.customers.setPreferences, [api.customers.timeline, api.customers.list]);
  const put = async (preferences: Customer['preferences']) => {
    const input = { params: { id: customer.id } };
    queries.setQueryData(keyOf(api.customers.get, input), await change.mutateAsync({ ...input, body: { preferences } }));
  };
  const nameOf = (purpose: string) => t(`purposes.${purpose === '*' ? 'all' : purpose}`, { defaultValue: purpose });
  const choose = async (purpose: string, channel: ChannelName) => {
    const before = customer.preferences;
    if (before[purpose] === channel) return;
    const answer = await ask({
      title: t('customers.preferenceTitle'),
      text: t('customers.preferenceText', { name: customer.name, purpose: nameOf(purpose), channel: t(`channels.${channel}`) }),
      deed: t('customers.preferenceDeed'),
    });
    if (answer === undefined) return;
    const undo = () => void put(before).then(() => say(t('customers.preferenceBack')), sayProblem);
    await put(withPreference(before, purpose, channel)).then(
      () => say(t('customers.preferenceSaved'), { label: t('actions.undo'), run: undo }),
      sayProblem,
    );
  };
  return (
    <Card>
      <Title order={2} mb={2}>
        {t('customers.preferences')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('customers.preferencesText')}
      </Text>
      <Stack gap="xs">
        {purposesOf(customer.preferences).map((purpose) => {
          const channel = customer.preferences[purpose];
          return (
            <Group key={purpose} justify="space-between" wrap="nowrap">
              <Text size="sm" id={`purpose-${purpose}`}>
                {nameOf(purpose)}
              </Text>
              {may ? (
                <Select
                  aria-labelledby={`purpose-${purpose}`}
                  size="xs"
                  w={150}
                  allowDeselect={false}
                  placeholder={t('customers.noPreference')}
                  disabled={change.isPending}
                  data={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
                  value={channel ?? null}
                  onChange={(value) => value && void choose(purpose, value as ChannelName)}
                />
              ) : (
                <Text size="sm" component="span">
                  {channel ? <Channel name={channel} /> : t('customers.noPreference')}
                </Text>
              )}
            </Group>
          );
        })}
      </Stack>
    </Card>
  );
}
