import { Alert, Button, Stack, Table, Text, Textarea } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconAlertOctagon } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { RunState } from '../../../parts/state-badge.tsx';
import { decisionRefreshes } from './decision-card.tsx';

interface WithdrawProps {
  readonly versionId: string;
  readonly version: number;
}

/** Stops a released version in an emergency; before it is confirmed one sees the running work that it meets. */
export function WithdrawButton({ versionId, version }: WithdrawProps) {
  const { t } = useTranslation();
  const may = useMay('content:withdraw');
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="compact-xs" variant="subtle" color="red.9" c="var(--mantine-color-error)" onClick={() => setOpened(true)}>
        {t('reviews.withdraw.deed')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('reviews.withdraw.title', { version })} size="lg">
        {opened && <Withdrawal versionId={versionId} close={() => setOpened(false)} />}
      </Dialog>
    </>
  );
}

function Withdrawal({ versionId, close }: { readonly versionId: string; readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const effect = useApi(api.reviews.withdrawal, { params: { id: versionId } }, { refetchInterval: 3_000 });
  const withdraw = useChange(api.reviews.withdraw, [...decisionRefreshes, api.runs.list]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    try {
      const { runs } = await withdraw.mutateAsync({ params: { id: versionId }, body: { reason: reason.trim() } });
      say(t('reviews.withdraw.done', { count: runs.length }));
      close();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="sm">
        <Alert color="red.9" variant="light" icon={<IconAlertOctagon size={18} aria-hidden />} className="rv-why">
          {t('reviews.withdraw.text')}
        </Alert>
        <Loaded answer={effect} height={80}>
          {({ runs }) =>
            runs.length === 0 ? (
              <Text size="sm">{t('reviews.withdraw.noRuns')}</Text>
            ) : (
              <div className="scroll-across">
                <Text size="sm" mb={4}>
                  {t('reviews.withdraw.runs', { count: runs.length })}
                </Text>
                <Table className="rows">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('reviews.withdraw.run')}</Table.Th>
                      <Table.Th ta="right">{t('reviews.withdraw.composed')}</Table.Th>
                      <Table.Th ta="right">{t('reviews.withdraw.left')}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {runs.map((run) => (
                      <Table.Tr key={run.id}>
                        <Table.Td>{run.name}</Table.Td>
                        <Table.Td ta="right" className="numbers">
                          {format.number(run.composed)}
                        </Table.Td>
                        <Table.Td ta="right" className="numbers">
                          {format.number(run.records - run.composed)}
                        </Table.Td>
                        <Table.Td>
                          <RunState state={run.state as 'running'} />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )
          }
        </Loaded>
        <Textarea
          label={t('reviews.withdraw.reason')}
          required
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
      <FormButtons
        back={close}
        deed={t('reviews.withdraw.deed')}
        dangerous
        disabled={reason.trim() === ''}
        loading={withdraw.isPending}
        mt="lg"
      />
    </form>
  );
}
