import { Alert, Card, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { api, type MailProtectionRule } from '@posthorn/contract';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf, useApi, useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';

const megabyte = 1_000_000;
const classes = ['ordinary', 'confidential', 'special'] as const;
const withoutKey = ['link', 'refuse', 'plain'] as const;

/** How the mails of each purpose are protected; every choice holds at once, for mails that are built from now on. */
export function Rules() {
  const { t } = useTranslation();
  const answer = useApi(api.mailProtection.rules, {});
  return (
    <Card component="section" aria-label={t('deliverability.protection.rules')}>
      <Title order={2} mb="xs">
        {t('deliverability.protection.rules')}
      </Title>
      <Text size="sm" mb="md" maw={760}>
        {t('deliverability.protection.lead')}
      </Text>
      <Loaded answer={answer} height={320}>
        {({ rules, canLink, question }) => (
          <Stack gap="md">
            {!canLink && <Note text={t('deliverability.protection.noPortal')} />}
            {canLink && question === 'none' && <Note text={t('deliverability.protection.noQuestion')} />}
            <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
              {rules.map((rule) => (
                <Rule key={rule.purpose} rule={rule} />
              ))}
            </SimpleGrid>
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

const Note = ({ text }: { readonly text: string }) => (
  <Alert variant="light" icon={<IconInfoCircle size={18} aria-hidden />} c="var(--mantine-color-text)">
    {text}
  </Alert>
);

function Rule({ rule }: { readonly rule: MailProtectionRule }) {
  const { t } = useTranslation();
  const { may, put } = useRule(rule);
  const { purpose, encrypt, withoutUsableKey, linkFrom } = rule;
  return (
    <Fieldset legend={t(`accounts.purposes.${purpose}`)} disabled={!may}>
      <Stack gap="sm">
        <Switch
          label={t('deliverability.protection.encrypt')}
          checked={encrypt}
          onChange={(event) => void put({ encrypt: event.target.checked })}
        />
        <Select
          label={t('deliverability.protection.withoutKey')}
          allowDeselect={false}
          disabled={!encrypt}
          data={withoutKey.map((value) => ({ value, label: t(`deliverability.protection.withoutKeys.${value}`) }))}
          value={withoutUsableKey}
          onChange={(value) => value && void put({ withoutUsableKey: value as typeof withoutUsableKey })}
        />
        <Select
          label={t('deliverability.protection.linkFrom')}
          data={[
            { value: '', label: t('deliverability.protection.whatever') },
            ...classes.map((value) => ({ value, label: t(`deliverability.protection.classes.${value}`) })),
          ]}
          allowDeselect={false}
          value={linkFrom ?? ''}
          onChange={(value) => void put({ linkFrom: value ? (value as (typeof classes)[number]) : undefined })}
        />
        <Size rule={rule} put={put} />
      </Stack>
    </Fieldset>
  );
}

/** Kept when it is left, not with every digit. */
function Size({ rule, put }: { readonly rule: MailProtectionRule; readonly put: (change: Partial<MailProtectionRule>) => Promise<void> }) {
  const { t } = useTranslation();
  const kept = rule.linkAboveBytes === undefined ? '' : rule.linkAboveBytes / megabyte;
  const [typed, setTyped] = useState<string | number>(kept);
  return (
    <Group align="flex-end">
      <NumberInput
        label={t('deliverability.protection.linkAbove')}
        description={t('deliverability.protection.linkAboveText')}
        min={0}
        max={1000}
        decimalScale={1}
        suffix=" MB"
        w="100%"
        value={typed}
        onChange={setTyped}
        onBlur={() => {
          if (typed !== kept) void put({ linkAboveBytes: typed === '' ? undefined : Math.round(Number(typed) * megabyte) });
        }}
      />
    </Group>
  );
}

function useRule({ purpose, ...before }: MailProtectionRule) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay('sending:configure');
  const set = useChange(api.mailProtection.setRule, [api.administration.audit]);
  const send = (body: Omit<MailProtectionRule, 'purpose'>) =>
    set.mutateAsync({ params: { purpose }, body }).then((reply) => queries.setQueryData(keyOf(api.mailProtection.rules, {}), reply));
  const put = (change: Partial<MailProtectionRule>) =>
    send({ ...before, ...change }).then(
      () =>
        say(t('deliverability.protection.set', { name: t(`accounts.purposes.${purpose}`) }), {
          label: t('actions.undo'),
          run: () => void send(before).catch(sayProblem),
        }),
      sayProblem,
    );
  return { may, put };
}
