import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { api, type Circumstance } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** What is the case with a customer, such as an open complaint: rules of the contact policy look at it. */
export function Circumstances({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const may = useMay('circumstances:write');
  const answer = useApi(api.circumstances.list, { params: { id: customerId } });
  return (
    <Card>
      <Title order={2} mb="xs">
        {t('circumstances.title')}
      </Title>
      <Loaded answer={answer} height={60}>
        {({ rows }) => (
          <Stack gap="xs">
            {rows.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('circumstances.none')}
              </Text>
            )}
            {rows.map((one) => (
              <One key={one.id} of={one} may={may} />
            ))}
          </Stack>
        )}
      </Loaded>
      {may && <Note customerId={customerId} />}
    </Card>
  );
}

function One({ of, may }: { readonly of: Circumstance; readonly may: boolean }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const end = useChange(api.circumstances.end, [api.circumstances.list, api.customers.timeline]);
  const endIt = async () => {
    const answer = await ask({
      title: t('circumstances.end'),
      text: t('circumstances.endText', { kind: of.kind }),
      deed: t('circumstances.end'),
    });
    if (answer !== undefined) await end.mutateAsync({ params: { id: of.id } }).catch(sayProblem);
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={of.endedAt ? undefined : 550} td={of.endedAt ? 'line-through' : undefined} style={{ overflowWrap: 'anywhere' }}>
          {of.kind}
        </Text>
        <Text size="xs" c="dimmed">
          <Moment at={of.since} />{' '}
          {of.endedAt && (
            <>
              – <Moment at={of.endedAt} />
            </>
          )}{' '}
          {of.note}
        </Text>
      </div>
      {may && !of.endedAt && (
        <Button size="xs" variant="default" loading={end.isPending} onClick={() => void endIt()}>
          {t('circumstances.end')}
        </Button>
      )}
    </Group>
  );
}

function Note({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState('');
  const note = useChange(api.circumstances.note, [api.circumstances.list, api.customers.timeline]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = kind
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    await note.mutateAsync({ params: { id: customerId }, body: { kind: made } }).then(
      () => setKind(''),
      () => undefined,
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group mt="sm" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('circumstances.kind')}
          placeholder="open-complaint"
          maxLength={100}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        <Button type="submit" variant="default" loading={note.isPending} disabled={!/[a-z0-9]/i.test(kind)}>
          {t('circumstances.note')}
        </Button>
      </Group>
      {note.error && <ProblemNote error={note.error} />}
    </form>
  );
}
