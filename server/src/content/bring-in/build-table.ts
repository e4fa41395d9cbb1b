import type { JsonNode } from '../nodes.ts';
import type { NodeBuilder } from './build-nodes.ts';
import type { Scope } from './fields/fields-of-record.ts';
import { type Control, splitControls } from './fields/split-controls.ts';
import type { FoundCell, FoundNode, FoundRow } from './types.ts';

type FoundTable = FoundNode & { readonly kind: 'table' };

/** A stretch of rows: those of a loop, those of a condition, or others. */
interface Stretch {
  readonly rows: FoundRow[];
  readonly control?: Control;
}

/**
 * A table, and the loops and conditions that commands in rows of their own make of it. A loop over one row is a table over a list; other loops and
 * conditions are tables of their own, one below the other.
 */
export function buildTable(builder: NodeBuilder, table: FoundTable): JsonNode[] {
  const stretches = stretchesOf(builder, table.rows);
  const [first, loop, last] = stretches as [Stretch, Stretch?, Stretch?];
  if (stretches.length <= 3 && loop?.control?.verb === 'for' && !first.control && !last?.control) {
    const over = tableOverList(builder, first.rows, loop, last?.rows ?? []);
    if (over) return [over];
  }
  return stretches.flatMap((stretch) => stretchNodes(builder, stretch));
}

function stretchesOf(builder: NodeBuilder, rows: readonly FoundRow[]): Stretch[] {
  const found: Stretch[] = [{ rows: [] }];
  let depth = 0;
  for (const row of rows) {
    const control = controlRow(row);
    if (control && (control.verb === 'for' || control.verb === 'if') && depth++ === 0) found.push({ rows: [], control });
    else if (control && (control.verb === 'endfor' || control.verb === 'endif') && --depth === 0) found.push({ rows: [] });
    else if (control) builder.fields.tell('lost', 'control-unread', control.source);
    else found.at(-1)!.rows.push(row);
  }
  return found.filter(({ rows: some }, i) => some.length > 0 || i === 0);
}

/** The command of a row that has nothing else. */
function controlRow({ cells }: FoundRow): Control | undefined {
  const nodes = cells.flatMap((cell) => cell.nodes);
  const parts = nodes.flatMap((node) => (node.kind === 'paragraph' ? splitControls(node.pieces) : []));
  const controls = parts.filter((part): part is Control => part.kind === 'control');
  const alone =
    nodes.every(({ kind }) => kind === 'paragraph') &&
    parts.every((part) => part.kind === 'control' || (part.kind === 'text' && part.text.trim() === ''));
  const [only] = controls;
  return alone && controls.length === 1 && only?.scope !== 'tc' ? only : undefined;
}

function stretchNodes(builder: NodeBuilder, { rows, control }: Stretch): JsonNode[] {
  if (rows.length === 0) return [];
  if (!control) return [staticTable(builder, rows, [])];
  if (control.verb === 'for') {
    const { each, scope } = builder.fields.loop(control.argument, builder.scopes);
    return [{ type: 'repeat', each, as: scope.renamed, body: [staticTable(builder, rows, [scope])] }];
  }
  // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
  return [{ type: 'if', condition: builder.fields.condition(control.argument, builder.scopes), then: [staticTable(builder, rows, [])] }];
}

const widthOf = (row: FoundRow): number => row.cells.reduce((sum, { span }) => sum + span, 0);

function tableOverList(builder: NodeBuilder, head: readonly FoundRow[], loop: Stretch, foot: readonly FoundRow[]): JsonNode | undefined {
  const [row, ...more] = loop.rows;
  const count = row?.cells.length ?? 0;
  const simple = (one: FoundRow) => one.cells.length === count && one.cells.every(({ span, rowSpan }) => span === 1 && rowSpan === 1);
  if (!row || more.length > 0 || !simple(row) || head.length > 1 || !head.every(simple) || !foot.every((one) => widthOf(one) === count))
    return undefined;
  const { each, scope } = builder.fields.loop(loop.control!.argument, builder.scopes);
  const columns = row.cells.map((cell, i) => {
    const header = head[0]?.cells[i];
    return {
      ...(header ? { header: cellText(builder, header) ?? '' } : {}),
      width: { share: 1 },
      ...cellContent(builder, cell, [scope], 'cell'),
    };
  });
  return {
    type: 'table',
    each,
    as: scope.renamed,
    columns,
    ...(foot.length > 0 ? { footer: foot.map((one) => rowOf(builder, one, [])) } : {}),
  };
}

function staticTable(builder: NodeBuilder, rows: readonly FoundRow[], scopes: readonly Scope[]): JsonNode {
  const count = Math.max(...rows.map(widthOf));
  const heads = rows.findIndex(({ header }) => !header);
  const [top, rest] = heads > 0 ? [rows.slice(0, heads), rows.slice(heads)] : [[], rows];
  return {
    type: 'table',
    columns: Array.from({ length: count }, () => ({ width: { share: 1 } })),
    ...(top.length > 0 ? { headerRows: top.map((row) => rowOf(builder, row, scopes)) } : {}),
    rows: rest.map((row) => rowOf(builder, row, scopes)),
  };
}

function rowOf(builder: NodeBuilder, { cells }: FoundRow, scopes: readonly Scope[]): object {
  const made = cells.map((cell) => ({
    ...cellContent(builder, cell, scopes, 'text'),
    ...(cell.span > 1 ? { span: cell.span } : {}),
    ...(cell.rowSpan > 1 ? { rowSpan: cell.rowSpan } : {}),
  }));
  return { cells: made };
}

/** One paragraph of text, or content of any kind. */
function cellContent(builder: NodeBuilder, cell: FoundCell, scopes: readonly Scope[], field: 'cell' | 'text'): object {
  const text = cellText(builder, cell, scopes);
  return text === undefined ? { body: builder.inner(scopes).build(cell.nodes, 'cell, paragraph') } : { [field]: text };
}

function cellText(builder: NodeBuilder, { nodes }: FoundCell, scopes: readonly Scope[] = []): Record<string, unknown> | undefined {
  const filled = nodes.filter(
    (node) => node.kind !== 'paragraph' || node.pieces.some((piece) => piece.kind !== 'text' || piece.text.trim() !== ''),
  );
  const [only] = filled;
  if (filled.length === 0) return builder.textOf([]);
  if (filled.length > 1 || only?.kind !== 'paragraph' || only.heading || only.list) return undefined;
  const parts = splitControls(only.pieces);
  if (
    parts.some(
      (part) => part.kind === 'control' && (part.verb === 'for' || part.verb === 'endfor' || part.verb === 'other' || part.scope !== ''),
    )
  )
    return undefined;
  const conditions = parts.filter((part) => part.kind === 'control');
  if (conditions.filter(({ verb }) => verb === 'if').length !== conditions.filter(({ verb }) => verb === 'endif').length) return undefined;
  return builder.textOf(parts, [...builder.scopes, ...scopes]);
}
