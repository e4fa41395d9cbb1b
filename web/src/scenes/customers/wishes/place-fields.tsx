import { SimpleGrid, TextInput } from '@mantine/core';
import type { PlaceParts } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';

const parts = ['street', 'houseNumber', 'postcode', 'city', 'country'] as const;

/** Street and place. @param required whether there must be an address */
export function PlaceFields({
  place,
  required,
  change,
}: {
  readonly place: PlaceParts;
  readonly required: boolean;
  readonly change: (place: PlaceParts) => void;
}) {
  const { t } = useTranslation();
  const begun = required || place.street !== '' || place.city !== '';
  return (
    <SimpleGrid cols={{ base: 2 }} spacing="sm">
      {parts.map((part) => (
        <TextInput
          key={part}
          label={t(`wishes.place.${part}`)}
          required={begun && (part === 'street' || part === 'city' || part === 'country')}
          {...(part === 'country' ? { maxLength: 2, pattern: '[A-Z]{2}' } : {})}
          value={place[part] ?? ''}
          onChange={(event) => change({ ...place, [part]: part === 'country' ? event.target.value.toUpperCase() : event.target.value })}
        />
      ))}
    </SimpleGrid>
  );
}

export const emptyPlace = (country: string): PlaceParts => ({ street: '', houseNumber: '', postcode: '', city: '', country });
