import { ActionIcon, Button, Card, Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { api, type ChannelName, channels, type FallbackChain, templatePurposes } from '@posthorn/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';

type Step = FallbackChain['steps'][number];

/** By which further channels messages go when they come back, purpose by purpose. */
export function Fallbacks() {
  const { t } = useTranslation();
  const answer = useApi(api.channels.fallbacks, {});
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('accounts.fallbackLead')}
      </Text>
      <Loaded answer={answer} height={240}>
        {({ rows }) => (
          <>
            {templatePurposes.map((purpose) => (
              <Chain key={purpose} purpose={purpose} kept={rows.find((one) => one.purpose === purpose) ?? { steps: [] }} />
            ))}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

const daySeconds = 86_400;

function Chain({ purpose, kept }: { readonly purpose: (typeof templatePurposes)[number]; readonly kept: Omit<FallbackChain, 'purpose'> }) {
  const { t } = useTranslation();
  const may = useMay('channels:operate');
  const [steps, setSteps] = useState<readonly Step[]>(kept.steps);
  const [unreadDays, setUnreadDays] = useState(kept.unreadSeconds === undefined ? undefined : Math.ceil(kept.unreadSeconds / daySeconds));
  const change = useChange(api.channels.setFallback, [api.channels.fallbacks]);
  const name = t(`accounts.purposes.${purpose}`);
  const left = channels.filter((channel) => !steps.some((step) => step.channel === channel));
  const set = (at: number, more: Partial<Step>) => setSteps(steps.map((step, index) => (index === at ? { ...step, ...more } : step)));
  const unread = unreadDays === undefined ? {} : { unreadSeconds: unreadDays * daySeconds };
  const save = () =>
    void change
      .mutateAsync({ params: { purpose }, body: { steps: [...steps], ...unread } })
      .then(() => say(t('accounts.saved', { name })), sayProblem);
  return (
    <Card component="section" aria-label={name}>
      <Stack gap="sm">
        <Title order={2} fz="h5">
          {name}
        </Title>
        {steps.length === 0 && <Text size="sm">{t('accounts.noFallback')}</Text>}
        {steps.map((step, at) => (
          <Group key={step.channel} align="flex-end" gap="sm">
            <Select
              label={t('accounts.then', { number: at + 1 })}
              data={[step.channel, ...left].map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
              value={step.channel}
              onChange={(channel) => channel && set(at, { channel: channel as ChannelName })}
              allowDeselect={false}
              disabled={!may}
              w={170}
            />
            <NumberInput
              label={t('accounts.waitMinutes')}
              min={0}
              max={43_200}
              value={Math.round(step.waitSeconds / 60)}
              onChange={(minutes) => set(at, { waitSeconds: Number(minutes) * 60 })}
              disabled={!may}
              w={170}
            />
            {may && (
              <ActionIcon
                variant="default"
                size={36}
                onClick={() => setSteps(steps.filter((_one, index) => index !== at))}
                aria-label={t('accounts.removeStep', { number: at + 1, name })}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        <NumberInput
          label={t('accounts.unreadDays')}
          description={t('accounts.unreadHint')}
          placeholder={t('accounts.never')}
          min={1}
          max={365}
          allowDecimal={false}
          value={unreadDays ?? ''}
          onChange={(days) => setUnreadDays(days === '' ? undefined : Number(days))}
          disabled={!may}
          maw={480}
        />
        {may && (
          <Group>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={left.length === 0}
              onClick={() => left[0] && setSteps([...steps, { channel: left[0], waitSeconds: 3_600 }])}
              aria-label={`${t('accounts.addStep')}: ${name}`}
            >
              {t('accounts.addStep')}
            </Button>
            <Button onClick={save} loading={change.isPending} aria-label={`${t('accounts.save')}: ${name}`}>
              {t('accounts.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
