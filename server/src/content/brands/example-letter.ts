import type { Brand, DataRecord, Node, Template } from '@posthorn/engine';

const languages = ['en', 'de'] as const;
const id = 'example-letter';

/**
 * A letter that shows what a brand looks like where no template does: address, headings, running text, a list, a table with a total, small
 * print, on more than one page. It uses those of the usual styles and frames that the brand has.
 */
export function exampleLetter(brand: Pick<Brand, 'id' | 'masters' | 'styles' | 'tableStyles'>): Template {
  const [master, pages] = Object.entries(brand.masters)[0] ?? ['letter', undefined];
  const frames = new Set((pages?.first?.frames ?? []).map(({ name }) => name));
  const styled = (style: string): { style?: string } => (Object.hasOwn(brand.styles, style) ? { style } : {});
  return {
    schema: 'posthorn/1',
    kind: 'template',
    id,
    name: { en: 'Example letter', de: 'Beispielbrief' },
    purpose: 'service',
    brand: brand.id,
    languages,
    language: 'customer.language',
    data,
    subject: { en: 'Your annual overview', de: 'Ihre Jahresübersicht' },
    letter: { master, frames: frames.has('address') ? { address: addressLines(styled('address')) } : {} },
    body: [
      { type: 'heading', level: 1, text: { en: 'Your annual overview', de: 'Ihre Jahresübersicht' } },
      paragraph('Dear {{ customer.name }},', 'Guten Tag, {{ customer.name }},'),
      paragraph(
        'thank you for another year with us. On these pages you find what happened in it, month by month, and whom to ask when something is not clear.',
        'vielen Dank für ein weiteres Jahr mit uns. Auf diesen Seiten finden Sie, was darin geschah, Monat für Monat, und wen Sie fragen können, wenn etwas nicht klar ist.',
      ),
      { type: 'heading', level: 2, text: { en: 'Month by month', de: 'Monat für Monat' } },
      table,
      { type: 'heading', level: 2, text: { en: 'What you can do', de: 'Was Sie tun können' } },
      {
        type: 'list',
        items: [
          [
            paragraph(
              'Look at the figures and **tell us within four weeks** if one is wrong.',
              'Sehen Sie die Zahlen durch und **sagen Sie uns binnen vier Wochen**, wenn eine nicht stimmt.',
            ),
          ],
          [paragraph('Keep this letter with your papers.', 'Legen Sie diesen Brief zu Ihren Unterlagen.')],
        ],
      },
      {
        ...paragraph(
          'This letter shows what a brand looks like; it is sent to nobody.',
          'Dieser Brief zeigt, wie eine Marke aussieht; er wird niemandem geschickt.',
        ),
        ...styled('fine'),
      },
    ],
  };
}

/** The record that the example is composed with. */
export const exampleRecord: DataRecord = {
  customer: {
    name: 'Dr. Ada Weißenborn',
    language: 'en',
    address: ['Dr. Ada Weißenborn', 'Große Bleiche 14–16', '55116 Mainz', 'Germany'],
  },
  months: Array.from({ length: 24 }, (_, month) => ({
    day: `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`,
    amount: (1234.5 + 97.35 * month).toFixed(2),
  })),
};

export const isExample = (templateId: unknown): boolean => templateId === id;

const paragraph = (en: string, de: string): Node & { type: 'paragraph' } => ({ type: 'paragraph', text: { en, de } });

const addressLines = (style: { style?: string }): readonly Node[] => [
  { type: 'repeat', each: 'customer.address', as: 'line', body: [{ type: 'paragraph', text: '{{ line }}', ...style }] },
];

const table: Node = {
  type: 'table',
  each: 'months',
  as: 'row',
  summary: { en: 'The months and their amounts', de: 'Die Monate und ihre Beträge' },
  columns: [
    { header: { en: 'Until', de: 'Bis' }, width: { share: 1 }, cell: "{{ date(row.day, 'long') }}" },
    { header: { en: 'Amount in EUR', de: 'Betrag in EUR' }, width: { fixed: 45 }, align: 'decimal', cell: '{{ number(row.amount, 2) }}' },
  ],
  footer: [
    {
      style: 'total',
      cells: [{ text: { en: 'Total', de: 'Summe' } }, { text: "{{ money(sum(months.map(m, m.amount)), 'EUR') }}", align: 'right' }],
    },
  ],
};

const data = {
  type: 'object',
  required: ['customer', 'months'],
  properties: {
    customer: {
      type: 'object',
      required: ['name', 'language', 'address'],
      properties: { name: { type: 'string' }, language: { type: 'string' }, address: { type: 'array', items: { type: 'string' } } },
    },
    months: {
      type: 'array',
      items: {
        type: 'object',
        required: ['day', 'amount'],
        properties: { day: { type: 'string', format: 'date' }, amount: { type: 'string', format: 'decimal' } },
      },
    },
  },
} as const;
