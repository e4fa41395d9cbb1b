import type { TableColumn } from '@posthorn/engine';
import type { Node } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';

/** Columns that content stands in side by side: more of them than this are too narrow to read. */
export const mostColumns = 6;

/** The columns of the node at a position, with where each begins. */
export function columnsAt(doc: Node, pos: number): readonly { readonly column: Node; readonly at: number }[] {
  const columns: { column: Node; at: number }[] = [];
  doc.nodeAt(pos)?.forEach((column, offset) => {
    if (column.attrs.role === 'column') columns.push({ column, at: pos + 1 + offset });
  });
  return columns;
}

/** An empty column at the end, as wide as an even share. */
export const addColumn =
  (pos: number): Command =>
  ({ doc, schema, tr }, dispatch) => {
    const node = doc.nodeAt(pos);
    if (node === null || columnsAt(doc, pos).length >= mostColumns) return false;
    const column = schema.node('slot', { role: 'column', props: { width: { share: 1 } } }, schema.node('paragraph'));
    dispatch?.(tr.insert(pos + node.nodeSize - 1, column));
    return true;
  };

/** Takes a column out with what stands in it; one stays. */
export const removeColumn =
  (pos: number, index: number): Command =>
  ({ doc, tr }, dispatch) => {
    const columns = columnsAt(doc, pos);
    const found = columns[index];
    if (found === undefined || columns.length < 2) return false;
    dispatch?.(tr.delete(found.at, found.at + found.column.nodeSize));
    return true;
  };

/** Shares of widths that are chosen at once, by the number of columns: even ones first. */
export const ratios: Readonly<Record<number, readonly (readonly number[])[]>> = {
  2: [
    [1, 1],
    [1, 2],
    [2, 1],
    [1, 3],
    [3, 1],
  ],
  3: [
    [1, 1, 1],
    [1, 2, 1],
    [2, 1, 1],
    [1, 1, 2],
  ],
};

/** All widths at once, as one step. */
export const setColumnShares =
  (pos: number, shares: readonly number[]): Command =>
  ({ doc, tr }, dispatch) => {
    const columns = columnsAt(doc, pos);
    if (columns.length !== shares.length) return false;
    for (const [i, { column, at }] of columns.entries())
      tr.setNodeMarkup(at, null, { ...column.attrs, props: { ...column.attrs.props, width: { share: shares[i] } } });
    dispatch?.(tr);
    return true;
  };

export const setColumnWidth =
  (pos: number, index: number, width: TableColumn['width']): Command =>
  ({ doc, tr }, dispatch) => {
    const found = columnsAt(doc, pos)[index];
    if (found === undefined) return false;
    dispatch?.(tr.setNodeMarkup(found.at, null, { ...found.column.attrs, props: { ...found.column.attrs.props, width } }));
    return true;
  };
