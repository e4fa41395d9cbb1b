import { ActionIcon, Button, Group, Select } from '@mantine/core';
import type { TableColumn } from '@posthorn/engine';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Command } from '@tiptap/pm/state';
import { useTranslation } from 'react-i18next';
import { addColumn, columnsAt, mostColumns, ratios, removeColumn, setColumnShares, setColumnWidth } from '../writing/columns.ts';
import { Millimetres } from './parts.tsx';
import type { PanelProps } from './properties.tsx';
import { WidthField } from './width-field.tsx';

/** Columns side by side: how wide each is, one more, one less. */
export function ColumnsPanel(panel: PanelProps) {
  const { t } = useTranslation();
  const { editor, pos } = panel;
  const columns = columnsAt(editor.state.doc, pos);
  const run = (command: Command) => command(editor.state, editor.view.dispatch);
  const widths = columns.map(({ column }) => (column.attrs.props.width as TableColumn['width'] | undefined) ?? { share: 1 });
  const current = widths.map((width) => (typeof width === 'object' && 'share' in width ? width.share : '')).join(' : ');
  const offered = (ratios[columns.length] ?? []).map((shares) => shares.join(' : '));
  return (
    <>
      {offered.length > 0 && (
        <Select
          size="xs"
          label={t('editor.form.ratio')}
          placeholder={t('editor.form.ownRatio')}
          allowDeselect={false}
          data={offered}
          value={offered.includes(current) ? current : null}
          onChange={(ratio) => ratio !== null && run(setColumnShares(pos, ratio.split(' : ').map(Number)))}
        />
      )}
      {columns.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <Group key={i} gap={8} align="flex-end" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <WidthField
              label={t('editor.slot.column', { number: i + 1 })}
              value={widths[i]!}
              set={(width) => run(setColumnWidth(pos, i, width))}
            />
          </div>
          <ActionIcon
            size={30}
            variant="default"
            aria-label={t('actions.remove', { what: t('editor.slot.column', { number: i + 1 }) })}
            disabled={columns.length < 2}
            onClick={() => run(removeColumn(pos, i))}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group justify="space-between" align="flex-end">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={13} aria-hidden />}
          disabled={columns.length >= mostColumns}
          onClick={() => run(addColumn(pos))}
        >
          {t('editor.table.addColumn')}
        </Button>
      </Group>
      <Millimetres panel={panel} name="gap" label={t('editor.form.gap')} />
    </>
  );
}
