import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { api, type WaitingMessage } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

export type Decision = 'send' | 'withhold' | 'later';

interface DecideFormProps {
  readonly decision: Decision;
  readonly messages: readonly WaitingMessage[];
  readonly done: () => void;
  readonly cancel: () => void;
}

/** What was decided, with the reason for it, and until when where it is put off. */
export function DecideForm({ decision, messages, done, cancel }: DecideFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [until, setUntil] = useState(inAWeek);
  const change = useChange(api.waitingRoom.decide, [
    api.waitingRoom.list,
    api.waitingRoom.held,
    api.communications.get,
    api.administration.audit,
  ]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const moment = decision === 'later' ? { until: new Date(until).toISOString() } : {};
    const body = { communicationIds: messages.map((one) => one.communicationId), decision, note: note.trim(), ...moment };
    await change.mutateAsync({ body }).then(
      ({ decided }) => {
        say(t('waitingRoom.decided', { count: decided }));
        done();
      },
      () => undefined,
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text size="sm">{t(`waitingRoom.${decision}Text`, { count: messages.length })}</Text>
        {decision === 'later' && (
          <TextInput
            type="datetime-local"
            label={t('waitingRoom.until')}
            required
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
        <Textarea
          label={t('waitingRoom.note')}
          required
          maxLength={2000}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          data-autofocus
        />
        {change.error && <ProblemNote error={change.error} />}
        <FormButtons
          back={cancel}
          deed={t(`waitingRoom.${decision}`)}
          dangerous={decision === 'withhold'}
          loading={change.isPending}
          disabled={note.trim() === '' || (decision === 'later' && until === '')}
        />
      </Stack>
    </form>
  );
}

/** As a field for date and time wants it: by the clock of whoever sits here. */
function inAWeek(): string {
  const moment = new Date(Date.now() + 7 * 86_400_000);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
