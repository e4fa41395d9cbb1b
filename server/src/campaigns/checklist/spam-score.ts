import { type JudgedMail, textOfHtml } from './judged-mail.ts';
import { blocking, good, type Point, warning } from './point.ts';

/*
 * What a spam filter says of a mail's outside, with each rule's own points. Names and points are those of SpamAssassin 4, which many mailbox providers
 * build on (rules/50_scores.cf, last column: with network tests and Bayes); the tests are told after its descriptions. What a filter learns of
 * senders and readers is not known here: little said here is no promise, much of it is a warning.
 */

/** With so many a mail is spam by default. */
const limit = 5;
/** From here on one mistake more is too much. */
const tight = 2.5;

interface SpamRule {
  readonly name: string;
  readonly points: number;
  /** What it says of the mail. */
  readonly says: string;
  readonly meets: (mail: JudgedMail) => boolean;
}

const inText = (pattern: RegExp) => (mail: JudgedMail) => pattern.test(mail.text);
const inSubject = (pattern: RegExp) => (mail: JudgedMail) => pattern.test(mail.subject);

/** Characters of words beside pictures, and points of the rule for so few: HTML_IMAGE_ONLY_04 … _28. */
const pictureRules = [
  [400, 1.172],
  [800, 1.651],
  [1200, 2.059],
  [1600, 1.092],
  [2000, 1.546],
  [2400, 1.618],
  [2800, 1.404],
] as const;

const rules: readonly SpamRule[] = [
  { name: 'MISSING_SUBJECT', points: 1.799, says: 'no subject', meets: ({ subject }) => subject.trim() === '' },
  { name: 'SUBJ_ALL_CAPS', points: 0.5, says: 'subject in capitals', meets: ({ subject }) => isShouted(subject) },
  { name: 'PLING_QUERY', points: 0.1, says: '! and ? in the subject', meets: inSubject(/\?.*!|!.*\?/) },
  { name: 'FAKE_REPLY_C', points: 1.486, says: 'an answer to nothing', meets: inSubject(/^(re|aw|antw):/i) },
  { name: 'SUBJ_BUY', points: 0.639, says: 'the subject begins with "Buy"', meets: inSubject(/^buy(ing)?\b/i) },
  { name: 'DEAR_FRIEND', points: 2.577, says: '"Dear friend"', meets: inText(/^\s*dear friend\b/im) },
  {
    name: 'DEAR_SOMETHING',
    points: 1.973,
    says: '"Dear Sir", "Dear investor"',
    meets: inText(/^\s*dear (sirs?|madam|investor|candidate|travell?er)\b/im),
  },
  { name: 'GUARANTEED_100_PERCENT', points: 2.699, says: '"100 % guaranteed"', meets: inText(/\b100 ?% (guaranteed|garantiert)/i) },
  { name: 'MONEY_BACK', points: 1.232, says: '"money back guarantee"', meets: inText(/\bmoney[- ]back guarantee/i) },
  { name: 'ONE_TIME', points: 0.714, says: '"one time"', meets: inText(/\bone[- ]time (charge|investment|offer|promotion)/i) },
  { name: 'UNCLAIMED_MONEY', points: 2.427, says: 'unclaimed money', meets: inText(/\bunclaimed (money|funds?|prizes?)\b/i) },
  { name: 'LONGWORDS', points: 2.035, says: 'a chain of long words', meets: inText(/(?:\b[a-z]{8,}\s+){6}[a-z]{8,}\b/) },
  {
    name: 'NUMERIC_HTTP_ADDR',
    points: 1.242,
    says: 'a link to a number',
    meets: ({ html }) => /href="https?:\/\/\d{5,}(\/|")/i.test(html),
  },
  { name: 'MIME_HTML_ONLY', points: 0.1, says: 'no plain text beside it', meets: ({ text }) => text.trim() === '' },
];

const isShouted = (subject: string): boolean => {
  const letters = subject.replace(/[^\p{L}]/gu, '');
  return letters.length >= 10 && /\s/.test(subject.trim()) && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
};

function picturesOnly(mail: JudgedMail): readonly SpamRule[] {
  if (!/<img\b/i.test(mail.html)) return [];
  const words = textOfHtml(mail.html).length;
  const found = pictureRules.find(([below]) => words < below);
  if (found === undefined) return [];
  const [below, points] = found;
  return [
    {
      name: `HTML_IMAGE_ONLY_${String(below / 100).padStart(2, '0')}`,
      points,
      says: `pictures, and only ${words} characters of words`,
      meets: () => true,
    },
  ];
}

/** The points of a mail, each rule with its reason. */
export function spamScore(mail: JudgedMail): Point {
  const met = [...rules.filter((rule) => rule.meets(mail)), ...picturesOnly(mail)];
  const points = Math.round(met.reduce((sum, rule) => sum + rule.points, 0) * 10) / 10;
  const why = met.map((rule) => `${rule.says} (${rule.name} ${rule.points})`).join(', ');
  const text = `Spam filters give it ${points} points by its outside; with ${limit} it is spam${why === '' ? '' : `: ${why}`}.`;
  const values = { points, limit, rules: met.map((rule) => `${rule.name} ${rule.points}`).join(', ') || '–' };
  if (points < tight) return good('spam-score', text, values);
  const judged = points >= limit ? blocking : warning;
  return judged('spam-score', text, 'Change what it names; sender, links and what readers do with it count beside this.', values);
}
