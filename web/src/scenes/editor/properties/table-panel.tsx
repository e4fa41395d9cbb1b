import { ActionIcon, Button, Group, Select, Switch, Text } from '@mantine/core';
import type { Table, TableColumn } from '@posthorn/engine';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataFields, usualExpression } from '../model/data-fields.ts';
import { type FieldParts, fieldParts } from '../model/expressions.ts';
import { writingOf } from '../model/from-editor.ts';
import { type Surroundings, spoken, tableOf, totalRow } from '../writing/inserts.ts';
import { FormatSelect } from './format-select.tsx';
import { LocalizedText } from './localized-text.tsx';
import type { PanelProps } from './properties.tsx';
import { WidthField } from './width-field.tsx';

interface TablePanelProps extends PanelProps {
  readonly lists: readonly string[];
  readonly around: Surroundings;
}

/** A table of a list of the data: its columns, what they show, and what is summed up. */
export function TablePanel({ fields, change, editor, lists, around, data }: TablePanelProps) {
  const { t } = useTranslation();
  const table = fields as unknown as Table;
  const [open, setOpen] = useState(0);
  const writing = writingOf(editor.state.doc);
  const text = (value: string) => (writing.perLanguage ? { [writing.language]: value } : value);
  const as = table.as ?? 'row';
  const items =
    table.each === undefined
      ? []
      : dataFields(around.data, [{ name: as, each: table.each }]).filter(({ path, type }) => path.startsWith(`${as}.`) && type !== 'list');
  const setColumns = (columns: readonly TableColumn[]) => change({ columns });
  const setColumn = (index: number, changed: Partial<TableColumn>) =>
    setColumns(table.columns.map((column, i) => (i === index ? clean({ ...column, ...changed }) : column)));
  const add = () => {
    const used = JSON.stringify(table.columns.map(({ cell }) => cell));
    const field = items.find(({ path }) => !used.includes(path)) ?? items[0];
    const column: TableColumn =
      field === undefined
        ? { header: text('…'), width: { share: 1 } }
        : {
            header: text(spoken(field.path.split('.').at(-1)!)),
            width: 'auto',
            cell: `{{ ${usualExpression(field, data)} }}`,
            ...(field.type === 'decimal' ? { align: 'decimal' as const } : {}),
          };
    setColumns([...table.columns, column]);
    setOpen(table.columns.length);
  };
  const move = (index: number, by: -1 | 1) => {
    const columns = [...table.columns];
    const [moved] = columns.splice(index, 1);
    columns.splice(index + by, 0, moved!);
    setColumns(columns);
    setOpen(index + by);
  };
  const column = table.columns[Math.min(open, table.columns.length - 1)];
  const index = Math.min(open, table.columns.length - 1);
  const list = data.find(({ path }) => path === table.each);
  const shown = valueIn(column?.cell);
  /** A sum that is carried over is that of the cell, and written as it is. */
  const setCell = (at: number, cell: string) => {
    const before = table.columns[at]!;
    setColumn(at, { cell, ...(before.carry === undefined ? {} : carryOf(true, { ...before, cell })) } as Partial<TableColumn>);
  };
  return (
    <>
      <Group grow gap={8} align="flex-end">
        <Select
          size="xs"
          searchable
          label={t('editor.properties.each')}
          data={[...new Set([...lists, ...(table.each === undefined ? [] : [table.each])])]}
          value={table.each ?? null}
          onChange={(each) =>
            each !== null &&
            each !== table.each &&
            change(
              tableOf(
                data.find(({ path }) => path === each),
                around,
                text,
              ) as Record<string, unknown>,
            )
          }
        />
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {t('editor.table.addColumn')}
        </Button>
      </Group>
      <div role="tablist" aria-label={t('editor.table.columns')} className="ed-columns">
        {table.columns.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <button key={i} type="button" role="tab" aria-selected={i === index} className="ed-column" onClick={() => setOpen(i)}>
            {labelOf(one, writing.language) || t('editor.table.column', { number: i + 1 })}
          </button>
        ))}
      </div>
      {column !== undefined && (
        <div className="inset" role="tabpanel" aria-label={labelOf(column, writing.language)}>
          <Group gap={2} justify="flex-end">
            <Deed
              label={t('editor.table.left')}
              disabled={index === 0}
              run={() => move(index, -1)}
              icon={<IconArrowUp size={14} aria-hidden />}
            />
            <Deed
              label={t('editor.table.right')}
              disabled={index === table.columns.length - 1}
              run={() => move(index, 1)}
              icon={<IconArrowDown size={14} aria-hidden />}
            />
            <Deed
              label={t('editor.table.removeColumn')}
              disabled={table.columns.length === 1}
              run={() => setColumns(table.columns.filter((_, i) => i !== index))}
              icon={<IconTrash size={14} aria-hidden />}
            />
          </Group>
          <LocalizedText
            label={t('editor.table.header')}
            value={column.header}
            writing={writing}
            change={(header) => setColumn(index, { header } as Partial<TableColumn>)}
          />
          <LocalizedText
            label={t('editor.table.cell')}
            value={column.cell}
            writing={{ ...writing, perLanguage: false }}
            change={(cell) => setColumn(index, { cell } as Partial<TableColumn>)}
          />
          <Select
            size="xs"
            mt={6}
            label={t('editor.table.insertValue')}
            placeholder={t('editor.table.choose')}
            searchable
            value={null}
            data={items.map(({ path }) => path)}
            onChange={(path) => {
              const field = items.find((one) => one.path === path);
              if (field !== undefined) setCell(index, `{{ ${usualExpression(field, data)} }}`);
            }}
          />
          {shown !== undefined && (
            <FormatSelect parts={shown} data={[...items, ...data]} change={(expression) => setCell(index, `{{ ${expression} }}`)} />
          )}
          <Group grow gap={8} mt={6}>
            <Select
              size="xs"
              label={t('editor.properties.align')}
              allowDeselect={false}
              value={column.align ?? 'left'}
              data={['left', 'center', 'right', 'decimal'].map((value) => ({ value, label: t(`editor.align.${value as 'left'}`) }))}
              onChange={(align) => setColumn(index, { align: align === 'left' ? undefined : align } as Partial<TableColumn>)}
            />
            <WidthField key={index} label={t('editor.table.width')} value={column.width} set={(width) => setColumn(index, { width })} />
          </Group>
          {column.align === 'decimal' && (
            <Switch
              size="xs"
              mt={8}
              label={t('editor.table.carry')}
              checked={column.carry !== undefined}
              onChange={(event) => setColumn(index, carryOf(event.currentTarget.checked, column) as Partial<TableColumn>)}
            />
          )}
        </div>
      )}
      {list !== undefined && (
        <Switch
          size="xs"
          label={t('editor.table.total')}
          checked={(table.footer?.length ?? 0) > 0}
          onChange={(event) => {
            const at = table.columns.findLastIndex(({ align }) => align === 'decimal');
            const amount = items.find(({ path }) => String(table.columns[at]?.cell).includes(path));
            if (!event.currentTarget.checked) change({ footer: undefined });
            else if (amount !== undefined) change({ footer: [totalRow(list.path, as, amount, at, around, text)] });
          }}
        />
      )}
      {table.rows !== undefined && (
        <Text size="xs" c="dimmed">
          {t('editor.table.byHand')}
        </Text>
      )}
    </>
  );
}

function Deed({
  label,
  disabled,
  run,
  icon,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly run: () => void;
  readonly icon: React.ReactNode;
}) {
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={run}>
      {icon}
    </ActionIcon>
  );
}

const clean = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

/** The value of a cell that shows one and nothing else. */
function valueIn(cell: unknown): FieldParts | undefined {
  const [, expression] = /^\{\{\s*((?:(?!\}\}).)*?)\s*\}\}$/.exec(typeof cell === 'string' ? cell : '') ?? [];
  return expression === undefined ? undefined : fieldParts(expression);
}

/** What is summed is the value in the cell; the sum is written as the cell is. */
function carryOf(wanted: boolean, { cell }: TableColumn): object {
  const [, expression = ''] = /^\{\{\s*(.*?)\s*\}\}$/.exec(String(cell)) ?? [];
  const [, name, path, rest] = /^(\w+)\(([\w.]+)(.*)\)$/.exec(expression) ?? [];
  if (!wanted) return { carry: undefined, carryFormat: undefined };
  return { carry: path ?? expression, ...(name === undefined ? {} : { carryFormat: `${name}(sum${rest})` }) };
}

const labelOf = ({ header }: TableColumn, language: string): string => {
  const text =
    typeof header === 'object' && header !== null && !Array.isArray(header) ? (header as Record<string, unknown>)[language] : header;
  return typeof text === 'string' ? text : '';
};
