import type { Node, Template } from '../../engine/src/template/model.ts';
import { statementRecord } from '../../examples/bank-statement/make-sample.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';
import type { Kind } from './documents.ts';
import { BANK } from './statement.ts';

const PARAGRAPHS = [
  'vielen Dank für Ihr Vertrauen in den vergangenen Jahren. Mit diesem Schreiben möchten wir Sie über die Änderungen unserer Allgemeinen Geschäftsbedingungen und des Preis- und Leistungsverzeichnisses unterrichten, die zum {{ letter.date }} in Kraft treten sollen. Wir haben die Texte dabei verständlicher gefasst und dort gekürzt, wo das Gesetz es erlaubt.',
  'Für Ihr Konto mit der Nummer {{ letter.account }} ändert sich vor allem das monatliche Entgelt: Es beträgt künftig {{ letter.fee }} Euro. Darin sind alle Buchungen enthalten, die Sie selbst im Onlinebanking oder in der App erfassen, ebenso Ihre Debitkarte, Daueraufträge und Lastschriften. Belegüberweisungen berechnen wir weiterhin einzeln. Die Sollzinssätze für eingeräumte und geduldete Überziehungen bleiben unverändert.',
  'Außerdem vereinfachen wir die Zustellung: Rechnungsabschlüsse und Kontoauszüge legen wir Ihnen künftig in Ihr elektronisches Postfach und benachrichtigen Sie darüber per E-Mail. Wünschen Sie weiterhin Briefe, genügt ein kurzer Hinweis an {{ letter.adviser }}, Ihre persönliche Ansprechperson in unserer Geschäftsstelle {{ letter.branch }}. Entgelte entstehen Ihnen dadurch nicht.',
  'Die Änderungen werden nur wirksam, wenn Sie ihnen zustimmen. Das können Sie im Onlinebanking mit wenigen Klicks erledigen, telefonisch oder mit dem beigefügten Antwortschreiben. Liegt uns bis zum genannten Zeitpunkt keine Zustimmung vor, sprechen wir Sie noch einmal an; an Ihren bestehenden Vereinbarungen ändert sich bis dahin nichts. Sie können den Vertrag auch jederzeit kostenfrei und ohne Einhaltung einer Frist kündigen.',
  'Wir wissen, dass solche Schreiben selten Freude bereiten. Deshalb haben wir die wichtigsten Antworten auf einer Seite zusammengestellt, die Sie unter www.lindenhof.example/agb finden, auch in Leichter Sprache. Wenn danach Fragen offen sind, rufen Sie uns gern an: Wir nehmen uns die Zeit, die Sie brauchen, und beraten Sie auf Wunsch auch zu Hause.',
];
const BRANCHES = ['Lübeck Mitte', 'Lübeck St. Jürgen', 'Travemünde', 'Bad Schwartau', 'Ratzeburg', 'Mölln', 'Eutin'];
const ADVISERS = ['Frau Harms', 'Herrn Petersen', 'Frau Dr. Wolkenstein', 'Herrn Sievers', 'Frau Ahlers'];

function record(index: number) {
  const { customer, account } = statementRecord(index, 0, 'de');
  const letter = {
    reference: `B${200_000 + index}`,
    date: `${1 + (index % 28)}. ${['März', 'April', 'Mai', 'Juni'][index % 4]} 2027`,
    account: account.iban.slice(-10),
    fee: `${3 + (index % 7)},${String(10 + (index % 90))}`,
    adviser: ADVISERS[index % ADVISERS.length]!,
    branch: BRANCHES[index % BRANCHES.length]!,
  };
  return { customer, letter };
}

/** A one-page letter of 300 words, justified and hyphenated, with some fields in it; German. */
export async function letter(): Promise<Kind> {
  const { bundle } = await bundleFromFolder('examples/bank-statement');
  const { customer } = bundle.template.data.properties as { readonly customer: unknown };
  const text = { type: 'string' };
  const body: Node[] = [
    { type: 'heading', level: 1, text: 'Änderung unserer Geschäftsbedingungen' },
    { type: 'paragraph', text: 'Guten Tag {{ customer.name }},' },
    ...PARAGRAPHS.map((paragraph): Node => ({ type: 'paragraph', style: 'letter', text: paragraph })),
    { type: 'paragraph', text: 'Mit freundlichen Grüßen\n**{{ brand.sender.organisation }}**' },
  ];
  const template: Template = {
    ...bundle.template,
    id: 'bench-letter',
    name: 'Letter',
    languages: ['de'],
    data: {
      type: 'object',
      required: ['customer', 'letter'],
      properties: {
        customer,
        letter: { type: 'object', properties: { reference: text, date: text, account: text, fee: text, adviser: text, branch: text } },
      },
    },
    reference: 'letter.reference',
    subject: 'Änderung unserer Geschäftsbedingungen',
    letter: {
      master: 'letter',
      frames: {
        address: bundle.template.letter.frames!.address!,
        info: [
          { type: 'paragraph', style: 'infoLabel', text: 'Unser Zeichen' },
          { type: 'paragraph', style: 'infoValue', text: '{{ letter.reference }}' },
          { type: 'paragraph', style: 'infoLabel', text: 'Kundennummer' },
          { type: 'paragraph', style: 'infoValue', text: '{{ customer.number }}' },
        ],
      },
    },
    body,
  };
  const { email: _email, sms: _sms, chat: _chat, ...letterOnly } = template;
  const styles = { ...bundle.brand.styles, letter: { basedOn: 'body', align: 'justify' as const } };
  return {
    key: 'c',
    name: 'one-page letter of 300 words',
    bundle: { ...bundle, template: letterOnly, brand: { ...bundle.brand, styles } },
    files: BANK.files,
    record,
    plain(index) {
      const { customer: person, letter: of } = record(index);
      const fields = of as { readonly [field: string]: string };
      return {
        ...BANK,
        language: 'de',
        address: person.address,
        info: [
          ['Unser Zeichen', of.reference],
          ['Kundennummer', person.number],
        ],
        heading: 'Änderung unserer Geschäftsbedingungen',
        paragraphs: [`Guten Tag ${person.name},`],
        justified: PARAGRAPHS.map((paragraph) => paragraph.replace(/\{\{ letter\.(\w+) \}\}/g, (_, field: string) => fields[field]!)),
        closing: ['Mit freundlichen Grüßen', 'Lindenhof Bank AG'],
      };
    },
  };
}
