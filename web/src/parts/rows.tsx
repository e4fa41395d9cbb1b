import { Button, Center, Table } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Column<Row> {
  readonly name: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Left out where the screen is narrow. */
  readonly wide?: boolean;
  readonly width?: number | string;
}

interface RowsProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What a click anywhere in the row does; the first column should hold a real link to the same place. */
  readonly open?: (row: Row) => void;
  /** The row that the keyboard stands on. */
  readonly current?: number;
}

/** A plain table in the workplace's manner. */
export function Rows<Row>({ label, columns, rows, keyOf, open, current }: RowsProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-across" tabIndex={0} aria-label={label}>
      <Table className="rows" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.name} ta={column.align} w={column.width} visibleFrom={column.wide ? 'md' : undefined}>
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr
              key={keyOf(row)}
              data-opens={open ? true : undefined}
              data-current={index === current ? true : undefined}
              onClick={open && ((event) => !isInteractive(event.target) && open(row))}
            >
              {columns.map((column) => (
                <Table.Td
                  key={column.name}
                  ta={column.align}
                  visibleFrom={column.wide ? 'md' : undefined}
                  className={column.align ? 'numbers' : undefined}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Asks for the next page of a list, where there is one. */
export function More({ answer }: { readonly answer: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useTranslation();
  if (!answer.hasNextPage) return null;
  return (
    <Center py="sm">
      <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
        {t('actions.more')}
      </Button>
    </Center>
  );
}

/** Whether a click or key hit something with a meaning of its own. */
export function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, select, textarea, [contenteditable]') !== null;
}

/** Whether a key was pressed together with one that makes it mean something else. */
export function isPlainKey(event: KeyboardEvent | globalThis.KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
