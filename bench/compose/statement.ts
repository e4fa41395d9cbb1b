import type { TemplateBundle } from '../../engine/src/template/model.ts';
import { statementRecord } from '../../examples/bank-statement/make-sample.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';
import { fontFile, grouped, type Kind } from './documents.ts';

export const BANK = {
  look: { brand: '#16325c', tint: '#f1f4f8', rule: '#cfd7e1', ink: '#1c2430', quiet: '#59636f' },
  files: {
    regular: fontFile('ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf'),
    bold: fontFile('ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf'),
    logo: 'examples/bank-statement/assets/logo.png',
  },
  returnAddress: 'Lindenhof Bank AG · Am Lindenhof 3 · 23552 Lübeck',
  footer: [
    ['Lindenhof Bank AG', 'Am Lindenhof 3, 23552 Lübeck', 'Amtsgericht Lübeck, HRB 99512'],
    ['service@lindenhof.example', '+49 451 555 01 00', 'www.lindenhof.example'],
    ['Bankleitzahl 999 500 00', 'BIC LHOFDE2LXXX', 'Vorstand: Dr. Ines Harms (Vors.), Ole Petersen'],
  ],
};

const day = (iso: string): string => iso.split('-').reverse().join('.');

/** The two long paragraphs, as an application would put them together. */
function notes(bundle: TemplateBundle, overdraft: boolean): string[] {
  const texts = bundle.blocks.notes!.body.flatMap((node) => (node.type === 'paragraph' ? [(node.text as { readonly de: string }).de] : []));
  const sentence = overdraft
    ? 'Ihre eingeräumte Kontoüberziehung beträgt 2.000,00 €; der Sollzinssatz dafür liegt bei 10,95 % im Jahr und gilt ebenso für darüber hinausgehende geduldete Überziehungen.'
    : 'Für dieses Konto ist keine Überziehung eingeräumt; bitte achten Sie auf ausreichendes Guthaben, bevor Daueraufträge und Lastschriften fällig werden.';
  return texts.map((text) => text.replace(/\{\{.*\}\}/, sentence));
}

/** The example bank's account statement: 45 movements on two pages, two justified and hyphenated paragraphs, QR code; German. */
export async function statement(): Promise<Kind> {
  const { bundle } = await bundleFromFolder('examples/bank-statement');
  const record = (index: number) => statementRecord(index, 45, 'de');
  return {
    key: 'a',
    name: '2-page statement of 45 rows',
    bundle,
    files: BANK.files,
    record,
    plain(index) {
      const { customer, account, statement: of } = record(index);
      const euro = (value: string) => `${grouped(value, 'de')} €`;
      const iban = account.iban.replace(/(.{4})/g, '$1 ').trim();
      return {
        ...BANK,
        language: 'de',
        address: customer.address,
        info: [
          ['Girokonto', iban],
          ['Zeitraum', `${day(of.from)} – ${day(of.to)}`],
          ['Auszug', of.number],
          ['Kundennummer', customer.number],
        ],
        heading: `Kontoauszug ${of.number}`,
        paragraphs: [`Guten Tag ${customer.name},`, 'das ist auf Ihrem Konto vom 1. Oktober 2026 bis zum 31. Oktober 2026 geschehen.'],
        figures: [
          [`Kontostand am ${day(of.from)}`, euro(of.opening)],
          ['Eingänge', `+ ${euro(of.credits)}`],
          ['Ausgänge', `− ${euro(of.debits)}`],
          [`Kontostand am ${day(of.to)}`, euro(of.closing)],
        ],
        table: {
          columns: [
            { title: 'Datum', width: 19, right: false },
            { title: 'Buchung', width: 75, right: false },
            { title: 'Wert', width: 19, right: false },
            { title: 'Betrag in EUR', width: 26, right: true },
            { title: 'Kontostand', width: 26, right: true },
          ],
          rows: of.bookings.map((row) => [day(row.date), row.text, day(row.value), grouped(row.amount, 'de'), grouped(row.balance, 'de')]),
          rowHeight: 14.3,
          fontSize: 8.5,
          total: ['Neuer Kontostand am 31. Oktober 2026', euro(of.closing)],
        },
        justified: notes(bundle, account.overdraft !== '0'),
        box: {
          title: 'Lieber am Bildschirm lesen?',
          lines: [
            'Mit dem Code öffnen Sie diesen Auszug in Ihrem Postfach auf www.lindenhof.example. Dort können Sie Ihre Buchungen durchsuchen, für die Steuerberatung herunterladen und Auszüge künftig per E-Mail statt per Post erhalten.',
            'Fragen? Rufen Sie an: +49 451 555 01 00, Montag bis Samstag von 8 bis 20 Uhr.',
          ],
          code: `https://my.lindenhof.example/s/${account.iban}/${encodeURIComponent(of.number)}`,
        },
        closing: ['Mit freundlichen Grüßen', 'Lindenhof Bank AG'],
      };
    },
  };
}
