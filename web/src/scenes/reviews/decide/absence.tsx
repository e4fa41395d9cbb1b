import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { type Absence, api } from '@posthorn/contract';
import { IconBeach } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../../api/use-api.ts';
import { useMay, useSession } from '../../../app/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';

const refreshes = [api.absences.list, api.reviews.list, api.reviews.get];

/** Who decides in whose place: one's own absences, and those in which one stands in. */
export function AbsenceButton() {
  const { t } = useTranslation();
  const may = useMay('content:comment');
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconBeach size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t('reviews.absence.open')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('reviews.absence.title')} size="lg">
        {opened && <Absences />}
      </Dialog>
    </>
  );
}

function Absences() {
  const { t } = useTranslation();
  const answer = useApi(api.absences.list, {});
  return (
    <Stack gap="md">
      <Text size="sm">{t('reviews.absence.text')}</Text>
      <Loaded answer={answer} height={60}>
        {({ rows }) => (
          <ul className="plain-list">
            {rows.map((absence) => (
              <AbsenceRow key={absence.id} absence={absence} />
            ))}
          </ul>
        )}
      </Loaded>
      <NewAbsence />
    </Stack>
  );
}

function AbsenceRow({ absence }: { readonly absence: Absence }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { user } = useSession();
  const configures = useMay('content:configure');
  const end = useChange(api.absences.end, refreshes);
  const names = { user: absence.user.name, deputy: absence.deputy.name };
  return (
    <li className="list-link">
      <div style={{ flex: 1 }}>
        <Text size="sm" fw={550}>
          {absence.deputy.id === user.id ? t('reviews.absence.youStandIn', names) : t('reviews.absence.standsIn', names)}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {format.date(absence.from)} – {format.date(absence.until)}
          {absence.now && ` · ${t('reviews.absence.now')}`}
        </Text>
      </div>
      {(absence.user.id === user.id || configures) && (
        <Button
          size="compact-xs"
          variant="default"
          loading={end.isPending}
          onClick={() => void end.mutateAsync({ params: { id: absence.id } }).catch(sayProblem)}
        >
          {t('reviews.absence.end')}
        </Button>
      )}
    </li>
  );
}

function NewAbsence() {
  const { t } = useTranslation();
  const colleagues = useApi(api.absences.colleagues, {}).data?.rows ?? [];
  const [deputy, setDeputy] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const add = useChange(api.absences.add, refreshes);
  const ready = deputy !== null && from !== '' && until !== '';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (deputy === null || !ready) return;
    try {
      await add.mutateAsync({ body: { deputy, from, until } });
      say(t('reviews.absence.added'));
      setDeputy(null);
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('reviews.absence.deputy')}
          required
          searchable
          w={220}
          data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          value={deputy}
          onChange={setDeputy}
        />
        <TextInput
          type="date"
          label={t('reviews.absence.from')}
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('reviews.absence.until')}
          required
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!ready} loading={add.isPending}>
          {t('reviews.absence.add')}
        </Button>
      </Group>
    </form>
  );
}
