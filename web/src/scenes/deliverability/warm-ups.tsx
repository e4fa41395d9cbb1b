import { Button, Card, Group, NumberInput, Text, Title } from '@mantine/core';
import { api, type WarmUp } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';

/** So many mails on the first day, more each day: of the mail server of the settings. */
export function WarmUps({ warmUps, may }: { readonly warmUps: readonly WarmUp[]; readonly may: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useAsk();
  const set = useChange(api.sending.setWarmUp, [api.sending.limits, api.administration.audit]);
  const end = async (account: string) => {
    const sure = await ask({
      title: t('deliverability.pace.endTitle'),
      text: t('deliverability.pace.endText'),
      deed: t('deliverability.pace.end'),
      dangerous: true,
    });
    if (sure !== undefined)
      await set.mutateAsync({ params: { account }, body: {} }).then(() => say(t('deliverability.pace.ended')), sayProblem);
  };
  return (
    <Card>
      <Title order={2} mb={4}>
        {t('deliverability.pace.warmUps')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deliverability.pace.warmUpsLead')}
      </Text>
      {warmUps.map((plan) => (
        <Group key={plan.account} justify="space-between" gap="sm">
          <Text size="sm">
            {t(plan.over ? 'deliverability.pace.over' : 'deliverability.pace.running', {
              account: plan.account,
              day: format.number(plan.day),
              today: format.number(plan.today),
            })}
          </Text>
          {may && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void end(plan.account)}
              aria-label={`${t('deliverability.pace.end')}: ${plan.account}`}
            >
              {t('deliverability.pace.end')}
            </Button>
          )}
        </Group>
      ))}
      {may && warmUps.length === 0 && (
        <WarmUpForm
          begin={(plan) =>
            set.mutateAsync({ params: { account: 'default' }, body: { plan } }).then(() => say(t('deliverability.pace.begun')), sayProblem)
          }
        />
      )}
    </Card>
  );
}

interface Plan {
  readonly firstDay: number;
  readonly growth: number;
  readonly last: number;
}

/** Days until a plan has reached its last figure. */
const daysOf = ({ firstDay, growth, last }: Plan): number => Math.max(1, Math.ceil(Math.log(last / firstDay) / Math.log(growth)) + 1);

function WarmUpForm({ begin }: { readonly begin: (plan: Plan) => Promise<unknown> }) {
  const { t } = useTranslation();
  const [plan, setPlan] = useState<Plan>({ firstDay: 500, growth: 1.5, last: 50_000 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void begin(plan);
  };
  const figure = (name: keyof Plan, min: number, max: number, step: number) => (
    <NumberInput
      label={t(`deliverability.pace.${name}`)}
      required
      w={170}
      {...{ min, max, step }}
      decimalScale={name === 'growth' ? 2 : 0}
      value={plan[name]}
      onChange={(value) => typeof value === 'number' && setPlan({ ...plan, [name]: value })}
    />
  );
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        {figure('firstDay', 1, 1_000_000, 100)}
        {figure('growth', 1.05, 3, 0.1)}
        {figure('last', 1, 100_000_000, 1000)}
        <Button type="submit">{t('deliverability.pace.begin')}</Button>
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {t('deliverability.pace.lasts', { count: daysOf(plan) })}
      </Text>
    </form>
  );
}
