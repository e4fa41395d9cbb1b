import { Button, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language } from '../i18n/i18n.ts';

const names: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** Switches between the two languages; shows the one that it leads to, in its own words. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other: Language = i18n.language === 'de' ? 'en' : 'de';
  return (
    <Tooltip label={names[other]}>
      <Button
        variant="subtle"
        color="gray"
        c="dimmed"
        px={8}
        lang={other}
        aria-label={`${other.toUpperCase()}: ${names[other]}`}
        onClick={() => void chooseLanguage(other)}
      >
        {other.toUpperCase()}
      </Button>
    </Tooltip>
  );
}
