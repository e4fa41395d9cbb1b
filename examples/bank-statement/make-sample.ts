import { writeFileSync } from 'node:fs';

/**
 * Makes `sample.jsonl`: five invented accounts, the same each time. Also used by the benchmark for any number of accounts, no
 * two of which share a text or an amount pattern: copies of one record would flatter caches.
 */

const PAYEES = ['Hafenbäckerei', 'Stadtwerke Trave', 'Buchladen am Dom', 'Supermarkt Holst', 'Kino Filmhaus', 'Tankstelle Nord', 'Apotheke Zur Linde', 'Gärtnerei Voss', 'Bahnreisen Nord', 'Café Elbblick', 'Schuhhaus Ahrens', 'Fahrrad Petersen', 'Drogerie Kranz', 'Mobilfunk Küste', 'Versicherung Ostsee', 'Fitness am Park', 'Baumarkt Lühr', 'Musikschule Takt']; // biome-ignore format: a list of names
const PEOPLE = ['Jette Brandt', 'Emil Sørensen', 'Mara Vogel', 'Tomasz Wilk', 'Helen Carter', 'Arif Demir', 'Lotta Kühn', 'Noah Fischer', 'Ida Jansen', 'Paul Mertens', 'Greta Lindqvist', 'Jonas Weiß']; // biome-ignore format: a list of names
const STREETS = ['Mühlenstraße', 'Wakenitzufer', 'Beckergrube', 'Fleischhauerstraße', 'Kanalstraße', 'Ratzeburger Allee'];
const TOWNS = ['23552 Lübeck', '23564 Lübeck', '24103 Kiel', '20095 Hamburg', '18055 Rostock', '28195 Bremen'];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const euros = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;

/** A small generator with a seed (Park and Miller), so that samples are the same on every machine. */
function random(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A German account number with its check digits (ISO 13616), of a bank code that no bank has. */
function iban(account: number): string {
  const number = `99950000${String(account).padStart(10, '0')}`;
  const rest = [...`${number}131400`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return `DE${String(98 - rest).padStart(2, '0')}${number}`;
}

interface Booking {
  readonly date: string;
  readonly value: string;
  readonly text: string;
  readonly amount: string;
  readonly balance: string;
}

function bookings(
  index: number,
  count: number,
  opening: number,
): { readonly list: Booking[]; readonly credits: number; readonly debits: number } {
  const next = random(index + 1);
  const list: Booking[] = [];
  let balance = opening;
  let credits = 0;
  let debits = 0;
  for (let i = 0; i < count; i++) {
    const day = 2 + Math.floor((i * 27) / count);
    const credit = i === 3 || next() < 0.08;
    const cents = credit ? 2_500 + Math.floor(next() * (i === 3 ? 280_000 : 30_000)) : -(150 + Math.floor(next() ** 3 * 42_000));
    balance += cents;
    if (credit) credits += cents;
    else debits -= cents;
    const reference = Math.floor(next() * 900_000) + 100_000;
    const who = credit ? pick(PEOPLE, Math.floor(next() * 97)) : pick(PAYEES, Math.floor(next() * 97));
    const kind = i === 3 ? 'Gehalt' : credit ? 'Überweisung von' : next() < 0.6 ? 'Karte' : 'Lastschrift';
    const date = (of: number): string => `2026-10-${String(Math.min(31, of)).padStart(2, '0')}`;
    list.push({
      date: date(day),
      value: date(day + (credit ? 0 : 1)),
      text: `${kind} ${who} ${reference}`,
      amount: euros(cents),
      balance: euros(balance),
    });
  }
  return { list, credits, debits };
}

/** The record of one account: German for even numbers, English for odd ones unless a language is given. */
export function statementRecord(
  index: number,
  count = 45,
  language: string = index % 2 === 0 ? 'de' : 'en',
  opening = 84_211 + ((index * 7919) % 500_000),
) {
  const { list, credits, debits } = bookings(index, count, opening);
  const name = pick(PEOPLE, index * 5);
  return {
    customer: {
      number: String(4_000_000 + ((index * 104_729) % 999_983)),
      name,
      language,
      address: [
        name,
        `${pick(STREETS, index)} ${1 + ((index * 13) % 140)}`,
        pick(TOWNS, index * 7),
        ...(language === 'en' ? ['GERMANY'] : []),
      ],
      email: `kunde${index}@mail.example`,
      phone: '+4915550100200',
    },
    account: {
      iban: iban(12_345_678 + index * 37),
      currency: 'EUR',
      overdraft: index % 3 === 0 ? '0' : '2000.00',
      overdraftRate: '0.1095',
    },
    statement: {
      number: '10/2026',
      from: '2026-10-01',
      to: '2026-10-31',
      opening: euros(opening),
      closing: euros(opening + credits - debits),
      credits: euros(credits),
      debits: euros(debits),
      bookings: list,
    },
  };
}

/** What the bank would offer its customers; for the space that is left on a last page. */
const OFFERS = {
  de: [
    {
      title: 'Zu zweit wirtschaften',
      text: 'Miete, Einkauf, Strom: Mit einem Gemeinschaftskonto zahlen Sie beide von einem Konto und sehen beide alles. Ihr eigenes Konto behalten Sie.',
      points: ['Zwei Karten, eine Übersicht', 'In zehn Minuten in Ihrem Postfach eröffnet', 'Kostenlos, solange Ihr Girokonto bei uns besteht'],
    },
    { title: 'Ein Unterkonto für den Urlaub', text: 'Legen Sie Geld beiseite: eigenes Konto, eigene IBAN, keine Gebühr.', points: [] },
  ],
  en: [{ title: 'A sub-account for your holidays', text: 'Put money aside: an account and IBAN of its own, no fee.', points: [] }],
}; // biome-ignore format: texts

if (import.meta.main) {
  const records = [
    { ...statementRecord(1, 45, 'de'), offers: OFFERS.de },
    statementRecord(2, 45, 'en'),
    { ...statementRecord(3, 7, 'de', -42_017), offers: OFFERS.de },
    { ...statementRecord(4, 0, 'en'), offers: OFFERS.en },
    { ...statementRecord(5, 118, 'de'), offers: OFFERS.de },
  ];
  writeFileSync(new URL('sample.jsonl', import.meta.url), `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
}
