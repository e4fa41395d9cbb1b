import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';
import { fontFile, grouped, type Kind, pence, pick } from './documents.ts';

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

function customer(index: number) {
  const name = pick(NAMES, index);
  const address = [name, `${(index % 180) + 1} Priory Lane`, pick(TOWNS, index * 3), 'UNITED KINGDOM'];
  const contact = { email: `c${index}@mail.example`, phone: '+447700900123' };
  return { number: String(12_000 + index), name, language: 'en', country: 'GB', address, ...contact };
}

function lines(index: number) {
  return Array.from({ length: 20 }, (_, i) => {
    const quantity = ((index * 7 + i * 5) % 36) + 1;
    const price = ((index * 13 + i * 29) % 1200) + 19;
    const code = String(20_000 + ((index * 31 + i * 97) % 7000));
    const description = pick(ARTICLES, index + i * 5);
    return { code, description, quantity, unitPrice: pence(price), amount: pence(price * quantity), value: price * quantity };
  });
}

/** The example shop's invoice, with 20 lines. */
export async function invoice(): Promise<Kind> {
  const { bundle } = await bundleFromFolder('examples/shop');
  const sum = (index: number) => lines(index).reduce((total, line) => total + line.value, 0);
  return {
    key: 'b',
    name: 'invoice of 20 lines',
    bundle,
    files: {
      regular: fontFile('source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
      bold: fontFile('source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
      logo: 'examples/shop/assets/logo.png',
    },
    record(index) {
      const number = String(500_000 + index);
      const rows = lines(index).map(({ value: _, ...line }) => line);
      return {
        customer: customer(index),
        invoice: { number, kind: 'invoice', date: '2011-12-05', currency: 'GBP', lines: rows, total: pence(sum(index)) },
      };
    },
    plain(index) {
      const { number, name, address } = customer(index);
      const reference = String(500_000 + index);
      const total = `£${grouped(pence(sum(index)))}`;
      return {
        language: 'en',
        look: { brand: '#1f5f58', tint: '#eef4f1', rule: '#c9d6d1', ink: '#1d2a2f', quiet: '#5c6b70' },
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
        table: {
          columns: [
            { title: 'Item', width: 22, right: false },
            { title: 'Description', width: 68, right: false },
            { title: 'Quantity', width: 20, right: true },
            { title: 'Unit price', width: 25, right: true },
            { title: 'Amount in GBP', width: 30, right: true },
          ],
          rows: lines(index).map((line) => [line.code, line.description, String(line.quantity), line.unitPrice, grouped(line.amount)]),
          rowHeight: 18,
          fontSize: 9.5,
          total: ['Total', total],
        },
        box: {
          title: `Please pay ${total}`,
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
        ],
        justified: [
          'Goods remain our property until paid for in full. Unused items in their original packaging may be returned within 30 days of delivery; please enclose a copy of this invoice, and we refund the price of the items and the postage that you paid to send them back if they arrived damaged or were not what you ordered.',
        ],
        footer: [
          ['Hollyhock & Wren Ltd', ADDRESS, 'Registered in England 04512077'],
          ['accounts@hollyhock.example', '+44 1225 496 0140', 'www.hollyhock.example'],
          ['Avon & Severn Bank', 'IBAN GB33 BUKB 2020 1555 5555 55', 'BIC BUKBGB22'],
        ],
      };
    },
  };
}
