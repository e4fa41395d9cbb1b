import type { Node, Template, TemplateBundle } from '../../engine/src/template/model.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';

/** The two kinds of documents that are measured, each with distinct data per document. */

export type Row = readonly string[];

/** A document as plain texts, for tools that have no templates: what their users would compute in their own code. */
export interface PlainLetter {
  readonly returnAddress: string;
  readonly address: readonly string[];
  readonly info: readonly (readonly [string, string])[];
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Width in millimetres. */
  readonly columns: readonly { readonly title: string; readonly width: number; readonly right: boolean }[];
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly fontSize: number;
  readonly total: readonly [string, string];
  readonly box: { readonly title: string; readonly lines: readonly string[]; readonly code: string };
  readonly closing: readonly string[];
  readonly footer: readonly (readonly string[])[];
}

export interface Kind {
  readonly name: string;
  readonly bundle: TemplateBundle;
  record(index: number): { readonly [field: string]: unknown };
  plain(index: number): PlainLetter;
}

const ARTICLES = [
  'WHITE HANGING HEART T-LIGHT HOLDER', 'REGENCY CAKESTAND 3 TIER', 'JUMBO BAG RED RETROSPOT', 'PARTY BUNTING', 'LUNCH BAG RED RETROSPOT',
  'ASSORTED COLOUR BIRD ORNAMENT', 'SET OF 3 CAKE TINS PANTRY DESIGN', 'PACK OF 72 RETROSPOT CAKE CASES', 'SPOTTY BUNTING', 'HEART OF WICKER SMALL',
  'JAM MAKING SET WITH JARS', 'VICTORIAN GLASS HANGING T-LIGHT', 'WOODEN PICTURE FRAME WHITE FINISH', 'GIN + TONIC DIET METAL SIGN',
]; // biome-ignore format: a list of names
const NAMES = [
  'Margaret Ellison',
  'Thomas Okafor',
  'Aoife Brennan',
  'Wilfred Sharma',
  'Hannah Whitlock',
  'George Papadakis',
  'Ruth Llewellyn',
];
const TOWNS = ['Whitby YO21 3HB', 'Bath BA1 5NF', 'Leeds LS6 2QT', 'Truro TR1 2HE', 'Ayr KA7 1UB'];
const ADDRESS = '14 Orchard Mews, Bath BA1 5NF, United Kingdom';
const FOOTER = [
  ['Hollyhock & Wren Ltd', ADDRESS, 'Registered in England 04512077'],
  ['accounts@hollyhock.example', '+44 1225 496 0140', 'www.hollyhock.example'],
  ['Avon & Severn Bank', 'IBAN GB33 BUKB 2020 1555 5555 55', 'BIC BUKBGB22'],
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const pence = (value: number): string =>
  `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
/** Pence with thousands separated. */
const money = (value: number): string => pence(value).replace(/\B(?=(\d{3})+\.)/g, ',');

function customer(index: number) {
  const name = pick(NAMES, index);
  const street = `${(index % 180) + 1} Priory Lane`;
  const address = [name, street, pick(TOWNS, index * 3), 'UNITED KINGDOM'];
  return {
    number: String(12_000 + index),
    name,
    language: 'en',
    country: 'GB',
    address,
    email: `c${index}@mail.example`,
    phone: '+447700900123',
  };
}

function invoiceLines(index: number) {
  return Array.from({ length: 20 }, (_, i) => {
    const quantity = ((index * 7 + i * 5) % 36) + 1;
    const price = ((index * 13 + i * 29) % 1200) + 19;
    const code = String(20_000 + ((index * 31 + i * 97) % 7000));
    return {
      code,
      description: pick(ARTICLES, index + i * 5),
      quantity,
      unitPrice: pence(price),
      amount: pence(price * quantity),
      value: price * quantity,
    };
  });
}

/** The example shop's invoice, with 20 lines. */
export async function invoice(): Promise<Kind> {
  const { bundle } = await bundleFromFolder('examples/shop');
  const sum = (index: number) => invoiceLines(index).reduce((total, line) => total + line.value, 0);
  return {
    name: 'invoice of 20 lines',
    bundle,
    record(index) {
      const lines = invoiceLines(index).map(({ value: _, ...line }) => line);
      const number = String(500_000 + index);
      return {
        customer: customer(index),
        invoice: { number, kind: 'invoice', date: '2011-12-05', currency: 'GBP', lines, total: pence(sum(index)) },
      };
    },
    plain(index) {
      const { number, name, address } = customer(index);
      const reference = String(500_000 + index);
      return {
        returnAddress: `Hollyhock & Wren Ltd · ${ADDRESS}`,
        address,
        info: [
          ['Date', '5 December 2011'],
          ['Invoice number', reference],
          ['Customer number', number],
        ],
        heading: `Invoice ${reference}`,
        paragraphs: [
          `Dear ${name},`,
          'thank you for your order of 5 December 2011. We have sent you the following 20 items and hope that you enjoy them.',
        ],
        columns: [
          { title: 'Item', width: 22, right: false },
          { title: 'Description', width: 68, right: false },
          { title: 'Quantity', width: 20, right: true },
          { title: 'Unit price', width: 25, right: true },
          { title: 'Amount in GBP', width: 30, right: true },
        ],
        rows: invoiceLines(index).map((line) => [line.code, line.description, String(line.quantity), line.unitPrice, money(line.value)]),
        rowHeight: 18,
        fontSize: 9.5,
        total: ['Total', `£${money(sum(index))}`],
        box: {
          title: `Please pay £${money(sum(index))}`,
          lines: [
            `within 14 days, by bank transfer to Hollyhock & Wren Ltd, with the reference ${reference}.`,
            'IBAN GB33 BUKB 2020 1555 5555 55 · BIC BUKBGB22',
            'The code carries the payment reference.',
          ],
          code: `HOLLYHOCK/${number}/${reference}`,
        },
        closing: [
          `Questions about this invoice? Write to accounts@hollyhock.example or call us; have your customer number ${number} at hand.`,
          'Kind regards',
          'Hollyhock & Wren Ltd',
          'Goods remain our property until paid for in full. Unused items in their original packaging may be returned within 30 days of delivery; please enclose a copy of this invoice, and we refund the price of the items and the postage that you paid to send them back if they arrived damaged or were not what you ordered.',
        ],
        footer: FOOTER,
      };
    },
  };
}

function bookings(index: number) {
  let balance = 100_000 + index;
  return Array.from({ length: 45 }, (_, i) => {
    const value = ((index * 17 + i * 271) % 9000) - 4000;
    balance += value;
    const date = `2011-11-${String(Math.floor(i / 2) + 1).padStart(2, '0')}`;
    const text = `${value < 0 ? 'Card payment' : 'Transfer from'} ${pick(ARTICLES, index * 3 + i).toLowerCase()}`;
    return { date, text, reference: `R${(index * 7919 + i * 104_729) % 1_000_000}`, value, balance };
  });
}

const STATEMENT_BODY: readonly Node[] = [
  { type: 'heading', level: 1, text: 'Statement {{ statement.number }}' },
  { type: 'paragraph', text: 'Dear {{ customer.name }},' },
  {
    type: 'paragraph',
    text: 'these are the movements of your account in November 2011. Please check them and tell us within six weeks if anything is wrong.',
  },
  {
    type: 'table',
    each: 'statement.bookings',
    as: 'booking',
    summary: 'Movements of the account',
    carriedForward: 'Carried forward',
    broughtForward: 'Brought forward',
    columns: [
      { header: 'Date', width: { fixed: 20 }, cell: "{{ date(booking.date, 'short') }}" },
      { header: 'Movement', width: { share: 1 }, cell: '{{ booking.text }}' },
      { header: 'Reference', width: { fixed: 22 }, cell: '{{ booking.reference }}' },
      {
        header: 'Amount',
        width: { fixed: 24 },
        align: 'decimal',
        cell: '{{ number(booking.amount, 2) }}',
        carry: 'booking.amount',
        carryFormat: 'number(sum, 2)',
      },
      { header: 'Balance', width: { fixed: 26 }, align: 'decimal', cell: '{{ number(booking.balance, 2) }}' },
    ],
    footer: [
      {
        style: 'total',
        cells: [
          { text: 'New balance', span: 4 },
          { text: "{{ money(statement.balance, 'GBP') }}", align: 'right' },
        ],
      },
    ],
  },
  {
    type: 'box',
    style: 'payment',
    body: [
      {
        type: 'columns',
        gap: 7,
        columns: [
          {
            width: { share: 1 },
            body: [
              { type: 'paragraph', style: 'panelStrong', text: "Your balance is {{ money(statement.balance, 'GBP') }}" },
              {
                type: 'paragraph',
                style: 'panel',
                text: 'Pay in by bank transfer to {{ brand.sender.organisation }}, with the reference **{{ statement.number }}**.',
              },
              { type: 'paragraph', style: 'panel', text: 'IBAN **{{ iban(brand.sender.iban) }}** · BIC **{{ brand.sender.bic }}**' },
            ],
          },
          {
            width: { fixed: 26 },
            body: [
              {
                type: 'barcode',
                symbology: 'qr',
                width: 26,
                align: 'right',
                payload: "'HOLLYHOCK/' + customer.number + '/' + statement.number",
                alt: 'Payment code',
              },
            ],
          },
        ],
      },
    ],
  },
  { type: 'paragraph', text: 'Kind regards\n**{{ brand.sender.organisation }}**' },
];

/** An account statement with 45 rows on two pages, in the shop's brand with a tighter table. */
export async function statement(): Promise<Kind> {
  const { bundle } = await bundleFromFolder('examples/shop');
  const last = (index: number) => bookings(index).at(-1)!.balance;
  return {
    name: '2-page statement of 45 rows',
    bundle: { ...bundle, brand: tightTable(bundle.brand), template: statementTemplate(bundle.template) },
    record(index) {
      const rows = bookings(index).map(({ value, balance, ...row }) => ({ ...row, amount: pence(value), balance: pence(balance) }));
      return {
        customer: customer(index),
        statement: { number: `S${70_000 + index}`, date: '2011-11-30', bookings: rows, balance: pence(last(index)) },
      };
    },
    plain(index) {
      const { number, name, address } = customer(index);
      const reference = `S${70_000 + index}`;
      return {
        returnAddress: `Hollyhock & Wren Ltd · ${ADDRESS}`,
        address,
        info: [
          ['Date', '30 November 2011'],
          ['Statement number', reference],
          ['Customer number', number],
        ],
        heading: `Statement ${reference}`,
        paragraphs: [
          `Dear ${name},`,
          'these are the movements of your account in November 2011. Please check them and tell us within six weeks if anything is wrong.',
        ],
        columns: [
          { title: 'Date', width: 20, right: false },
          { title: 'Movement', width: 73, right: false },
          { title: 'Reference', width: 22, right: false },
          { title: 'Amount', width: 24, right: true },
          { title: 'Balance', width: 26, right: true },
        ],
        rows: bookings(index).map((row) => [
          row.date.split('-').reverse().join('/'),
          row.text,
          row.reference,
          money(row.value),
          money(row.balance),
        ]),
        rowHeight: 13.5,
        fontSize: 8.5,
        total: ['New balance', `£${money(last(index))}`],
        box: {
          title: `Your balance is £${money(last(index))}`,
          lines: [
            `Pay in by bank transfer to Hollyhock & Wren Ltd, with the reference ${reference}.`,
            'IBAN GB33 BUKB 2020 1555 5555 55 · BIC BUKBGB22',
          ],
          code: `HOLLYHOCK/${number}/${reference}`,
        },
        closing: ['Kind regards', 'Hollyhock & Wren Ltd'],
        footer: FOOTER,
      };
    },
  };
}

function tightTable(brand: TemplateBundle['brand']): TemplateBundle['brand'] {
  const tableCell = { ...brand.styles.tableCell, size: 8.5, leading: 10.5 };
  const table = { ...brand.tableStyles?.table, padding: [1.5, 4] as const };
  return { ...brand, styles: { ...brand.styles, tableCell }, tableStyles: { ...brand.tableStyles, table } };
}

function statementTemplate(shop: Template): Template {
  const text = { type: 'string' } as const;
  const decimal = { type: 'string', format: 'decimal' } as const;
  const booking = {
    type: 'object',
    properties: { date: { type: 'string', format: 'date' }, text, reference: text, amount: decimal, balance: decimal },
  };
  const properties = {
    number: text,
    date: { type: 'string', format: 'date' },
    bookings: { type: 'array', items: booking },
    balance: decimal,
  };
  const data = {
    ...shop.data,
    required: ['customer', 'statement'],
    properties: { customer: (shop.data.properties as { customer: unknown }).customer, statement: { type: 'object', properties } },
  };
  const info: Node[] = [
    ['Date', "{{ date(statement.date, 'long') }}"],
    ['Statement number', '{{ statement.number }}'],
    ['Customer number', '{{ customer.number }}'],
  ].flatMap(([label, value]): Node[] => [
    { type: 'paragraph', style: 'infoLabel', text: label! },
    { type: 'paragraph', style: 'infoValue', text: value! },
  ]);
  return {
    schema: 'posthorn/1',
    kind: 'template',
    id: 'bench-statement',
    name: 'Statement',
    purpose: 'contract',
    brand: shop.brand,
    languages: ['en'],
    data,
    reference: 'statement.number',
    subject: 'Statement {{ statement.number }}',
    letter: {
      master: 'letter',
      frames: {
        address: shop.letter.frames!.address!,
        info,
        continued: [{ type: 'paragraph', style: 'running', text: 'Statement {{ statement.number }}' }],
      },
    },
    body: STATEMENT_BODY,
  };
}
