import { ActionIcon, Alert, Badge, Button, Card, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { type Account, api, type ChannelName } from '@posthorn/contract';
import {
  IconAlertTriangle,
  IconCheck,
  IconCopy,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconSend,
  IconSettings,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { type Tone, toneColours } from '../../parts/colours.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts, Figure } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { AccountHistory } from './account-history.tsx';
import { AskLetters } from './ask-letters.tsx';
import { TestMessage } from './test-message.tsx';

const tones: Record<Account['state'], Tone> = { up: 'done', open: 'bad', 'half-open': 'attention', paused: 'waiting' };

/** What a message of a channel consists of, where its price goes by it. */
const countedIn: Readonly<Record<string, 'accounts.segments' | 'accounts.sheets'>> = { sms: 'accounts.segments', post: 'accounts.sheets' };

/** One account: its state, what waits, what went out, what went wrong, and what can be done. */
export function AccountCard({ account, change }: { readonly account: Account; readonly change: () => void }) {
  const { t } = useTranslation();
  return (
    <Card component="section" aria-label={account.name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Title order={2} fz="h4" style={{ overflowWrap: 'anywhere' }}>
              {account.name}
            </Title>
            <Group gap="xs" c="dimmed" fz="sm">
              <Channel name={account.channel as ChannelName} />
              <span>{t(`accounts.kinds.${account.kind}`, { defaultValue: account.kind })}</span>
            </Group>
          </div>
          <Badge
            variant="dot"
            color={toneColours[tones[account.state]]}
            tt="none"
            fw={500}
            style={{ flex: 'none', '--badge-bd': '1px solid var(--posthorn-line)' }}
          >
            {t(`accounts.states.${account.state}`)}
          </Badge>
        </Group>
        <Trouble account={account} />
        <Figures account={account} />
        <Deeds account={account} change={change} />
        <AccountHistory account={account} />
      </Stack>
    </Card>
  );
}

/** Why nothing leaves, and when it is tried again. */
function Trouble({ account: { state, error, since, probeAt, pausedBy } }: { readonly account: Account }) {
  const { t } = useTranslation();
  if (state === 'paused') return <Text size="sm">{t('accounts.pausedBy', { name: pausedBy })}</Text>;
  if (state === 'up') return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} c="var(--mantine-color-text)">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {error}
      </Text>
      <Text size="sm" mt={4}>
        {since && (
          <>
            {t('accounts.since')} <Moment at={since} exact />.{' '}
          </>
        )}
        {probeAt && (
          <>
            {t('accounts.probe')}: <Moment at={probeAt} exact />
          </>
        )}
      </Text>
    </Alert>
  );
}

function Figures({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastDay, lastMinute, limits, currency, perSecond } = account;
  const queued = format.number(account.queued);
  const counted = countedIn[account.channel];
  const troubles = (['failed', 'deferred', 'throttled', 'unknown'] as const).filter((name) => lastDay[name] > 0);
  return (
    <>
      <Group gap="xl" style={{ rowGap: 8 }}>
        <Figure label={t('accounts.queued')} value={account.moreQueued ? t('accounts.moreThan', { number: queued }) : queued} />
        <Figure label={t('accounts.minute')} value={format.number(lastMinute.sent)} />
        <Figure label={t('accounts.day')} value={format.number(lastDay.sent)} />
      </Group>
      <Facts
        rows={[
          ...troubles.map((name) => [t(`accounts.${name}`), format.number(lastDay[name])] as const),
          ...(lastDay.cost > 0
            ? ([
                [
                  t('accounts.cost'),
                  `${format.number(lastDay.cost)} ${currency}${counted === undefined ? '' : `, ${t(counted, { count: lastDay.segments })}`}`,
                ],
              ] as const)
            : []),
          [t('accounts.perSecond'), perSecond > 0 ? format.number(perSecond) : t('accounts.noLimit')],
          [t('accounts.brands'), account.brands.length > 0 ? account.brands.join(', ') : t('accounts.allBrands')],
          [t('accounts.receipts'), t(limits.receipts ? 'accounts.yes' : 'accounts.no')],
          [t('accounts.replies'), t(limits.replies ? 'accounts.yes' : 'accounts.no')],
          ...(account.reportsTo ? [[t('accounts.reportsTo'), <ReportsTo key="to" address={account.reportsTo} />] as const] : []),
        ]}
      />
    </>
  );
}

/** The address to enter at the provider. */
function ReportsTo({ address }: { readonly address: string }) {
  const { t } = useTranslation();
  return (
    <Group gap={6} wrap="nowrap">
      <Text span size="xs" style={{ overflowWrap: 'anywhere' }}>
        {address}
      </Text>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <ActionIcon variant="subtle" size="sm" onClick={copy} aria-label={t('secret.copy')}>
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}

function Deeds({ account, change }: { readonly account: Account; readonly change: () => void }) {
  const { t } = useTranslation();
  const may = useMay('channels:operate');
  const mayChange = useMay('channels:configure');
  const [testing, setTesting] = useState(false);
  const pause = useChange(api.channels.pause, [api.channels.show]);
  const resume = useChange(api.channels.resume, [api.channels.show]);
  const check = useChange(api.channels.check);
  const { id, name, state, origin } = account;
  const of = { params: { id } };
  const goOn = () => void resume.mutateAsync(of).then(() => say(t('accounts.resumed', { name })), sayProblem);
  const hold = () =>
    void pause.mutateAsync(of).then(() => say(t('accounts.paused', { name }), { label: t('accounts.resume'), run: goOn }), sayProblem);
  const look = () =>
    void check
      .mutateAsync(of)
      .then(
        ({ ok, detail }) => (ok ? say(t('accounts.checked', { detail })) : sayProblem(t('accounts.checkFailed', { detail }))),
        sayProblem,
      );
  return (
    <Group gap="xs">
      {may && state !== 'paused' && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={14} aria-hidden />}
          loading={pause.isPending}
          onClick={hold}
          aria-label={`${t('accounts.pause')}: ${name}`}
        >
          {t('accounts.pause')}
        </Button>
      )}
      {may && state === 'paused' && (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          loading={resume.isPending}
          onClick={goOn}
          aria-label={`${t('accounts.resume')}: ${name}`}
        >
          {t('accounts.resume')}
        </Button>
      )}
      {may && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlugConnected size={14} aria-hidden />}
            loading={check.isPending}
            onClick={look}
            aria-label={`${t('accounts.check')}: ${name}`}
          >
            {t('accounts.check')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconSend size={14} aria-hidden />}
            onClick={() => setTesting(true)}
            aria-label={`${t('accounts.test')}: ${name}`}
          >
            {t('accounts.test')}
          </Button>
        </>
      )}
      {may && account.channel === 'post' && account.limits.receipts && <AskLetters account={account} />}
      {mayChange && origin === 'workplace' && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSettings size={14} aria-hidden />}
          onClick={change}
          aria-label={`${t('accounts.change')}: ${name}`}
        >
          {t('accounts.change')}
        </Button>
      )}
      {origin === 'environment' && (
        <Text size="xs" c="dimmed">
          {t('accounts.fromEnvironment')}
        </Text>
      )}
      <Dialog opened={testing} onClose={() => setTesting(false)} title={t('accounts.testTitle', { name })}>
        {testing && <TestMessage account={account} close={() => setTesting(false)} />}
      </Dialog>
    </Group>
  );
}
