import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import {
  mostRepresentatives,
  type Representative,
  type RepresentativeChannel,
  type RepresentativeKind,
  representativeChannels,
  representativeKinds,
} from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { ListedFields } from './listed-fields.tsx';
import { emptyPlace, PlaceFields } from './place-fields.tsx';

interface Props {
  readonly rows: readonly Representative[];
  readonly country: string;
  readonly change: (rows: Representative[]) => void;
}

/** Who gets what is written to a customer: in the customer's stead, or beside. */
export function RepresentativeFields({ rows, country, change }: Props) {
  const { t } = useTranslation();
  return (
    <ListedFields
      title={t('wishes.representatives')}
      text={t('wishes.representativesText')}
      add={t('wishes.addRepresentative')}
      rows={rows}
      most={mostRepresentatives}
      fresh={(): Representative => ({ kind: 'guardian', name: '', place: emptyPlace(country) })}
      nameOf={(row, number) => row.name || t('wishes.representativeNumber', { number })}
      change={change}
      fields={(row, set) => <Fields row={row} country={country} set={set} />}
    />
  );
}

function Fields({
  row,
  country,
  set,
}: {
  readonly row: Representative;
  readonly country: string;
  readonly set: (row: Representative) => void;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Select
          label={t('wishes.kind')}
          allowDeselect={false}
          data={representativeKinds.map((value) => ({ value, label: t(`wishes.representative.${value}`) }))}
          value={row.kind}
          onChange={(value) => value && set({ ...row, kind: value as RepresentativeKind })}
        />
        <Select
          label={t('wishes.way')}
          description={t('wishes.wayText')}
          placeholder={t('wishes.firstPossible')}
          clearable
          data={representativeChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
          value={row.channel ?? null}
          onChange={(value) => set(withWay(row, value as RepresentativeChannel | null))}
        />
        <TextInput label={t('wishes.name')} required value={row.name} onChange={(event) => set({ ...row, name: event.target.value })} />
        <TextInput
          type="email"
          label={t('wishes.email')}
          value={row.email ?? ''}
          onChange={(event) => set({ ...row, email: event.target.value })}
        />
        <TextInput
          type="tel"
          label={t('wishes.phone')}
          value={row.phone ?? ''}
          onChange={(event) => set({ ...row, phone: event.target.value })}
        />
      </SimpleGrid>
      <PlaceFields place={row.place ?? emptyPlace(country)} required={false} change={(place) => set({ ...row, place })} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          label={t('wishes.purposes')}
          description={t(row.kind === 'copy' ? 'wishes.purposesOfCopy' : 'wishes.purposesText')}
          value={row.purposes?.join(', ') ?? ''}
          onChange={(event) => set({ ...row, purposes: event.target.value.split(/[\s,]+/) })}
        />
        <TextInput
          label={t('wishes.proof')}
          description={t('wishes.proofText')}
          value={row.proof ?? ''}
          onChange={(event) => set({ ...row, proof: event.target.value })}
        />
      </SimpleGrid>
    </Stack>
  );
}

function withWay({ channel: _before, ...row }: Representative, channel: RepresentativeChannel | null): Representative {
  return channel === null ? row : { ...row, channel };
}
