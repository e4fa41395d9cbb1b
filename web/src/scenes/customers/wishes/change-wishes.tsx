import { Checkbox, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type Frequency, frequencies, type TextFormat, textFormats, type Wishes } from '@posthorn/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { RepresentativeFields } from './representative-fields.tsx';
import { SeasonalFields } from './seasonal-fields.tsx';
import { withoutEmpty } from './without-empty.ts';

interface Props {
  readonly wishes: Wishes;
  /** Of the customer: where other addresses most likely are too. */
  readonly country: string;
  readonly saving: boolean;
  readonly save: (wishes: Wishes) => Promise<void>;
  readonly close: () => void;
}

/** All wishes of a customer in one form. */
export function ChangeWishes({ wishes: given, country, saving, save, close }: Props) {
  const { t } = useTranslation();
  const [wishes, setWishes] = useState<Wishes>(given);
  const change = (some: Partial<Wishes>) => setWishes((before) => ({ ...before, ...some }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(tidied(wishes));
      }}
    >
      <Stack gap="md">
        <Reading wishes={wishes} change={change} />
        <Times wishes={wishes} change={change} />
        <SeasonalFields
          rows={wishes.seasonalAddresses ?? []}
          country={country}
          change={(seasonalAddresses) => change({ seasonalAddresses })}
        />
        <RepresentativeFields
          rows={wishes.representatives ?? []}
          country={country}
          change={(representatives) => change({ representatives })}
        />
      </Stack>
      <FormButtons back={close} deed={t('actions.save')} loading={saving} mt="lg" />
    </form>
  );
}

/** Without what was left empty; an address without a street is none. */
function tidied({ representatives = [], ...wishes }: Wishes): Wishes {
  const placed = representatives.map(({ place, ...one }) => (place?.street ? { ...one, place } : one));
  return withoutEmpty({ ...wishes, representatives: placed });
}

type Part = { readonly wishes: Wishes; readonly change: (some: Partial<Wishes>) => void };

function Reading({ wishes, change }: Part) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language, formats = [], frequency = {} } = wishes;
  const toggle = (one: TextFormat) =>
    change({ formats: formats.includes(one) ? formats.filter((other) => other !== one) : [...formats, one] });
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Select
          label={t('wishes.language')}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          data={languagesOf(language).map((value) => ({ value, label: format.language(value) }))}
          value={language ?? null}
          onChange={(value) => change({ language: value ?? undefined } as Partial<Wishes>)}
          data-autofocus
        />
        <Select
          label={t('wishes.howOftenAdvertising')}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          data={frequencies.map((value) => ({ value, label: t(`wishes.often.${value}`) }))}
          value={frequency.advertising ?? null}
          onChange={(value) => change({ frequency: withOften(frequency, value as Frequency | null) })}
        />
      </SimpleGrid>
      <Group gap="lg" role="group" aria-label={t('wishes.formats')}>
        {textFormats.map((one) => (
          <Checkbox key={one} label={t(`wishes.format.${one}`)} checked={formats.includes(one)} onChange={() => toggle(one)} />
        ))}
      </Group>
    </>
  );
}

function withOften({ advertising: _before, ...others }: NonNullable<Wishes['frequency']>, often: Frequency | null) {
  return often === null ? others : { ...others, advertising: often };
}

const usualLanguages = ['de', 'en', 'fr', 'it', 'es', 'pl', 'tr', 'uk', 'ar'];
const languagesOf = (own: string | undefined): readonly string[] => [...new Set([...usualLanguages, ...(own === undefined ? [] : [own])])];

function Times({ wishes, change }: Part) {
  const { t } = useTranslation();
  const format = useFormat();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const { quietHours, quietDays = [], timeZone, pauseUntil } = wishes;
  const setHours = (some: { from?: string; to?: string }) => {
    const next = { from: quietHours?.from ?? '', to: quietHours?.to ?? '', ...some };
    change({ quietHours: next.from === '' && next.to === '' ? undefined : next } as Partial<Wishes>);
  };
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          type="time"
          label={t('wishes.quietFrom')}
          required={quietHours !== undefined}
          value={quietHours?.from ?? ''}
          onChange={(event) => setHours({ from: event.target.value })}
        />
        <TextInput
          type="time"
          label={t('wishes.quietTo')}
          required={quietHours !== undefined}
          value={quietHours?.to ?? ''}
          onChange={(event) => setHours({ to: event.target.value })}
        />
        <Select
          label={t('wishes.timeZone')}
          description={t('wishes.timeZoneText')}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          searchable
          limit={50}
          data={zones}
          value={timeZone ?? null}
          onChange={(value) => change({ timeZone: value ?? undefined } as Partial<Wishes>)}
        />
        <TextInput
          type="date"
          label={t('wishes.pauseUntil')}
          description={t('wishes.pauseText')}
          value={pauseUntil ?? ''}
          onChange={(event) => change({ pauseUntil: event.target.value })}
        />
      </SimpleGrid>
      <Checkbox.Group
        label={t('wishes.quietDays')}
        value={quietDays.map(String)}
        onChange={(days) => change({ quietDays: days.map(Number).sort() })}
      >
        <Group gap="sm" mt={4}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox
              key={day}
              value={String(day)}
              label={format.weekday(day)}
              disabled={quietDays.length === 6 && !quietDays.includes(day)}
            />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}
