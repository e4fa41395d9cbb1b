import { Alert, Button, Code, Drawer, Group, Stack, Text, Textarea } from '@mantine/core';
import { api, type QuarantineRow } from '@posthorn/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RowState } from '../../parts/state-badge.tsx';

interface RowEditorProps {
  readonly row: QuarantineRow | undefined;
  readonly close: () => void;
}

/** One quarantined row at the side: the field at fault, what to do, and the row itself to mend. */
export function RowEditor({ row, close }: RowEditorProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(row);
  useEffect(() => {
    if (row) setShown(row);
  }, [row]);
  return (
    <Drawer
      opened={row !== undefined}
      onClose={close}
      position="right"
      size="lg"
      title={t('quarantine.mendTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {shown && <Editor key={shown.id} row={shown} close={close} />}
    </Drawer>
  );
}

function Editor({ row, close }: { readonly row: QuarantineRow; readonly close: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const may = useMay('quarantine:mend') && row.state === 'open';
  const [raw, setRaw] = useState(row.raw);
  const refreshes = [api.intake.quarantine, api.intake.quarantineReasons, api.reports.home, api.intake.datasets];
  const mend = useChange(api.intake.mend, refreshes);
  const dismiss = useChange(api.intake.dismiss, refreshes);
  const load = async () => {
    const answer = await mend.mutateAsync({ params: { id: row.id }, body: { raw } }).catch(() => undefined);
    if (!answer?.loaded) return;
    say(t('quarantine.mended'));
    close();
  };
  const drop = async () => {
    const note = await ask({
      title: t('quarantine.dismissTitle'),
      text: t('quarantine.dismissText'),
      deed: t('quarantine.dismiss'),
      note: t('quarantine.note'),
    });
    if (note === undefined) return;
    await dismiss.mutateAsync({ params: { id: row.id }, body: { note } }).then(() => {
      say(t('quarantine.dismissed'));
      close();
    }, sayProblem);
  };
  const refused = mend.data && !mend.data.loaded ? mend.data.row : undefined;
  const fault = refused ?? row;
  return (
    <Stack gap="md">
      <Facts
        rows={[
          [t('quarantine.file'), row.file],
          [
            t('quarantine.line'),
            <span key="line" className="numbers">
              {row.line}
            </span>,
          ],
          [t('quarantine.at'), <Moment key="at" at={row.at} />],
          [t('runs.state'), <RowState key="state" state={row.state} />],
        ]}
      />
      <Alert
        color={refused ? 'red' : 'brass'}
        variant="light"
        role={refused ? 'alert' : 'note'}
        c="var(--mantine-color-text)"
        title={refused ? t('quarantine.stillWrong') : fault.reason}
      >
        <Text size="sm">
          {t('quarantine.field')} <Code>{fault.field}</Code>
          {refused && `: ${fault.reason}`}
        </Text>
        {fault.hint && (
          <Text size="sm" mt={4}>
            {fault.hint}
          </Text>
        )}
      </Alert>
      <Textarea
        label={t('quarantine.raw')}
        description={may ? t('quarantine.rawHint') : undefined}
        autosize
        minRows={4}
        maxRows={18}
        readOnly={!may}
        spellCheck={false}
        value={raw}
        onChange={(event) => setRaw(event.target.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      {mend.error && <ProblemNote error={mend.error} />}
      {may && (
        <Group justify="space-between">
          <Button variant="default" onClick={() => void drop()} loading={dismiss.isPending}>
            {t('quarantine.dismiss')}
          </Button>
          <Button onClick={() => void load()} loading={mend.isPending} disabled={raw === row.raw}>
            {t('quarantine.load')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
