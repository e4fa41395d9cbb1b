import { Group, SegmentedControl, Select } from '@mantine/core';
import type { PreviewFormat } from '@posthorn/contract';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Outline } from '../../../parts/loaded.tsx';
import { Messages } from './messages.tsx';
import { type Way, ways } from './stage.tsx';

const Letters = lazy(() => import('./letters.tsx'));

/** A record that both versions are composed with: a sample of the version, or a record of the proof. */
export interface Case {
  readonly value: string;
  readonly label: string;
}

/** What is looked at; kept in the address of the screen. */
export interface Looked {
  readonly format: PreviewFormat;
  /** Value of a case. */
  readonly record: string;
  /** '' for that of the record. */
  readonly language: string;
  readonly way: Way;
}

interface PicturesProps {
  readonly formats: readonly PreviewFormat[];
  readonly languages: readonly string[];
  readonly cases: readonly Case[];
  readonly names: readonly [before: string, after: string];
  /** There is no version before the first. */
  readonly comparable: boolean;
  readonly looked: Looked;
  readonly look: (change: Partial<Looked>) => void;
  readonly addressOf: (side: 'before' | 'after', looked: Looked) => string;
}

/** Both versions as the engine makes them, of the same record, looked at together. */
export function Pictures({ formats, languages, cases, names, comparable, looked, look, addressOf }: PicturesProps) {
  const { t } = useTranslation();
  const written = useFormat();
  const [before, after] = [comparable ? addressOf('before', looked) : undefined, addressOf('after', looked)];
  const plain = looked.format === 'sms' || looked.format === 'push' || looked.format === 'chat' || looked.format === 'text';
  const way = plain ? 'beside' : looked.way;
  return (
    <div>
      <Group mb="sm" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('templates.format')}
          value={looked.format}
          onChange={(value) => look({ format: value as PreviewFormat })}
          data={formats.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <Select
          aria-label={t('templates.sample')}
          size="xs"
          w={240}
          searchable={cases.length > 12}
          allowDeselect={false}
          data={cases.map((one) => ({ ...one }))}
          value={looked.record}
          onChange={(record) => record !== null && look({ record })}
        />
        <Select
          aria-label={t('templates.language')}
          placeholder={t('templates.languageOfSample')}
          size="xs"
          w={150}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          data={languages.map((value) => ({ value, label: written.language(value) }))}
          value={looked.language === '' ? null : looked.language}
          onChange={(language) => look({ language: language ?? '' })}
        />
        {comparable && !plain && (
          <SegmentedControl
            size="xs"
            ml="auto"
            aria-label={t('reviews.pictures.way')}
            value={way}
            onChange={(value) => look({ way: value as Way })}
            data={ways.map((value) => ({ value, label: t(`reviews.pictures.ways.${value}`) }))}
          />
        )}
      </Group>
      {looked.format === 'pdf' ? (
        <Suspense fallback={<Outline height={560} />}>
          <Letters before={before} after={after} names={names} way={way} />
        </Suspense>
      ) : (
        <Messages before={before} after={after} names={names} format={looked.format} way={way} />
      )}
    </div>
  );
}
