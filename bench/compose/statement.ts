import type { Node, Template, TemplateBundle } from '../../engine/src/template/model.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';
import { ADDRESS, ARTICLES, customer, FOOTER, type Kind, money, pence, pick } from './documents.ts';

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
