import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { Cases } from './cases.tsx';
import { GiveLetters } from './give-letters.tsx';
import { ReadFiles } from './read-files.tsx';
import { useReading } from './use-reading.ts';

/** Letters that came back: photographed or listed, whose they are, and what becomes of the address. */
export function ReturnedLetters() {
  const { t } = useTranslation();
  const reading = useReading();
  return (
    <Page title={t('doors.returnedLetters')} lead={t('returned.lead')}>
      <Stack gap="md">
        <GiveLetters reading={reading} />
        <ReadFiles reading={reading} />
        <Cases />
      </Stack>
    </Page>
  );
}
