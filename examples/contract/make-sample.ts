import { writeFileSync } from 'node:fs';

/** Makes `sample.jsonl`: five invented customers of Speichenwerk with their bicycles, the same each time. */

/** A German account number with its check digits (ISO 13616), of a bank code that no bank has. */
function iban(account: number): string {
  const number = `99950000${String(account).padStart(10, '0')}`;
  const rest = [...`${number}131400`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return `DE${String(98 - rest).padStart(2, '0')}${number}`;
}

/** One line of the table of prices. */
function price(text: string, monthly: string, once = '0', note?: string) {
  return { text, ...(note === undefined ? {} : { note }), monthly, once };
}

const DATES = { date: '2026-11-20', returnBy: '2026-12-04', start: '2026-12-15' };

const records = [
  {
    customer: { number: '20417', name: 'Ida Jansen', language: 'de', address: ['Ida Jansen', 'Ziegelhofstraße 61', '26121 Oldenburg'], email: 'ida.jansen@mail.example', phone: '+49 441 555 0831', birthDate: '1991-04-23' },
    contract: {
      number: 'FA-2026-0417', ...DATES, term: 6, tariff: 'Alltag', handover: 'home', deductible: '80.00',
      bicycle: { model: 'Hunte City 7', frame: 'Trapez, 53 cm', colour: 'tannengrün', number: 'SW26-774120', value: '1249.00', accessories: ['Bügelschloss', 'Gepäckträger', 'Korb vorn'] },
      prices: [price('Fahrrad-Abo Alltag', '34.90', '0', 'Rad, Durchsicht, Reparaturen'), price('Kindersitz', '6.50'), price('Willkommensrabatt', '-5.00', '0', 'für die ersten sechs Monate'), price('Lieferung nach Hause', '0', '19.00'), price('Kaution', '0', '100.00')],
    },
  },
  {
    customer: { number: '20488', name: 'Helen Carter', language: 'en', address: ['Helen Carter', 'Nadorster Straße 180', '26123 Oldenburg', 'GERMANY'], email: 'helen.carter@mail.example' },
    contract: {
      number: 'FA-2026-0488', ...DATES, term: 0, tariff: 'Flex', handover: 'shop', deductible: '80.00',
      bicycle: { model: 'Wittekind Touring', frame: 'diamond, 57 cm', colour: 'slate grey', number: 'SW26-774201', value: '1499.00', accessories: [] },
      prices: [price('Bicycle subscription Flex', '44.90', '0', 'bicycle, inspection, repairs')],
    },
  },
  {
    customer: { number: '20490', name: 'Maximiliane Freifrau von Schwarzenbek-Ostermoor', language: 'de', address: ['Maximiliane Freifrau von Schwarzenbek-Ostermoor', 'c/o Gärtnerei Voss', 'Alte Bundesstraße 12a, Hinterhaus', '26180 Rastede'], phone: '+49 4402 555 118', iban: iban(440_290_111) },
    contract: {
      number: 'FA-2026-0490', ...DATES, term: 12, tariff: 'Lastenrad elektrisch', handover: 'home', deductible: '150.00',
      bicycle: { model: 'Lastenesel E', frame: 'tiefer Einstieg, Einheitsgröße', colour: 'rostrot', number: 'SW26-780007', value: '5890.00', accessories: ['zwei Rahmenschlösser', 'Kette', 'Regenverdeck', 'zweiter Akku', 'Ladegerät', 'Sitzbank mit Gurten für zwei Kinder'] },
      prices: [price('Fahrrad-Abo Lastenrad elektrisch', '119.00', '0', 'Rad, Durchsicht, Reparaturen, Akkutausch'), price('Zweiter Akku', '14.00'), price('Regenverdeck', '4.50'), price('Schutzbrief mit Abholung unterwegs', '5.90', '0', 'in Deutschland, rund um die Uhr'), price('Lieferung nach Hause', '0', '29.00'), price('Kaution', '0', '300.00')],
    },
  },
  {
    customer: { number: '20501', name: 'Arif Demir', language: 'de', address: ['Arif Demir', 'Donnerschweer Straße 7', '26123 Oldenburg'], email: 'arif.demir@mail.example', birthDate: '1978-11-02', iban: iban(440_290_505) },
    contract: {
      number: 'FA-2026-0501', ...DATES, term: 0, tariff: 'Flex', handover: 'shop', deductible: '80.00',
      bicycle: { model: 'Hunte City 3', frame: 'Diamant, 60 cm', colour: 'schwarz', number: 'SW26-774388', value: '899.00', accessories: ['Bügelschloss'] },
      prices: [price('Fahrrad-Abo Flex', '39.90', '0', 'Rad, Durchsicht, Reparaturen'), price('Kaution', '0', '100.00')],
    },
  },
  {
    customer: { number: '20513', name: 'Noah Fischer', language: 'en', address: ['Noah Fischer', 'Cloppenburger Straße 299', '26133 Oldenburg', 'GERMANY'], email: 'noah.fischer@mail.example', phone: '+49 441 555 0999', birthDate: '2001-07-30' },
    contract: {
      number: 'FA-2026-0513', ...DATES, term: 6, tariff: 'Everyday electric', handover: 'home', deductible: '120.00',
      bicycle: { model: 'Hunte City E', frame: 'trapeze, 50 cm', colour: 'sand', number: 'SW26-781140', value: '2790.00', accessories: ['folding lock', 'panniers', 'charger'] },
      prices: [price('Bicycle subscription Everyday electric', '69.90', '0', 'bicycle, inspection, repairs, battery'), price('Student discount', '-7.00'), price('Delivery to your home', '0', '19.00'), price('Deposit', '0', '200.00')],
    },
  },
]; // biome-ignore format: one customer after the other
writeFileSync(new URL('sample.jsonl', import.meta.url), `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
