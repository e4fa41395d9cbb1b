import { writeFileSync } from 'node:fs';

/** Makes `sample.jsonl`: five invented customers. Amounts are cents here, so that every sum on the bills is right. */

type Language = 'de' | 'en';
type Supply = 'electricity' | 'water' | 'sewage';

const TEXTS = {
  energy: { de: 'Arbeitspreis', en: 'Energy' },
  day: { de: 'Arbeitspreis Hochtarif', en: 'Energy, day rate' },
  night: { de: 'Arbeitspreis Niedertarif', en: 'Energy, night rate' },
  base: { de: 'Grundpreis', en: 'Standing charge' },
  metering: { de: 'Messstellenbetrieb', en: 'Metering' },
  bonus: { de: 'Treuebonus', en: 'Loyalty bonus' },
  water: { de: 'Trinkwasser', en: 'Drinking water' },
  waterBase: { de: 'Grundpreis Zähler', en: 'Standing charge, meter' },
  sewage: { de: 'Schmutzwasser', en: 'Foul water' },
  rain: { de: 'Niederschlagswasser, versiegelte Fläche', en: 'Rain water, sealed surface' },
  garden: { de: 'Abzug Gartenwasser', en: 'Deduction, garden water' },
} as const;

const RATES: Record<Supply, number> = { electricity: 19, water: 7, sewage: 0 };
const MIX = [
  { source: 'wind', gwh: '92.4', country: '0.286' },
  { source: 'hydro', gwh: '47.6', country: '0.037' },
  { source: 'sun', gwh: '34.8', country: '0.145' },
  { source: 'biomass', gwh: '9.2', country: '0.083' },
  { source: 'gas', gwh: '16.0', country: '0.158' },
  { source: 'coal', gwh: '0', country: '0.251' },
  { source: 'other', gwh: '0', country: '0.040' },
];

interface Line {
  readonly supply: Supply;
  readonly text: string;
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  readonly amount: string;
  readonly meter?: { readonly number: string; readonly from: string; readonly to: string };
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);
const euros = (cents: number): string => fixed(cents / 100, 2);
const cents = (line: Line): number => Math.round(Number(line.amount) * 100);

/** A line of the bill. The price is in cents per unit; a meter has the number and the reading at the beginning. */
function line(
  language: Language,
  supply: Supply,
  text: keyof typeof TEXTS,
  quantity: number,
  unit: string,
  price: number,
  meter?: [string, number],
): Line {
  const digits = unit === 'm³' ? 1 : 0;
  return {
    supply,
    text: TEXTS[text][language],
    quantity: fixed(quantity, digits),
    unit,
    price: fixed(price / 100, 4),
    amount: euros(Math.round(quantity * price)),
    ...(meter === undefined ? {} : { meter: { number: meter[0], from: fixed(meter[1], digits), to: fixed(meter[1] + quantity, digits) } }),
  };
}

/** Twelve months that add up to the year's consumption, with more of it in winter. */
function months(year: number, total: number, before: number | undefined, first = 1) {
  const weights = [118, 108, 102, 84, 74, 66, 63, 65, 74, 88, 104, 122].slice(first - 1);
  const whole = weights.reduce((sum, w) => sum + w, 0);
  let left = total;
  return weights.map((weight, i) => {
    const now = i === weights.length - 1 ? left : Math.round((total * weight) / whole);
    left -= now;
    const swing = [1.03, 0.97, 1.05, 0.94, 1.02, 0.98][(i * 5 + first) % 6] as number;
    return {
      month: `${year}-${String(first + i).padStart(2, '0')}-01`,
      now,
      ...(before === undefined ? {} : { before: Math.round(((before * weight) / whole) * swing) }),
    };
  });
}

interface Case {
  readonly customer: Record<string, unknown> & { readonly language: Language };
  readonly number: string;
  readonly place: string;
  readonly from: string;
  readonly lines: readonly Line[];
  readonly paid: number;
  readonly before?: number;
  readonly payment: 'transfer' | 'debit';
  readonly plan: { readonly electricity: number; readonly water: number } | undefined;
}

function record({ customer, number, place, from, lines, paid, before, payment, plan }: Case) {
  const taxes = ([19, 7] as const).map((rate) => {
    const net = lines.filter((l) => RATES[l.supply] === rate).reduce((sum, l) => sum + cents(l), 0);
    return { rate: fixed(rate / 100, 2), net, tax: Math.round((net * rate) / 100) };
  });
  const net = lines.reduce((sum, l) => sum + cents(l), 0);
  const gross = net + taxes.reduce((sum, t) => sum + t.tax, 0);
  const total = lines.filter((l) => l.unit === 'kWh').reduce((sum, l) => sum + Number(l.quantity), 0);
  const dates = plan === undefined ? [] : Array.from({ length: 11 }, (_, i) => `2027-${String(i + 2).padStart(2, '0')}-01`);
  return {
    customer,
    bill: {
      ...{ number, date: '2027-01-12', from, to: '2026-12-31', place, lines },
      net: euros(net),
      taxes: taxes.filter((t) => t.net !== 0).map((t) => ({ rate: t.rate, net: euros(t.net), tax: euros(t.tax) })),
      ...{ gross: euros(gross), paid: euros(paid), due: euros(gross - paid), payBy: '2027-01-29', payment },
    },
    electricity: {
      total,
      ...(before === undefined ? {} : { before }),
      months: months(2026, total, before, Number(from.slice(5, 7))),
    },
    plan: dates.map((due) => ({ due, electricity: euros(plan?.electricity ?? 0), water: euros(plan?.water ?? 0) })),
    mix: MIX,
  };
}

function household(language: Language, kwh: number, cubic: number, meters: [string, number, string, number]): Line[] {
  const [power, reading, water, gauge] = meters;
  return [
    line(language, 'electricity', 'energy', kwh, 'kWh', 24.37, [power, reading]),
    line(language, 'electricity', 'base', 12, language === 'de' ? 'Monate' : 'months', 985),
    line(language, 'electricity', 'metering', 12, language === 'de' ? 'Monate' : 'months', 169),
    line(language, 'water', 'water', cubic, 'm³', 214, [water, gauge]),
    line(language, 'water', 'waterBase', 12, language === 'de' ? 'Monate' : 'months', 640),
    line(language, 'sewage', 'sewage', cubic, 'm³', 238),
    line(language, 'sewage', 'rain', 92, 'm²', 61),
  ];
}

/** The instalments that would have led to a given amount still due. */
function paidFor(lines: readonly Line[], due: number): number {
  const gross = lines.reduce((sum, l) => sum + cents(l), 0);
  const tax = ([19, 7] as const).map((rate) =>
    Math.round((lines.filter((l) => RATES[l.supply] === rate).reduce((sum, l) => sum + cents(l), 0) * rate) / 100),
  );
  return gross + tax[0]! + tax[1]! - due;
}

const first = household('de', 2871, 118.4, ['1WTL 0087 4412', 18_204, 'W 21-3307', 844.2]);
const second = household('en', 2214, 71.9, ['1WTL 0091 0285', 9_430, 'W 22-1180', 310.7]);
const third = [line('de', 'electricity', 'energy', 1046, 'kWh', 24.37, ['1WTL 0102 7731', 0]), line('de', 'electricity', 'base', 5, 'Monate', 985), line('de', 'electricity', 'metering', 5, 'Monate', 169)]; // biome-ignore format: a table
const fourth = [
  ...['4420', '4421', '4422', '4423'].flatMap((meter, i) => [
    line('en', 'electricity', 'day', 9120 - i * 1730, 'kWh', 25.12, [`1WTL 0066 ${meter} 1.8.1`, 40_218 + i * 8101]),
    line('en', 'electricity', 'night', 6310 - i * 940, 'kWh', 19.84, [`1WTL 0066 ${meter} 1.8.2`, 28_077 + i * 5110]),
    line('en', 'electricity', 'base', 12, 'months', 1420),
    line('en', 'electricity', 'metering', 12, 'months', 333),
  ]),
  line('en', 'electricity', 'bonus', 1, 'year', -15_000),
  line('en', 'water', 'water', 412.6, 'm³', 214, ['W 19-0052', 2210.3]),
  line('en', 'water', 'water', 88.1, 'm³', 214, ['W 19-0053', 640.9]),
  line('en', 'water', 'waterBase', 24, 'months', 640),
  line('en', 'sewage', 'sewage', 500.7, 'm³', 238),
  line('en', 'sewage', 'garden', -42, 'm³', 238),
  line('en', 'sewage', 'rain', 640, 'm²', 61),
];
const fifth = household('de', 1490, 44, ['1WTL 0110 3360', 4_012, 'W 23-7719', 98.6]).filter((l) => l.supply !== 'sewage');

const samples = [
  record({
    customer: { number: '310 448 172', name: 'Jette und Tomasz Brandt', language: 'de', address: ['Jette und Tomasz Brandt', 'Mattenweg 8', '79688 Wiesental'], email: 'kunde1@mail.example', phone: '+4915550100311', ibanEnding: '5715' }, // biome-ignore format: one line for each
    ...{ number: '2026-044817', place: 'Mattenweg 8, 79688 Wiesental', from: '2026-01-01', lines: first, paid: paidFor(first, -4217) },
    ...{ before: 3104, payment: 'debit', plan: { electricity: 8200, water: 7200 } },
  }),
  record({
    customer: { number: '310 520 946', name: 'Helen Carter', language: 'en', address: ['Helen Carter', 'Flat 5', 'Uferstraße 31', '79688 Wiesental'], email: 'customer2@mail.example', phone: '+4915550100312' }, // biome-ignore format: one line for each
    ...{ number: '2026-052094', place: 'Uferstraße 31, 79688 Wiesental', from: '2026-01-01', lines: second, paid: paidFor(second, 11_835) },
    ...{ before: 1987, payment: 'transfer', plan: { electricity: 6800, water: 4900 } },
  }),
  record({
    customer: { number: '310 611 003', name: 'Dr. Friederike Freifrau von Hohenstein-Württemberger', language: 'de', address: ['Wohngemeinschaft Sonnenhang', 'Dr. Friederike Freifrau von Hohenstein-Württemberger', 'Hinterhaus, 3. Obergeschoss links', 'Große Konrad-Löffelholz-Straße 118a', '79688 Wiesental'], phone: '+4915550100313', ibanEnding: '4190' }, // biome-ignore format: one line for each
    ...{
      number: '2026-061100',
      place: 'Große Konrad-Löffelholz-Straße 118a, 79688 Wiesental',
      from: '2026-08-01',
      lines: third,
      paid: paidFor(third, 3610),
    },
    ...{ payment: 'debit', plan: { electricity: 7900, water: 0 } },
  }),
  record({
    customer: { number: '310 077 515', name: 'Wiesental Bakers Ltd', language: 'en', address: ['Wiesental Bakers Ltd', 'Accounts', 'Mühlgasse 2–6', '79688 Wiesental'], email: 'customer4@mail.example' }, // biome-ignore format: one line for each
    ...{
      number: '2026-007751',
      place: 'Mühlgasse 2–6, 79688 Wiesental',
      from: '2026-01-01',
      lines: fourth,
      paid: paidFor(fourth, 126_418),
    },
    ...{ before: 46_900, payment: 'transfer', plan: { electricity: 119_000, water: 27_000 } },
  }),
  record({
    customer: { number: '310 702 268', name: 'Arif Demir', language: 'de', address: ['Arif Demir', 'Talblick 14', '79688 Wiesental'], email: 'kunde5@mail.example', phone: '+4915550100315' }, // biome-ignore format: one line for each
    ...{ number: '2026-070226', place: 'Talblick 14, 79688 Wiesental', from: '2026-01-01', lines: fifth, paid: paidFor(fifth, 0) },
    ...{ before: 1502, payment: 'transfer', plan: undefined },
  }),
];

writeFileSync(new URL('sample.jsonl', import.meta.url), samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
