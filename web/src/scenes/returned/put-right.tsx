import { Text } from '@mantine/core';
import { api, type PlaceParts, type ReturnedCase } from '@posthorn/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { sayProblem } from '../../parts/notify.tsx';
import { emptyPlace, PlaceFields } from '../customers/wishes/place-fields.tsx';
import { withoutEmpty } from '../customers/wishes/without-empty.ts';

interface Props {
  readonly letter: ReturnedCase;
  readonly close: () => void;
  readonly done: () => void;
}

/** The address that a letter came back from, to be put right: the customer's own, or that of who stands for them. */
export function PutRight({ letter, close, done }: Props) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<PlaceParts>({ ...emptyPlace('DE'), ...letter.place });
  const correct = useChange(api.returnedLetters.correct, [api.returnedLetters.list, api.customers.get, api.customers.timeline]);
  const save = async () => {
    await correct.mutateAsync({ params: { id: letter.id }, body: { place: withoutEmpty(place) } }).then(done, sayProblem);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Text size="sm" mb="sm">
        {t(letter.correctable === 'recipient' ? 'returned.correctRecipient' : 'returned.correctCustomer')}
      </Text>
      <PlaceFields place={place} required change={setPlace} />
      <FormButtons back={close} deed={t('returned.correct')} loading={correct.isPending} mt="lg" />
    </form>
  );
}
