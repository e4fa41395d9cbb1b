import type { DueReview } from '../../content/index.ts';

/** What a reminder says in the reader's language. */
interface Words {
  subject(count: number): string;
  greeting(name: string): string;
  text(count: number): string;
  line(review: DueReview, name: string): string;
  readonly button: string;
  readonly off: string;
}

const stages = {
  en: { department: 'department', legal: 'legal', compliance: 'compliance' },
  de: { department: 'Fachbereich', legal: 'Recht', compliance: 'Compliance' },
} as const;

export const words: Readonly<Record<'en' | 'de', Words>> = {
  en: {
    subject: (count) => (count === 1 ? 'A review is due' : `${count} reviews are due`),
    greeting: (name) => `Hello ${name},`,
    text: (count) => (count === 1 ? 'this version waits for your decision:' : 'these versions wait for your decision:'),
    line: ({ version, stage, due, submittedBy, insteadOf }, name) =>
      `${name}, version ${version} (${stages.en[stage]}): due ${due}, submitted by ${submittedBy}${insteadOf ? `; you stand in for ${insteadOf}` : ''}.`,
    button: 'Open the reviews',
    off: 'You can turn these mails off on that page.',
  },
  de: {
    subject: (count) => (count === 1 ? 'Eine Prüfung ist fällig' : `${count} Prüfungen sind fällig`),
    greeting: (name) => `Guten Tag ${name},`,
    text: (count) => (count === 1 ? 'diese Version wartet auf Ihre Entscheidung:' : 'diese Versionen warten auf Ihre Entscheidung:'),
    line: ({ version, stage, due, submittedBy, insteadOf }, name) =>
      `${name}, Version ${version} (${stages.de[stage]}): fällig am ${due.split('-').reverse().join('.')}, eingereicht von ${submittedBy}${insteadOf ? `; Sie vertreten ${insteadOf}` : ''}.`,
    button: 'Prüfungen öffnen',
    off: 'Auf dieser Seite können Sie diese Mails abstellen.',
  },
};
