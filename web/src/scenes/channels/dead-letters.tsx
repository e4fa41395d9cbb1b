import { Button, Card, Checkbox, Group, Text } from '@mantine/core';
import { api, type ChannelName } from '@posthorn/contract';
import { IconMailOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Channel } from '../../parts/channel.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { More, Rows } from '../../parts/rows.tsx';

/** What was refused or given up, to be sent again where that makes sense. */
export function DeadLetters() {
  const { t } = useTranslation();
  const may = useMay('channels:operate');
  const answer = useApiPages(api.channels.deadLetters, { query: {} });
  const redrive = useChange(api.channels.redrive, [api.channels.deadLetters, api.channels.show]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setChosen(chosen.has(id) ? new Set([...chosen].filter((one) => one !== id)) : new Set([...chosen, id]));
  const all = answer.rows.length > 0 && answer.rows.every(({ id }) => chosen.has(id));
  const sendAgain = () =>
    void redrive.mutateAsync({ body: { ids: [...chosen] } }).then(({ redriven }) => {
      setChosen(new Set());
      say(t('accounts.redriven', { count: redriven }));
    }, sayProblem);
  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t('accounts.deadLead')}
        </Text>
        {may && (
          <Button onClick={sendAgain} disabled={chosen.size === 0} loading={redrive.isPending}>
            {t('accounts.redrive')}
          </Button>
        )}
      </Group>
      <Loaded answer={answer} height={240}>
        {() =>
          answer.rows.length === 0 ? (
            <EmptyState icon={IconMailOff} title={t('accounts.noDeadLetters')} text={t('accounts.noDeadLettersText')} />
          ) : (
            <>
              {may && (
                <Checkbox
                  mb="xs"
                  label={t('accounts.all')}
                  checked={all}
                  indeterminate={chosen.size > 0 && !all}
                  onChange={() => setChosen(all ? new Set() : new Set(answer.rows.map(({ id }) => id)))}
                />
              )}
              <Rows
                label={t('accounts.deadLetters')}
                rows={answer.rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    name: 'choose',
                    label: '',
                    width: 40,
                    cell: ({ id, address }) => (
                      <Checkbox
                        aria-label={t('accounts.select', { address })}
                        checked={chosen.has(id)}
                        onChange={() => toggle(id)}
                        disabled={!may}
                      />
                    ),
                  },
                  {
                    name: 'to',
                    label: t('accounts.recipient'),
                    cell: ({ address, communicationId, error }) => (
                      <div style={{ overflowWrap: 'anywhere' }}>
                        <Link to="/communications/$communicationId" params={{ communicationId }} className="row-link">
                          {address}
                        </Link>
                        <Text size="xs" c="dimmed" hiddenFrom="md">
                          {error}
                        </Text>
                      </div>
                    ),
                  },
                  {
                    name: 'channel',
                    label: t('accounts.kind'),
                    wide: true,
                    cell: ({ channel }) => <Channel name={channel as ChannelName} />,
                  },
                  { name: 'reason', label: t('accounts.reason'), wide: true, cell: ({ error }) => <Text size="sm">{error}</Text> },
                  { name: 'attempts', label: t('accounts.attempts'), align: 'right', wide: true, cell: ({ attempts }) => attempts },
                  { name: 'at', label: t('accounts.at'), wide: true, cell: ({ at }) => <Moment at={at} /> },
                ]}
              />
              <More answer={answer} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
