import { TextInput } from '@mantine/core';
import type { TableColumn } from '@posthorn/engine';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameWidth, widthOf, widthText } from './widths.ts';

interface WidthFieldProps {
  readonly label: string;
  readonly value: TableColumn['width'];
  readonly set: (width: TableColumn['width']) => void;
}

/** The width of a column, as it is typed: `25 m` on the way to `25 mm` stays what was typed, and is a share so far. */
export function WidthField({ label, value, set }: WidthFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => widthText(value));
  const shown = sameWidth(widthOf(typed), value) ? typed : widthText(value);
  return (
    <TextInput
      size="xs"
      label={label}
      description={t('editor.table.widthHint')}
      value={shown}
      onChange={(event) => {
        const { value: text } = event.currentTarget;
        setTyped(text);
        set(widthOf(text));
      }}
      onBlur={() => setTyped(widthText(value))}
    />
  );
}
