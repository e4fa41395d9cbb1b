import type { Inline } from '@posthorn/engine';
import type { Node, Schema } from '@tiptap/pm/model';
import { inlineFromEditor, type Writing } from './inline.ts';

/** Cells of a table of another program. */
type Rows = readonly (readonly Element[])[];

const most = { columns: 20, rows: 500 };

/** The rows of a table that holds data: several columns in several rows. Others lay a page out, and what is in them counts. */
export function dataRows(table: Element): Rows | undefined {
  if (table.querySelector('table') !== null || table.getAttribute('role') === 'presentation') return undefined;
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.children].filter(({ tagName }) => tagName === 'TD' || tagName === 'TH'),
  );
  const full = rows.filter((cells) => cells.some((cell) => (cell.textContent ?? '').trim() !== ''));
  const columns = Math.max(0, ...full.map((cells) => cells.reduce((sum, cell) => sum + spanOf(cell), 0)));
  return full.length >= 2 && columns >= 2 && columns <= most.columns && full.length <= most.rows ? full : undefined;
}

const spanOf = (cell: Element): number => Math.max(1, Number(cell.getAttribute('colspan') ?? 1) || 1);

/** Figures stand at the right. */
const isFigure = (text: string): boolean => text === '' || /^[-+−]?[\d.,' \u00a0\u202f]*\d\s*(?:€|%|EUR|CHF|\$|£)?$/.test(text);

/** The rows as a table of the model, the first as its head. `inline` reads the text of a cell. */
export function tableOfRows(
  rows: Rows,
  schema: Schema,
  { language, perLanguage }: Writing,
  inline: (cell: Element) => readonly Node[],
): Node {
  const textOf = (cell: Element | undefined) => {
    const nodes = cell === undefined ? [] : inline(cell);
    const text: Inline = inlineFromEditor(schema.node('line', null, nodes).content, undefined, schema);
    return perLanguage && /\p{L}/u.test(cell?.textContent ?? '') ? { [language]: text } : text;
  };
  const [head = [], ...others] = rows;
  const count = Math.max(...rows.map((cells) => cells.reduce((sum, cell) => sum + spanOf(cell), 0)));
  const columns = Array.from({ length: count }, (_, i) => {
    const figures = others.every((cells) => isFigure((cells[i]?.textContent ?? '').trim()));
    return { header: textOf(head[i]), width: figures ? 'auto' : { share: 1 }, ...(figures ? { align: 'right' } : {}) };
  });
  const written = others.map((cells) => ({
    cells: cells.map((cell) => ({ text: textOf(cell), ...(spanOf(cell) > 1 ? { span: spanOf(cell) } : {}) })),
  }));
  return schema.node('object', { model: { type: 'table', columns, rows: written } });
}
