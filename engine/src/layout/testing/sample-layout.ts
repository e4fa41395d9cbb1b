import type { ResolvedDocument, ResolvedNode, ResolvedTable, Run } from '../../resolve/resolved.ts';
import type { Brand } from '../../template/model.ts';
import { FONT_FILES, fontBytes } from '../../text/testing/sample-type.ts';
import type { DrawItem, LaidOutDocument, StructureNode, TextItem } from '../display-list.ts';
import { type LayoutContext, layOut, prepareLayout } from '../layout.ts';

/** A brand, documents and ways to look at the result, for the tests of layout. */

export const BRAND: Brand = {
  schema: 'posthorn/1',
  kind: 'brand',
  id: 'sample',
  name: 'Sample',
  sender: { organisation: 'Sample Ltd', address: [] },
  colors: {},
  fonts: { sans: { ...FONT_FILES } },
  styles: {
    body: { font: 'sans', size: 10, leading: 14, spaceAfter: 7, hyphenate: true, lineBreaking: 'optimal' },
    tight: { basedOn: 'body', spaceAfter: 0 },
    heading1: { basedOn: 'body', size: 18, leading: 22, weight: 'bold', spaceBefore: 12, spaceAfter: 6, keepWithNext: true },
    cell: { basedOn: 'tight', size: 9, leading: 12, lineBreaking: 'fast', features: { tnum: 1 } },
  },
  tableStyles: { table: { cell: 'cell', zebra: '#f4f4f4', rule: 0.5, padding: [3, 4] } },
  boxStyles: { box: { background: '#eeeeee', padding: 4, spaceBefore: 8, spaceAfter: 8 } },
  masters: {
    letter: {
      width: 210,
      height: 297,
      first: {
        body: { x: 25, y: 100, width: 165, height: 160 },
        marks: [{ type: 'line', x: 4, y: 105, length: 5 }],
        frames: [
          { name: 'address', x: 25, y: 50, width: 80, height: 40 },
          { name: 'footer', x: 25, y: 270, width: 165, height: 15, artifact: true, valign: 'bottom' },
        ],
      },
      following: {
        body: { x: 25, y: 25, width: 165, height: 235 },
        frames: [{ name: 'footer', x: 25, y: 270, width: 165, height: 15, artifact: true, valign: 'bottom' }],
      },
    },
  },
  assets: {},
};

const ASSETS = {
  ...Object.fromEntries(Object.values(FONT_FILES).map((file) => [file, fontBytes(file)])),
  picture: new Uint8Array([1]),
};

export function sampleContext(brand: Brand = BRAND, languages?: readonly string[]): Promise<LayoutContext> {
  return prepareLayout(brand, ASSETS, {
    ...(languages === undefined ? {} : { languages }),
    imageSize: () => ({ width: 400, height: 200 }),
    barcodePath: (_, payload) => {
      if (payload === '') throw new Error('the payload is empty');
      return { rectangles: [0, 0, 10, 10], width: 10, height: 10 };
    },
  });
}

let places = 0;
const source = (): string => `template#/body/${places++}`;

export const paragraph = (text: string | readonly Run[], style = 'body'): ResolvedNode => ({
  type: 'paragraph',
  style,
  runs: typeof text === 'string' ? [{ text }] : text,
  source: source(),
});
export const heading = (text: string): ResolvedNode => ({
  type: 'heading',
  level: 1,
  style: 'heading1',
  runs: [{ text }],
  source: source(),
});
export const box = (...body: ResolvedNode[]): ResolvedNode => ({ type: 'box', style: 'box', body, source: source() });
export const keep = (...body: ResolvedNode[]): ResolvedNode => ({ type: 'keep', body, source: source() });
export const space = (height: number): ResolvedNode => ({ type: 'space', height, source: source() });
export const pageBreak = (): ResolvedNode => ({ type: 'pageBreak', source: source() });
export const list = (ordered: boolean, ...items: ResolvedNode[][]): ResolvedNode => ({
  type: 'list',
  ordered,
  style: 'body',
  items,
  source: source(),
});
export const columns = (...bodies: ResolvedNode[][]): ResolvedNode => ({
  type: 'columns',
  gap: 5,
  columns: bodies.map((body) => ({ width: { share: 1 }, body })),
  source: source(),
});

/** A table of two columns, text and amount; the amounts are whole numbers, carried over page breaks. */
export function table(rows: readonly (readonly [string, number])[], more: Partial<ResolvedTable> = {}): ResolvedTable {
  const sums = [0];
  for (const [, amount] of rows) sums.push((sums.at(-1) as number) + amount);
  return {
    type: 'table',
    style: 'table',
    summary: 'Items',
    columns: [
      { header: [{ text: 'Item' }], width: { share: 1 }, align: 'left' },
      { header: [{ text: 'Amount' }], width: 'auto', align: 'right' },
    ],
    rows: rows.map(([text, amount]) => [{ runs: [{ text }] }, { runs: [{ text: `${amount}.00` }] }]),
    footer: [{ style: 'total', cells: [{ runs: [{ text: 'Total' }] }, { runs: [{ text: `${sums.at(-1)}.00` }] }] }],
    carry: {
      forward: [{ text: 'Carried forward' }],
      brought: [{ text: 'Brought forward' }],
      textAfter: (count) => ['', `${sums[count]}.00`],
    },
    source: source(),
    ...more,
  };
}

export function documentOf(body: readonly ResolvedNode[], more: Partial<ResolvedDocument> = {}): ResolvedDocument {
  return { language: 'en', locale: 'en-GB', title: 'Title', author: 'Sample Ltd', body, frames: { first: {}, following: {} }, ...more };
}

/** Lays nodes out with the sample brand. */
export function lay(context: LayoutContext, body: readonly ResolvedNode[], more: Partial<ResolvedDocument> = {}) {
  return layOut(context, documentOf(body, more), 'letter');
}

export const isText = (item: DrawItem): item is TextItem => item.kind === 'text';

/** The text of one item. */
export const textOf = (item: TextItem): string => item.words.map(({ text }) => text).join(' ');

/** The text items of every page, as strings. */
export function textsByPage(document: LaidOutDocument): string[][] {
  return document.pages.map(({ items }) => items.filter(isText).map(textOf));
}

/** The first text item that begins with a text, with its page. */
export function find(document: LaidOutDocument, start: string): { item: TextItem; page: number } {
  for (const [page, { items }] of document.pages.entries()) {
    const item = items.filter(isText).find((candidate) => textOf(candidate).startsWith(start));
    if (item !== undefined) return { item, page };
  }
  throw new Error(`There is no text “${start}”`);
}

/** The right edge of a text item, points. */
export function rightOf({ words, xs, size, face }: TextItem): number {
  return (xs.at(-1) as number) + ((words.at(-1)?.width ?? 0) * size) / face.unitsPerEm;
}

/** The structure as nested text: `Document(P Table(THead(TR(TH TH))))`. */
export function outline(node: StructureNode): string {
  return node.children.length === 0 ? node.type : `${node.type}(${node.children.map(outline).join(' ')})`;
}
