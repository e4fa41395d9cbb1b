import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { SeasonalAddress } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { ListedFields } from './listed-fields.tsx';
import { emptyPlace, PlaceFields } from './place-fields.tsx';

interface Props {
  readonly rows: readonly SeasonalAddress[];
  readonly country: string;
  readonly change: (rows: SeasonalAddress[]) => void;
}

/** Where letters go in a part of every year. */
export function SeasonalFields({ rows, country, change }: Props) {
  const { t } = useTranslation();
  return (
    <ListedFields
      title={t('wishes.seasons')}
      text={t('wishes.seasonsText')}
      add={t('wishes.addSeason')}
      rows={rows}
      most={6}
      fresh={(): SeasonalAddress => ({ from: '', until: '', careOf: '', place: emptyPlace(country) })}
      nameOf={(_row, number) => t('wishes.seasonNumber', { number })}
      change={change}
      fields={(row, set) => (
        <Stack gap="sm">
          <SimpleGrid cols={2} spacing="sm">
            {(['from', 'until'] as const).map((end) => (
              <TextInput
                key={end}
                label={t(`wishes.seasonEnds.${end}`)}
                placeholder="MM-DD"
                required
                pattern="(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
                title={t('wishes.dayOfYear')}
                value={row[end]}
                onChange={(event) => set({ ...row, [end]: event.target.value })}
              />
            ))}
          </SimpleGrid>
          <TextInput
            label={t('wishes.careOf')}
            value={row.careOf ?? ''}
            onChange={(event) => set({ ...row, careOf: event.target.value })}
          />
          <PlaceFields place={row.place} required change={(place) => set({ ...row, place })} />
        </Stack>
      )}
    />
  );
}
