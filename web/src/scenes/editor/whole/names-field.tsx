import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';

type Names = string | Readonly<Record<string, string>>;

interface NamesFieldProps {
  readonly names: Names;
  /** In which it can be called something. */
  readonly languages: readonly string[];
  readonly set: (names: Names) => void;
}

/** What it is called, in each of its languages or in all alike. */
export function NamesField({ names, languages, set }: NamesFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (typeof names === 'string' && languages.length < 2)
    return <TextInput required label={t('editor.create.name')} value={names} onChange={(event) => set(event.currentTarget.value)} />;
  const by: Readonly<Record<string, string>> = typeof names === 'string' ? { [languages[0]!]: names } : names;
  return [...new Set([...languages, ...Object.keys(by)])].map((language, i) => (
    <TextInput
      key={language}
      required={i === 0}
      label={t('editor.whole.nameIn', { language: format.language(language) })}
      maxLength={200}
      value={by[language] ?? ''}
      onChange={(event) => {
        const { [language]: _, ...others } = by;
        const { value } = event.currentTarget;
        set(value === '' && i > 0 ? others : { ...by, [language]: value });
      }}
    />
  ));
}
