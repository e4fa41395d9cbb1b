import { Button, Card, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { api, type DomainLimit } from '@posthorn/contract';
import { IconGauge } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Rows } from '../../parts/rows.tsx';
import { WarmUps } from './warm-ups.tsx';

/** How fast mail goes out: by the domain that it goes to, and while a new sender becomes known. */
export function Pace() {
  const { t } = useTranslation();
  const answer = useApi(api.sending.limits, {});
  const may = useMay('sending:configure');
  return (
    <Loaded answer={answer} height={360}>
      {({ limits, warmUps }) => (
        <Stack gap="md">
          <Card>
            <Title order={2} mb={4}>
              {t('deliverability.pace.limits')}
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              {t('deliverability.pace.limitsLead')}
            </Text>
            {limits.length === 0 ? (
              <EmptyState icon={IconGauge} title={t('deliverability.pace.noLimits')} text={t('deliverability.pace.noLimitsText')} />
            ) : (
              <Limits limits={limits} may={may} />
            )}
            {may && <LimitForm />}
          </Card>
          <WarmUps warmUps={warmUps} may={may} />
        </Stack>
      )}
    </Loaded>
  );
}

function Limits({ limits, may }: { readonly limits: readonly DomainLimit[]; readonly may: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const set = useChange(api.sending.setLimit, [api.sending.limits, api.administration.audit]);
  const nameOf = (domain: string) => (domain === '*' ? t('deliverability.pace.allOthers') : domain);
  return (
    <Rows
      label={t('deliverability.pace.limits')}
      rows={limits}
      keyOf={({ domain }) => domain}
      columns={[
        { name: 'domain', label: t('deliverability.domains.domain'), cell: ({ domain }) => nameOf(domain) },
        {
          name: 'perHour',
          label: t('deliverability.pace.perHour'),
          align: 'right',
          cell: ({ perHour }) => (perHour ? format.number(perHour) : '–'),
        },
        {
          name: 'atOnce',
          label: t('deliverability.pace.atOnce'),
          align: 'right',
          cell: ({ atOnce }) => (atOnce ? format.number(atOnce) : '–'),
        },
        {
          name: 'remove',
          label: t('webhooks.deeds'),
          cell: ({ domain }) =>
            may && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void set.mutateAsync({ body: { domain } }).then(() => say(t('deliverability.pace.removed')), sayProblem)}
                aria-label={`${t('deliverability.pace.remove')}: ${nameOf(domain)}`}
              >
                {t('deliverability.pace.remove')}
              </Button>
            ),
        },
      ]}
    />
  );
}

function LimitForm() {
  const { t } = useTranslation();
  const empty = { domain: '', perHour: '' as number | string, atOnce: '' as number | string };
  const [limit, setLimit] = useState(empty);
  const set = useChange(api.sending.setLimit, [api.sending.limits, api.administration.audit]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const figure = (name: 'perHour' | 'atOnce') => (typeof limit[name] === 'number' ? { [name]: limit[name] } : {});
    const body = { domain: limit.domain.trim(), ...figure('perHour'), ...figure('atOnce') };
    void set.mutateAsync({ body }).then(() => {
      say(t('deliverability.pace.saved'));
      setLimit(empty);
    }, sayProblem);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm" mt="md">
        <TextInput
          label={t('deliverability.domains.domain')}
          description={t('deliverability.pace.domainHint')}
          required
          value={limit.domain}
          onChange={(event) => setLimit({ ...limit, domain: event.target.value })}
        />
        <NumberInput
          label={t('deliverability.pace.perHour')}
          min={1}
          max={10_000_000}
          w={150}
          value={limit.perHour}
          onChange={(perHour) => setLimit({ ...limit, perHour })}
        />
        <NumberInput
          label={t('deliverability.pace.atOnce')}
          min={1}
          max={1000}
          w={150}
          value={limit.atOnce}
          onChange={(atOnce) => setLimit({ ...limit, atOnce })}
        />
        <Button type="submit" loading={set.isPending} disabled={limit.perHour === '' && limit.atOnce === ''}>
          {t('deliverability.pace.set')}
        </Button>
      </Group>
    </form>
  );
}
