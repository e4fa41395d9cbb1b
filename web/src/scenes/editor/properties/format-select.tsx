import { Select } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DataField } from '../model/data-fields.ts';
import { expressionOf, type FieldParts } from '../model/expressions.ts';
import { type Format, formatOf, formatsFor, takenApart } from './formats.ts';

interface FormatSelectProps {
  readonly parts: FieldParts;
  readonly data: readonly DataField[];
  readonly change: (expression: string) => void;
}

/** How a value is written: as money, as a day in words, as it is. */
export function FormatSelect({ parts, data, change }: FormatSelectProps) {
  const { t } = useTranslation();
  const type = data.find(({ path }) => path === parts.path)?.type ?? 'text';
  const current = formatOf(parts);
  return (
    <Select
      size="xs"
      label={t('editor.field.format')}
      allowDeselect={false}
      data={[...new Set([...formatsFor(type, data), current])].map((one) => ({ value: one, label: formatLabel(one, t) }))}
      value={current}
      onChange={(chosen) => {
        if (chosen === null) return;
        const { name, rest } = takenApart(chosen);
        change(expressionOf(name === '' ? { path: parts.path } : { path: parts.path, format: { name, rest } }));
      }}
    />
  );
}

function formatLabel(format: Format, t: TFunction): string {
  const { name, rest } = takenApart(format);
  const said = t(`editor.format.${(name || 'plain') as 'money'}`, { defaultValue: name });
  if (rest === '') return said;
  if ((name === 'number' || name === 'percent') && /^\d+$/.test(rest))
    return `${said} (${t('editor.format.decimals', { count: Number(rest) })})`;
  return `${said} (${rest.replaceAll("'", '')})`;
}
