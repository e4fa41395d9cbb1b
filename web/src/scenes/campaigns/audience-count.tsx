import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type Audience, api } from '@posthorn/contract';
import type { TFunction } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

interface AudienceCountProps {
  readonly rule: string;
  readonly templateId: string;
}

/** How many customers a condition meets, and how many of them may be written to: of very many by a sample, and, asked for, all of them. */
export function AudienceCount({ rule, templateId }: AudienceCountProps) {
  const { t } = useTranslation();
  const [still] = useDebouncedValue(rule, 400);
  const asked = { rule: still, ...(templateId === '' ? {} : { templateId }) };
  const answer = useApi(api.campaigns.audience, { body: asked }, { keepPrevious: true });
  if (answer.error) return <ProblemNote error={answer.error} />;
  if (answer.data === undefined) return <Text size="sm">{t('campaigns.counting')}</Text>;
  const reachable = asked.templateId !== undefined;
  if (answer.data.sample === undefined) return <Counted audience={answer.data} reachable={reachable} />;
  // Another condition or template is another count.
  return <CountAll key={JSON.stringify(asked)} asked={asked} sample={answer.data} reachable={reachable} />;
}

interface CountAllProps {
  readonly asked: { readonly rule: string; readonly templateId?: string };
  readonly sample: Audience;
  readonly reachable: boolean;
}

function CountAll({ asked, sample, reachable }: CountAllProps) {
  const { t } = useTranslation();
  const begin = useChange(api.campaigns.countAll);
  const id = begin.data?.id;
  const deed = (
    <Button
      size="compact-sm"
      variant="default"
      mt="xs"
      loading={begin.isPending}
      onClick={() => void begin.mutateAsync({ body: asked }).catch(sayProblem)}
    >
      {t('campaigns.countAll')}
    </Button>
  );
  if (id === undefined)
    return (
      <Counted audience={sample} reachable={reachable}>
        {deed}
      </Counted>
    );
  return <UnderWay id={id} sample={sample} reachable={reachable} again={deed} />;
}

interface UnderWayProps extends Omit<CountAllProps, 'asked'> {
  readonly id: string;
  readonly again: ReactNode;
}

function UnderWay({ id, sample, reachable, again }: UnderWayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [ended, setEnded] = useState(false);
  const answer = useApi(api.campaigns.count, { params: { id } }, ended ? {} : { refetchInterval: 1_000 });
  const cancel = useChange(api.campaigns.cancelCount, [api.campaigns.count]);
  if (answer.error) return <ProblemNote error={answer.error} />;
  const count = answer.data;
  if (count !== undefined && !ended && count.state !== 'running') setEnded(true);
  if (count?.state === 'done') return <Counted audience={count.audience} reachable={reachable} all />;
  if (count?.state === 'cancelled' || count?.state === 'failed')
    return (
      <Counted audience={sample} reachable={reachable}>
        {count.error !== undefined && <Text size="xs">{count.error}</Text>}
        {again}
      </Counted>
    );
  const done = { done: format.number(count?.lookedAt ?? 0), all: format.number(count?.customers ?? sample.customers) };
  return (
    <Counted audience={sample} reachable={reachable}>
      <Stack gap={4} mt="xs" role="status">
        <Progress value={(100 * (count?.lookedAt ?? 0)) / Math.max(1, count?.customers ?? 1)} aria-label={t('campaigns.countAll')} />
        <Group justify="space-between">
          <Text size="xs" className="numbers">
            {t('campaigns.countedSoFar', done)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => void cancel.mutateAsync({ params: { id } }).catch(sayProblem)}>
            {t('campaigns.endCount')}
          </Button>
        </Group>
      </Stack>
    </Counted>
  );
}

interface CountedProps {
  readonly audience: Audience;
  /** A template says who can be reached. */
  readonly reachable: boolean;
  /** None was left out although there are very many. */
  readonly all?: boolean;
  readonly children?: ReactNode;
}

function Counted({ audience, reachable: known, all = false, children }: CountedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { matching, customers, unanswerable, reachable, channels, notReachable, sample, examples } = audience;
  return (
    <Alert variant="light" color={matching === 0 ? 'yellow' : 'petrol'} role="status" className="cp-count">
      <Text size="sm" fw={600}>
        {t('campaigns.matching', { count: matching, number: format.number(matching), all: format.number(customers) })}
      </Text>
      {known && matching > 0 && (
        <Group gap="md" mt={4}>
          <Text size="sm">{t('campaigns.reachable', { count: reachable, number: format.number(reachable) })}</Text>
          {channels.map(({ channel, customers: count }) => (
            <Group key={channel} gap={6}>
              <Channel name={channel as 'email'} />
              <Text size="sm" className="numbers">
                {format.number(count)}
              </Text>
            </Group>
          ))}
        </Group>
      )}
      {known &&
        notReachable.map((reason) => (
          <Text key={`${reason.code} ${reason.text}`} size="xs">
            {format.number(reason.customers)} × {reasonOf(reason, t)}
          </Text>
        ))}
      {unanswerable > 0 && (
        <Text size="xs">{t('campaigns.unanswerable', { count: unanswerable, number: format.number(unanswerable) })}</Text>
      )}
      {sample !== undefined && <Text size="xs">{t('campaigns.sampled', { number: format.number(sample) })}</Text>}
      {all && <Text size="xs">{t('campaigns.allCounted')}</Text>}
      {examples.length > 0 && (
        <Text size="xs">
          {t('campaigns.examples')}: {examples.map(({ number, name }) => `${name} (${number})`).join(', ')}
        </Text>
      )}
      {children}
    </Alert>
  );
}

/** Why customers cannot be written to, by channel; what has no words here is said as it came. */
function reasonOf({ code, text, obstacles = [] }: Audience['notReachable'][number], t: TFunction): string {
  const because = obstacles.map(
    ({ channel, obstacle }) => `${t(`channels.${channel}`)}: ${t(`campaigns.obstacles.${obstacle}`, { defaultValue: obstacle })}`,
  );
  return [t(`campaigns.nowhere.${code}`, { defaultValue: text }), because.join('; ')].filter((part) => part !== '').join(' ');
}
