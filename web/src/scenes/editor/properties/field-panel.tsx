import { Group, Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingInWords } from '../../../i18n/in-words.ts';
import type { DataField } from '../model/data-fields.ts';
import { expressionOf, fieldParts } from '../model/expressions.ts';
import type { Host } from '../writing/host.ts';
import { FormatSelect } from './format-select.tsx';

interface FieldPanelProps {
  readonly value: string;
  readonly fallback: string | null;
  readonly change: (attrs: { value: string; fallback: string | null }) => void;
  readonly data: readonly DataField[];
  readonly host: Host;
  readonly pos: number;
}

/** A field: which value, how it is written, and what stands there when the record has none. */
export function FieldPanel({ value, fallback, change, data, host, pos }: FieldPanelProps) {
  const { t } = useTranslation();
  const parts = fieldParts(value);
  const [asText, setAsText] = useState(parts === undefined);
  const { fault: found, failure, value: shown } = host.ask(value, pos);
  const fault = found && findingInWords(found);
  const answer = fault?.message ?? failure ?? `= ${String(shown)}`;
  return (
    <>
      {asText || parts === undefined ? (
        <Textarea
          size="xs"
          autosize
          label={t('editor.field.expression')}
          value={value}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
          onChange={(event) => change({ value: event.currentTarget.value.replaceAll('\n', ' '), fallback })}
        />
      ) : (
        <Group grow gap={8}>
          <Select
            size="xs"
            searchable
            label={t('editor.field.value')}
            data={[...new Set([...data.filter((field) => field.type !== 'list').map(({ path }) => path), parts.path])]}
            value={parts.path}
            onChange={(path) => path && change({ value: expressionOf({ ...parts, path }), fallback })}
          />
          <FormatSelect parts={parts} data={data} change={(expression) => change({ value: expression, fallback })} />
        </Group>
      )}
      <Text size="xs" c={fault === undefined && failure === undefined ? 'dimmed' : 'var(--mantine-color-error)'} aria-live="polite">
        {answer} {fault?.hint}
      </Text>
      <TextInput
        size="xs"
        label={t('editor.field.fallback')}
        description={t('editor.field.fallbackHint')}
        value={fallback ?? ''}
        onChange={(event) => change({ value, fallback: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      {parts !== undefined && (
        <Switch
          size="xs"
          label={t('editor.field.asExpression')}
          checked={asText}
          onChange={(event) => setAsText(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
