import { ActionIcon, Table, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Of a cell: as many as the server takes. */
export const mostCharacters = 200;

interface LineProps {
  /** Of those that are shown. */
  readonly line: number;
  /** In the whole list. */
  readonly place: number;
  readonly row: readonly string[];
  readonly columns: readonly string[];
  readonly writable: boolean;
  readonly change: (place: number, row: readonly string[]) => void;
  readonly remove: (place: number) => void;
  /** Whether another line is about this. Asked when somebody writes, not while drawing. */
  readonly taken: (first: string, place: number) => boolean;
}

/** Of hundreds of lines only that one is drawn anew in which somebody writes. */
export const Line = memo(
  function Line({ line, place, row, columns, writable, change, remove, taken }: LineProps) {
    const { t } = useTranslation();
    const [typed, setTyped] = useState<{ readonly column: number; readonly text: string; readonly known: boolean }>();
    const write = (column: number, text: string) => {
      const value = text.trim();
      const known = column === 0 && taken(value, place);
      setTyped({ column, text, known });
      if (known || (column === 0 && value === '')) return;
      change(
        place,
        columns.map((_, i) => (i === column ? value : (row[i] ?? ''))),
      );
    };
    const leave = () => {
      // A line that says nothing any more is none.
      if (typed?.column === 0 && typed.text.trim() === '') remove(place);
      setTyped(undefined);
    };
    return (
      <Table.Tr>
        {columns.map((column, i) => {
          const text = typed?.column === i ? typed.text : (row[i] ?? '');
          return (
            <Table.Td key={column}>
              <TextInput
                size="xs"
                data-cell={`${line} ${i}`}
                aria-label={t('brands.voice.cell', { column, words: row[0] })}
                disabled={!writable}
                maxLength={mostCharacters}
                value={text}
                error={i === 0 && typed?.known ? t('brands.voice.known') : undefined}
                onChange={(event) => write(i, event.currentTarget.value)}
                onBlur={leave}
              />
            </Table.Td>
          );
        })}
        <Table.Td>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={!writable}
            aria-label={t('actions.remove', { what: row[0] })}
            onClick={() => remove(place)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Table.Td>
      </Table.Tr>
    );
  },
  (before, now) =>
    before.line === now.line &&
    before.place === now.place &&
    before.writable === now.writable &&
    before.columns.length === now.columns.length &&
    before.columns.every((column, i) => column === now.columns[i]) &&
    before.row.length === now.row.length &&
    before.row.every((cell, i) => cell === now.row[i]),
);

interface NewLineProps extends Pick<LineProps, 'line' | 'columns'> {
  readonly full: boolean;
  readonly taken: (first: string) => boolean;
  readonly add: (row: readonly string[]) => void;
}

/** The line below the last one: what is written there is in the list as soon as one goes on. */
export function NewLine({ line, columns, full, taken, add }: NewLineProps) {
  const { t } = useTranslation();
  const [row, setRow] = useState<readonly string[]>([]);
  const first = (row[0] ?? '').trim();
  const known = first !== '' && taken(first);
  const fault = known ? t('brands.voice.known') : full && first !== '' ? t('brands.voice.full', { count: 1 }) : undefined;
  const keep = () => {
    if (first === '' || fault !== undefined) return false;
    add(columns.map((_, i) => (row[i] ?? '').trim()));
    setRow([]);
    return true;
  };
  return (
    <Table.Tr
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        const cells = event.currentTarget.querySelectorAll('input');
        if (keep()) requestAnimationFrame(() => cells[0]?.focus());
      }}
    >
      {columns.map((column, i) => (
        <Table.Td key={column}>
          <TextInput
            size="xs"
            data-cell={`${line} ${i}`}
            aria-label={t('brands.voice.newCell', { column })}
            placeholder={i === 0 ? t('brands.voice.next') : undefined}
            maxLength={mostCharacters}
            error={i === 0 ? fault : undefined}
            value={row[i] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setRow(columns.map((_, at) => (at === i ? value : (row[at] ?? ''))));
            }}
          />
        </Table.Td>
      ))}
      <Table.Td />
    </Table.Tr>
  );
}
