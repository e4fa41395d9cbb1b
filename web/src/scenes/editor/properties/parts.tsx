import { NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { findingInWords } from '../../../i18n/in-words.ts';
import { writingOf } from '../model/from-editor.ts';
import { LocalizedText } from './localized-text.tsx';
import type { PanelProps } from './properties.tsx';

/** Fields of a panel, each for one key of the node. */
interface OfKey {
  readonly panel: PanelProps;
  readonly name: string;
  readonly label: string;
}

/** A length in millimetres; empty for what the engine finds fit. */
export function Millimetres({ panel: { fields, change }, name, label }: OfKey) {
  return (
    <NumberInput
      size="xs"
      label={label}
      min={1}
      max={400}
      value={(fields[name] as number | undefined) ?? ''}
      onChange={(value) => change({ [name]: typeof value === 'number' ? value : undefined })}
    />
  );
}

/** A text per language. */
export function Words({ panel: { fields, change, editor }, name, label }: OfKey) {
  return (
    <LocalizedText label={label} value={fields[name]} writing={writingOf(editor.state.doc)} change={(value) => change({ [name]: value })} />
  );
}

interface ExpressionProps {
  readonly panel: PanelProps;
  readonly label: string;
  readonly value: string;
  readonly set: (value: string | undefined) => void;
  readonly optional?: boolean;
  /** Names that hold a value only where it is drawn, so that nothing can be shown for the record. */
  readonly silent?: boolean;
}

/** An expression, with its value for the sample record or what is wrong with it. */
export function ExpressionField({ panel: { host, pos }, label, value, set, optional = false, silent = false }: ExpressionProps) {
  const { t } = useTranslation();
  const { fault, failure, value: shown } = value === '' || silent ? {} : host.ask(value, pos);
  const text = (fault && findingInWords(fault).message) ?? failure ?? (shown === undefined ? '' : `= ${String(shown).slice(0, 80)}`);
  return (
    <div>
      <TextInput
        size="xs"
        label={label}
        value={value}
        error={fault !== undefined}
        placeholder={optional ? t('editor.form.usual') : undefined}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        onChange={(event) => set(event.currentTarget.value === '' && optional ? undefined : event.currentTarget.value)}
      />
      {text !== '' && (
        <Text size="xs" c={fault === undefined && failure === undefined ? 'dimmed' : 'var(--mantine-color-error)'} aria-live="polite">
          {text}
        </Text>
      )}
    </div>
  );
}

/** One of a few. */
export function OneOf<T extends string>({
  panel: { fields, change },
  name,
  label,
  of,
  say,
}: OfKey & { readonly of: readonly T[]; readonly say: (value: T) => string }) {
  return (
    <Select
      size="xs"
      label={label}
      allowDeselect={false}
      value={(fields[name] as string | undefined) ?? of[0]!}
      data={of.map((value) => ({ value, label: say(value) }))}
      onChange={(value) => value !== null && change({ [name]: value })}
    />
  );
}
