import { Button, Group, Table, Text, TextInput } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../../parts/notify.tsx';
import { useStable } from '../../editor/use-stable.ts';
import { Line, mostCharacters, NewLine } from './list-lines.tsx';
import { mergedRows, pastedRows, placeIn } from './pasted.ts';

type Rows = readonly (readonly string[])[];

interface EditableListProps {
  readonly label: string;
  readonly hint: string;
  /** What the columns are called; the first says what a row is about. */
  readonly columns: readonly string[];
  readonly rows: Rows;
  readonly writable: boolean;
  /** @param about changes about the same, one right after the other, are undone together */
  readonly set: (rows: Rows, about: string) => void;
}

/** Rows that a list can have: as many as the server takes. */
const mostRows = 2000;
/** Rows that are shown at once, and from how many on one can search. */
const shownAtOnce = 100;
const manyRows = 12;

/** A list that is edited where it stands: the last line is for the next one; Enter and the arrow keys go up and down; lists can be pasted. */
export function EditableList({ label, hint, columns, rows, writable, set }: EditableListProps) {
  const { t } = useTranslation();
  const [sought, seek] = useState('');
  const [most, setMost] = useState(shownAtOnce);
  const table = useRef<HTMLDivElement>(null);
  const wanted = sought.trim().toLowerCase();
  const found = rows.flatMap((row, place) => (row.some((cell) => cell.toLowerCase().includes(wanted)) ? [{ row, place }] : []));
  const shown = found.slice(0, most);
  const change = useStable((place: number, row: readonly string[]) =>
    set(
      rows.map((one, i) => (i === place ? row : one)),
      `row ${place}`,
    ),
  );
  const remove = useStable((place: number) =>
    set(
      rows.filter((_, i) => i !== place),
      'remove',
    ),
  );
  const taken = useStable((first: string, place: number) => ![-1, place].includes(placeIn(rows, first)));
  const paste = (event: ClipboardEvent) => {
    const pasted = writable ? pastedRows(event.clipboardData.getData('text/plain'), columns.length) : undefined;
    if (pasted === undefined) return;
    event.preventDefault();
    const fitting = pasted.map((row) => row.map((cell) => cell.slice(0, mostCharacters)));
    const { rows: merged, added, changed, left } = mergedRows(rows, fitting, mostRows);
    if (added + changed > 0) set(merged, 'paste');
    say([t('brands.voice.pasted', { added, changed }), ...(left > 0 ? [t('brands.voice.full', { count: left })] : [])].join(' '));
  };
  const go = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0;
    const cell = event.target instanceof HTMLInputElement ? event.target.dataset.cell : undefined;
    if (by === 0 || cell === undefined) return;
    const [line, column] = cell.split(' ').map(Number) as [number, number];
    const next = table.current?.querySelector<HTMLInputElement>(`[data-cell="${line + by} ${event.key === 'Enter' ? 0 : column}"]`);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <section aria-label={label}>
      <Group justify="space-between" align="flex-end" mb={4} gap={8}>
        <div style={{ flex: '1 1 240px' }}>
          <Text size="sm" fw={550}>
            {label}
          </Text>
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        </div>
        {rows.length >= manyRows && (
          <TextInput
            size="xs"
            w={180}
            aria-label={t('brands.voice.search', { list: label })}
            placeholder={t('brands.voice.searchHint', { count: rows.length })}
            value={sought}
            onChange={(event) => seek(event.currentTarget.value)}
          />
        )}
      </Group>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pasting of the cells within */}
      <div ref={table} onPaste={paste} onKeyDown={go}>
        <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={2} aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} fz="xs" fw={500} c="dimmed">
                  {column}
                </Table.Th>
              ))}
              <Table.Th w={32} aria-label={t('brands.voice.remove')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ row, place }, line) => (
              <Line key={place} {...{ line, place, row, columns, writable, change, remove, taken }} />
            ))}
            {writable && (
              <NewLine
                line={shown.length}
                columns={columns}
                full={rows.length >= mostRows}
                taken={(first) => placeIn(rows, first) >= 0}
                add={(row) => set([...rows, row], `row ${rows.length}`)}
              />
            )}
          </Table.Tbody>
        </Table>
      </div>
      {found.length > most && (
        <Button size="compact-sm" variant="default" onClick={() => setMost(most + shownAtOnce)}>
          {t('brands.voice.more', { count: found.length - most })}
        </Button>
      )}
      {rows.length > 0 && found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('brands.voice.notFound')}
        </Text>
      )}
    </section>
  );
}
