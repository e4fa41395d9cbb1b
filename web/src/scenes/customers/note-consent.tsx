import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { api, type Customer, channels } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf, useApi, useChange } from '../../api/use-api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';

/** Ways by which a customer turns to a clerk; forms and confirmations note themselves. */
const ways = ['paper', 'in-person', 'phone'] as const;
const wanted = [...channels, 'phone'] as const;

/** A clerk notes a consent that was given on paper, at the counter or on the phone, with what proves it. */
export function NoteConsent({
  customer,
  opened,
  close,
}: {
  readonly customer: Customer;
  readonly opened: boolean;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={close} title={t('consents.noteTitle', { name: customer.name })}>
      <Form customer={customer} close={close} />
    </Dialog>
  );
}

function Form({ customer, close }: { readonly customer: Customer; readonly close: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const note = useChange(api.consents.note, [api.customers.timeline]);
  const texts = useTexts();
  const [channel, setChannel] = useState<(typeof wanted)[number]>('email');
  const [way, setWay] = useState<(typeof ways)[number]>('paper');
  const [textId, setTextId] = useState<string | null>(null);
  const [day, setDay] = useState('');
  const [proof, setProof] = useState('');
  const save = async () => {
    const input = { params: { id: customer.id } };
    const body = {
      ...{ purpose: 'advertising', channel, act: 'granted' as const, way, evidence: { note: proof.trim() } },
      ...(day === '' ? {} : { at: `${day}T00:00:00Z` }),
      ...(textId === null ? {} : { textId }),
    };
    await note.mutateAsync({ ...input, body }).then((reply) => {
      queries.setQueryData(keyOf(api.consents.ofCustomer, input), reply);
      say(t('consents.noted'));
      close();
    }, sayProblem);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (proof.trim() !== '') void save();
      }}
    >
      <Stack gap="sm">
        <Select
          label={t('consents.channel')}
          allowDeselect={false}
          data={wanted.map((value) => ({ value, label: t(`consents.channels.${value}`) }))}
          value={channel}
          onChange={(value) => value && setChannel(value as typeof channel)}
          data-autofocus
        />
        <Select
          label={t('consents.way')}
          allowDeselect={false}
          data={ways.map((value) => ({ value, label: t(`consents.ways.${value}`) }))}
          value={way}
          onChange={(value) => value && setWay(value as typeof way)}
        />
        {texts.length > 0 && (
          <Select
            label={t('consents.wording')}
            clearable
            clearButtonProps={{ 'aria-label': t('actions.clear') }}
            data={texts}
            value={textId}
            onChange={setTextId}
          />
        )}
        <TextInput
          type="date"
          label={t('consents.day')}
          description={t('consents.dayText')}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Textarea
          label={t('consents.evidence')}
          description={t('consents.evidenceText')}
          required
          autosize
          minRows={2}
          value={proof}
          onChange={(event) => setProof(event.target.value)}
        />
      </Stack>
      <FormButtons back={close} deed={t('consents.noteDeed')} disabled={proof.trim() === ''} loading={note.isPending} mt="lg" />
    </form>
  );
}

function useTexts(): { value: string; label: string }[] {
  const answer = useApi(api.consents.texts, {});
  return (answer.data?.rows ?? []).map((text) => ({
    value: text.id,
    label: `${text.name} (${text.language}): ${text.wording.slice(0, 60)}`,
  }));
}
