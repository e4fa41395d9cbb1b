import { useTranslation } from 'react-i18next';
import { EditableList } from './editable-list.tsx';
import type { Voice } from './voice.ts';

type Avoided = NonNullable<Voice['avoid']>[number];

interface WordsToAvoidProps {
  readonly avoid: readonly Avoided[];
  readonly writable: boolean;
  readonly set: (avoid: readonly Avoided[], about: string) => void;
}

/** Words that the brand does not use, each with what it says instead. */
export function WordsToAvoid({ avoid, writable, set }: WordsToAvoidProps) {
  const { t } = useTranslation();
  return (
    <EditableList
      label={t('brands.voice.avoid')}
      hint={t('brands.voice.avoidHint')}
      columns={[t('brands.voice.words'), t('brands.voice.better')]}
      rows={avoid.map(({ words, better = '' }) => [words, better])}
      writable={writable}
      set={(rows, about) =>
        set(
          rows.map(([words = '', better = '']) => ({ words, ...(better === '' ? {} : { better }) })),
          about,
        )
      }
    />
  );
}
