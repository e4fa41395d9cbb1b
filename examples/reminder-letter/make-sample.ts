import { writeFileSync } from 'node:fs';

/** Makes `sample.jsonl`: six invented customers of Nordfunk at the three levels of a reminder, the same each time. */

const DATE = '2026-11-20';
/** Five percentage points above the base rate (§ 288 of the German Civil Code), as the books of the example have it. */
const INTEREST_PER_YEAR = 0.0627;

interface Item {
  readonly number: string;
  readonly text: string;
  readonly date: string;
  readonly due?: string;
  readonly cents: number;
}

const euros = (cents: number): string => (cents / 100).toFixed(2);
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const later = (date: string, by: number): string => new Date(Date.parse(date) + by * 86_400_000).toISOString().slice(0, 10);

/** The bill of one month, due two weeks after its date. */
function bill(number: number, month: string, text: string, cents: number): Item {
  const date = `2026-${month}-04`;
  return { number: `R-${number}`, text, date, due: later(date, 14), cents };
}

function interest(items: readonly Item[]): number {
  return Math.round(
    items.reduce((sum, { cents, due }) => sum + (due === undefined ? 0 : (cents * INTEREST_PER_YEAR * days(due, DATE)) / 365), 0),
  );
}

interface Case {
  readonly number: number;
  readonly level: 1 | 2 | 3;
  readonly items: readonly Item[];
  readonly instalments?: number;
  readonly blockFrom?: string;
}

/** From the second level on a letter costs 1.50 euros, and interest is asked for. */
function reminder({ number, level, items, instalments: count, blockFrom }: Case) {
  const fee = level === 1 ? 0 : 150;
  const late = level === 1 ? 0 : interest(items);
  const total = items.reduce((sum, { cents }) => sum + cents, 0) + fee + late;
  const amount = count === undefined ? 0 : Math.ceil(total / count);
  return {
    number: `M-2026-${number}`,
    level,
    date: DATE,
    payBy: '2026-12-07',
    before: ['2026-10-06', '2026-10-30'].slice(3 - level),
    items: items.map(({ cents, ...item }) => ({ ...item, amount: euros(cents) })),
    fee: euros(fee),
    interest: euros(late),
    total: euros(total),
    ...(count === undefined
      ? {}
      : { instalments: { count, amount: euros(amount), last: euros(total - amount * (count - 1)), first: '2027-01-04' } }),
    ...(blockFrom === undefined ? {} : { blockFrom }),
  };
}

function customer(number: string, language: string, lines: readonly string[], name = lines[0]) {
  return { number, name, language, address: lines, email: `kunde${number}@mail.example`, phone: '+4915550100300' };
}

const MONTHS = [['August', '08'], ['September', '09'], ['Oktober', '10']] as const; // biome-ignore format: pairs

const records = [
  {
    customer: customer('7734-0192', 'de', ['Jette Brandt', 'Norderhofenden 31', '24937 Flensburg']),
    reminder: reminder({ number: 4101, level: 1, items: [bill(88_214, '10', 'Glasfaser 250, Oktober 2026', 3_998)] }),
  },
  {
    customer: customer('7740-5518', 'de', ['Familie', 'Tomasz Wilk und Arif Demir', 'Holm 104, Hinterhaus', '24937 Flensburg'], 'Tomasz Wilk'), // biome-ignore format: an address
    reminder: reminder({
      number: 4102,
      level: 2,
      items: [
        bill(77_302, '08', 'Glasfaser 500 und Telefon, August 2026', 4_998),
        bill(82_950, '09', 'Glasfaser 500 und Telefon, September 2026', 5_317),
        { number: 'G-11830', text: 'Gutschrift wegen Störung im September', date: '2026-09-28', cents: -1_250 },
        bill(88_377, '10', 'Glasfaser 500 und Telefon, Oktober 2026', 4_998),
      ],
      instalments: 3,
    }),
  },
  {
    customer: customer('7729-1007', 'en', ['Dr Helen Carter-Featherstonehaugh', 'c/o Lindqvist', 'Große Straße 88', '24937 Flensburg', 'GERMANY'], 'Helen Carter-Featherstonehaugh'), // biome-ignore format: an address
    reminder: reminder({
      number: 4103,
      level: 2,
      items: [bill(82_477, '09', 'Fibre 250, September 2026', 3_998), bill(88_019, '10', 'Fibre 250, October 2026', 3_998)],
      instalments: 2,
    }),
  },
  {
    customer: customer('7718-6620', 'de', ['Paul Mertens', 'Jürgensgaarder Straße 5', '24943 Flensburg']),
    reminder: reminder({
      number: 4104,
      level: 3,
      items: MONTHS.map(([name, month], i) => bill(70_114 + i * 5_871, month, `Glasfaser 250, ${name} 2026`, 3_998)),
      instalments: 4,
      blockFrom: '2026-12-14',
    }),
  },
  {
    customer: customer('7751-3344', 'en', ['Noah Fischer', 'Marienhölzungsweg 12', '24939 Flensburg', 'GERMANY']),
    reminder: reminder({ number: 4105, level: 3, items: [bill(77_918, '08', 'Installation in August 2026', 6_990)] }),
  },
  {
    customer: customer('7702-9090', 'de', ['Ferienwohnungen an der Flensburger Förde', 'Greta Lindqvist e. K.', 'Buchhaltung', 'Fördepromenade 2', '24944 Flensburg'], 'Greta Lindqvist'), // biome-ignore format: an address
    reminder: reminder({
      number: 4106,
      level: 1,
      items: Array.from({ length: 16 }, (_, i) => bill(88_400 + i, '10', `Glasfaser 100, Wohnung ${i + 1}, Oktober 2026`, 2_498)),
    }),
  },
];
writeFileSync(new URL('sample.jsonl', import.meta.url), `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
