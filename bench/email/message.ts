import type { Node, Template, TemplateBundle } from '../../engine/src/template/model.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';

/** The message that is measured: an order confirmation with 20 fields and a loop over five items, text part included. */

const FIELDS = ['salutation', 'name', 'order', 'date', 'amount', 'discount', 'postage', 'total', 'street', 'town', 'country', 'carrier', 'arrival', 'points', 'adviser', 'phone', 'voucher', 'expiry', 'branch', 'customer'] as const; // biome-ignore format: one list
type Field = (typeof FIELDS)[number];
export type Fields = { readonly [field in Field]: string } & {
  readonly items: readonly { readonly name: string; readonly quantity: string; readonly price: string }[];
};

const NAMES = ['Ada Brandt', 'Emil Sørensen', 'Mara Vogel & Söhne', 'Tomasz Wilk', 'Helen Carter', 'Arif Demir', 'Lotta Kühn'];
const TOWNS = ['Lübeck', 'Kiel', 'Hamburg', 'Rostock', 'Bremen'];
const ITEMS = ['Mug “Harbour”', 'Tea towel', 'Enamel jug', 'Candle <small>', 'Notebook', 'Biscuit tin', 'Bread board'];
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const price = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')} €`;

/** The record of one message; no two are alike. */
export function fields(index: number): Fields {
  return {
    salutation: index % 2 === 0 ? 'Dear' : 'Hello',
    name: pick(NAMES, index),
    order: `A-${100_000 + index}`,
    date: `${1 + (index % 28)} November 2026`,
    amount: price(4_000 + index * 3),
    discount: price(index % 500),
    postage: price(490),
    total: price(4_490 + index * 3 - (index % 500)),
    street: `Mühlenstraße ${1 + (index % 120)}`,
    town: `${23_500 + (index % 90)} ${pick(TOWNS, index)}`,
    country: 'Germany',
    carrier: pick(['Nordpost', 'Küstenkurier'], index),
    arrival: `${2 + (index % 25)} December 2026`,
    points: String(index % 900),
    adviser: pick(NAMES, index * 3),
    phone: '+49 451 555 01 00',
    voucher: `V${(index * 7919) % 1_000_000}`,
    expiry: '31 March 2027',
    branch: pick(TOWNS, index * 3),
    customer: String(40_000 + index),
    items: Array.from({ length: 5 }, (_, i) => ({
      name: pick(ITEMS, index + i),
      quantity: String(1 + ((index + i) % 4)),
      price: price(500 + ((index * 31 + i * 97) % 4000)),
    })),
  };
}

const PARAGRAPHS = [
  '{{ salutation }} {{ name }},',
  'thank you for your order {{ order }} of {{ date }}. It goes by {{ carrier }} to {{ street }}, {{ town }}, {{ country }}, and should be with you on {{ arrival }}.',
  'The goods cost {{ amount }}; with {{ discount }} off and {{ postage }} for postage we charge you {{ total }}.',
  'You have collected {{ points }} points. Your voucher {{ voucher }} is good until {{ expiry }}, online and in our shop in {{ branch }}.',
  'Questions? {{ adviser }} helps you on {{ phone }}; please have your customer number {{ customer }} at hand.',
  'Goods that you do not like go back within 30 days, free of charge, and without giving a reason.',
];

export async function bundle(): Promise<TemplateBundle> {
  const { bundle: bank } = await bundleFromFolder('examples/bank-statement');
  const text = { type: 'string' };
  const item = { type: 'object', properties: { name: text, quantity: text, price: text } };
  const body: Node[] = [
    { type: 'heading', level: 1, text: 'Your order {{ order }}' },
    ...PARAGRAPHS.slice(0, 2).map((paragraph): Node => ({ type: 'paragraph', text: paragraph })),
    {
      type: 'table',
      each: 'items',
      as: 'item',
      columns: [
        { header: 'Item', width: { share: 1 }, cell: '{{ item.name }}' },
        { header: 'Quantity', width: 'auto', cell: '{{ item.quantity }}' },
        { header: 'Price', width: 'auto', align: 'right', cell: '{{ item.price }}' },
      ],
    },
    ...PARAGRAPHS.slice(2).map((paragraph): Node => ({ type: 'paragraph', text: paragraph })),
  ];
  const template: Template = {
    ...{ schema: 'posthorn/1', kind: 'template', id: 'bench-message', name: 'Message', purpose: 'contract', brand: bank.brand.id },
    languages: ['en'],
    data: {
      type: 'object',
      properties: { ...Object.fromEntries(FIELDS.map((field) => [field, text])), items: { type: 'array', items: item } },
    },
    subject: 'Your order {{ order }}',
    letter: { master: 'letter' },
    body,
  };
  return { ...bank, template };
}

/** The same message in the syntax of a text template language, made from the HTML that Posthorn writes, so that all write as much. */
export interface TextTemplates {
  readonly html: string;
  readonly text: string;
}

/** Fields as `open field close`, the loop as `loop … end` around the row of an item. */
export function asTemplate(
  rendered: { readonly html: string; readonly text: string },
  marks: { readonly field: (name: string) => string; readonly loop: string; readonly item: (name: string) => string; readonly end: string },
): TextTemplates {
  const translate = (source: string, row: RegExp): string => {
    const [first] = source.match(row) ?? [''];
    const rest = source
      .replace(first, '@@loop@@')
      .replace(row, '')
      .replace(/(@@loop@@)\s*/, '$1');
    const loop = `${marks.loop}${first.replace(/§item\.(\w+)§/g, (_, name: string) => marks.item(name))}${marks.end}`;
    return rest.replace('@@loop@@', () => loop).replace(/§(\w+)§/g, (_, name: string) => marks.field(name));
  };
  return {
    html: translate(rendered.html, /<tr[^>]*>(?:(?!<tr|<\/tr>)[\s\S])*§item\.name§[\s\S]*?<\/tr>/g),
    text: translate(rendered.text, /[^\n]*§item\.name§[^\n]*\n?/g),
  };
}

/** A record whose values are the marks that `asTemplate` looks for. */
export function markRecord(): Fields {
  const items = Array.from({ length: 5 }, () => ({ name: '§item.name§', quantity: '§item.quantity§', price: '§item.price§' }));
  return { ...(Object.fromEntries(FIELDS.map((field) => [field, `§${field}§`])) as { readonly [field in Field]: string }), items };
}
