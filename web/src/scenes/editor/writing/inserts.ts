import type { Node, Schema } from '@tiptap/pm/model';
import { type DataField, dataFields, usualExpression } from '../model/data-fields.ts';

/** What the insert menu offers, in its order. */
export const insertKinds = [
  'field',
  'heading2',
  'bullets',
  'numbers',
  'if',
  'repeat',
  'table',
  'block',
  'image',
  'picture',
  'button',
  'columns',
  'box',
  'keep',
  'pageBreak',
  'line',
  'space',
  'barcode',
  'chart',
  'footnote',
  'signature',
  'formField',
  'optional',
  'choice',
  'free',
  'input',
] as const;
export type InsertKind = (typeof insertKinds)[number];

/** What something new is made of: the template's data, the languages of its texts and the names of what exists. */
export interface Surroundings {
  readonly data: unknown;
  readonly fields: readonly DataField[];
  readonly language: string;
  readonly perLanguage: boolean;
  readonly blocks: readonly string[];
  readonly assets: readonly string[];
  /** Looks of boxes that the brand has. */
  readonly boxStyles: readonly string[];
}

/** A new block of a kind, with what is most likely wanted already in it; undefined for what is no block of its own. */
export function newBlock(kind: InsertKind, schema: Schema, around: Surroundings): Node | undefined {
  const object = (model: object) => schema.node('object', { model });
  const empty = () => schema.node('paragraph');
  const slot = (role: string, props: object = {}) => schema.node('slot', { role, props }, empty());
  const text = (value: string) => (around.perLanguage ? { [around.language]: value } : value);
  const list = around.fields.find(({ type }) => type === 'list');
  switch (kind) {
    case 'if': {
      const field = around.fields.find(({ type }) => type === 'boolean') ?? around.fields.find(({ type }) => type !== 'list');
      return schema.node('split', { kind, props: { condition: firstCondition(field) } }, slot('then'));
    }
    case 'repeat':
      return schema.node('group', { kind, props: { each: list?.path ?? '[]', as: singular(list?.path ?? 'item') } }, empty());
    case 'box':
    case 'keep':
      return schema.node('group', { kind, props: {} }, empty());
    case 'columns':
      return schema.node('split', { kind, props: {} }, [slot('column', { width: { share: 1 } }), slot('column', { width: { share: 1 } })]);
    case 'table':
      return object(tableOf(richest(around), around, text));
    case 'image':
      return around.assets[0] === undefined ? undefined : object({ type: 'image', asset: around.assets[0], width: 60, alt: text('') });
    case 'button':
      return object({ type: 'button', text: text('…'), href: 'https://' });
    case 'signature':
      return object({
        type: 'field',
        kind: 'signature',
        name: 'signature',
        label: text(around.language.startsWith('de') ? 'Datum, Unterschrift' : 'Date, signature'),
        width: 75,
      });
    case 'formField':
      return object({ type: 'field', kind: 'text', name: 'answer', label: text('…'), width: 75 });
    case 'space':
      return object({ type: 'space', height: 5 });
    case 'pageBreak':
    case 'line':
      return object({ type: kind });
    case 'barcode':
      return object({
        type: 'barcode',
        symbology: 'qr',
        payload: around.fields.find(({ type }) => type === 'text')?.path ?? "''",
        width: 25,
        alt: text('QR'),
      });
    case 'chart':
      return richest(around) === undefined ? undefined : object(chartOf(richest(around)!, around));
    default:
      return undefined;
  }
}

function firstCondition(field: DataField | undefined): string {
  if (field === undefined) return 'true';
  if (field.type === 'boolean') return field.path;
  if (field.optional) return `has(${field.path})`;
  if (field.type === 'text') return `${field.path} == '${field.choices?.[0] ?? ''}'`;
  return field.type === 'integer' ? `${field.path} > 0` : `has(${field.path})`;
}

/** `invoice.lines` → `line`; a name of its own where that would be the same. */
export function singular(path: string): string {
  const last = path.split('.').at(-1)!;
  const one = last.endsWith('ies') ? `${last.slice(0, -3)}y` : last.endsWith('s') && !last.endsWith('ss') ? last.slice(0, -1) : last;
  return one === last ? `${last}Item` : one;
}

/** `dueOn` → `Due on` */
export const spoken = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const itemFields = (list: DataField, around: Surroundings, name: string): DataField[] =>
  dataFields(around.data, [{ name, each: list.path }]).filter(({ path, type }) => path.startsWith(`${name}.`) && type !== 'list');

/** The first list whose items have values of their own: lines of an order rather than those of an address. */
const richest = (around: Surroundings): DataField | undefined =>
  around.fields.find((field) => field.type === 'list' && itemFields(field, around, singular(field.path)).length > 0);

/** A table of a list of the data: a column for each of its first values, amounts summed up below. */
export function tableOf(list: DataField | undefined, around: Surroundings, text: (value: string) => unknown): object {
  if (list === undefined) {
    const columns = ['A', 'B'].map((name) => ({ header: text(name), width: { share: 1 } }));
    return { type: 'table', columns, rows: [{ cells: columns.map(() => ({ text: text('…') })) }] };
  }
  const as = singular(list.path);
  const fields = itemFields(list, around, as).slice(0, 5);
  const amount = fields.findLast((field) => usualExpression(field, around.fields).startsWith('money('));
  // Items that are plain values make one column.
  if (fields.length === 0)
    return { type: 'table', each: list.path, as, columns: [{ header: text(spoken(as)), width: { share: 1 }, cell: `{{ ${as} }}` }] };
  const columns = fields.map((field) => ({
    header: text(spoken(field.path.split('.').at(-1)!)),
    width: field.type === 'text' ? { share: 1 } : 'auto',
    ...(field.type === 'decimal' ? { align: 'decimal' } : field.type === 'text' ? {} : { align: 'right' }),
    cell: `{{ ${guarded(field, usualExpression(field, around.fields))} }}`,
  }));
  const total = amount === undefined ? undefined : totalRow(list.path, as, amount, fields.indexOf(amount), around, text);
  return { type: 'table', each: list.path, as, columns, ...(total === undefined ? {} : { footer: [total] }) };
}

const guarded = (field: DataField, expression: string): string =>
  field.optional && expression !== field.path
    ? `has(${field.path}) ? ${expression} : ''`
    : field.optional
      ? `default(${field.path}, '')`
      : expression;

/** The sum of a column, labelled in the columns before it. */
export function totalRow(
  list: string,
  as: string,
  amount: DataField,
  index: number,
  around: Surroundings,
  text: (value: string) => unknown,
): object {
  const written = usualExpression(amount, around.fields);
  const sum = written.replace(amount.path, `sum(${list}.map(${as}, ${amount.path}))`);
  const label = { text: text(around.language.startsWith('de') ? 'Summe' : 'Total'), ...(index > 1 ? { span: index } : {}) };
  return { style: 'total', cells: [...(index > 0 ? [label] : []), { text: `{{ ${sum} }}` }] };
}

function chartOf(list: DataField, around: Surroundings): object {
  const as = singular(list.path);
  const fields = itemFields(list, around, as);
  const label = fields.find(({ type }) => type === 'text' || type === 'date');
  const value = fields.find(({ type }) => type === 'decimal' || type === 'integer');
  return {
    type: 'chart',
    kind: 'bar',
    each: list.path,
    as,
    label: `{{ ${label?.path ?? `${as}`} }}`,
    series: [{ name: spoken(value?.path.split('.').at(-1) ?? 'value'), value: value?.path ?? '0' }],
  };
}
