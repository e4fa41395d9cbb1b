import { type JudgedMail, linksIn, textOfHtml } from './judged-mail.ts';
import { blocking, type Point, warning } from './point.ts';

/* Rules about a mail's outside, each with its reason and what to do; what spam filters make of it is in `spam-score.ts`. No link is followed: who does tells
 * its server of customers before they are written to.
 */

/** Most telephones cut a subject after about 40 characters, wide screens after 70; RFC 5322, 2.1.1 recommends lines of at most 78. */
const longSubject = 70;

const shorteners = /^(bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly)$/i;

/** What is to be seen to in a mail. */
export function judgeMail(mail: JudgedMail): readonly Point[] {
  const { subject, html, text } = mail;
  return [
    ...judgeSubject(subject),
    ...judgeLinks(html),
    ...judgePictures(html, text),
    ...judgeSize(mail),
    ...judgeLeftovers(mail),
    ...judgeAccess(mail),
  ];
}

function judgeSubject(subject: string): readonly Point[] {
  const letters = subject.replace(/[^\p{L}]/gu, '');
  const points: Point[] = [];
  if (subject.trim() === '') points.push(blocking('subject-empty', 'The e-mail has no subject.', 'Write one.'));
  if (subject.length > longSubject)
    points.push(
      warning(
        'subject-long',
        `The subject has ${subject.length} characters; telephones show about 40.`,
        'Put what matters first, or shorten it.',
        { characters: subject.length },
      ),
    );
  if (letters.length >= 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    points.push(warning('subject-capitals', 'The subject is all capitals.', 'Spam filters count it; write it as a sentence.'));
  if (/[!?]{2,}|!.*!/.test(subject))
    points.push(warning('subject-exclamation', 'The subject shouts with several marks.', 'One is enough.'));
  if (/^(re|aw|fwd|wg):/i.test(subject))
    points.push(warning('subject-reply', 'The subject pretends to be an answer.', 'Take the "Re:" away: it misleads.'));
  return points;
}

/** Names that stand for none (RFC 2606, RFC 6761), or lead nowhere from outside. */
const nowhere = /(^|\.)(example(\.(com|org|net))?|test|invalid|localhost|local|internal)$|^(10|127|192\.168)\.|^\[/i;

function judgeLinks(html: string): readonly Point[] {
  const points: Point[] = [];
  // A link to nowhere on the same page is of the layout.
  const links = linksIn(html).filter(({ href }) => !/^(mailto|tel|sms):/i.test(href) && !href.startsWith('#'));
  for (const { href, shown } of links) {
    const address = URL.parse(href);
    if (address === null) {
      points.push(blocking('link-broken', `A link leads nowhere: "${href}".`, 'Give the whole address, with https://.', { href }));
      continue;
    }
    if (nowhere.test(address.hostname)) {
      points.push(
        warning('link-nowhere', `A link leads to a place that is there for trying only: ${href}`, 'Give the address of the real page.', {
          href,
        }),
      );
      continue;
    }
    if (address.protocol !== 'https:')
      points.push(warning('link-not-secure', `A link is not encrypted: ${href}`, 'Use https://.', { href }));
    if (shorteners.test(address.hostname))
      points.push(
        warning(
          'link-shortened',
          `A link hides where it leads: ${address.hostname}.`,
          'Link to the page itself; spam filters distrust shorteners.',
          { host: address.hostname },
        ),
      );
    const told = URL.parse(/^www\./i.test(shown) ? `https://${shown}` : shown);
    if (told !== null && /^https?:/.test(told.protocol) && told.hostname.replace(/^www\./, '') !== address.hostname.replace(/^www\./, ''))
      points.push(
        blocking('link-misleads', `A link says ${told.hostname} and leads to ${address.hostname}.`, 'Let it lead where it says.', {
          ...{ says: told.hostname, leads: address.hostname },
        }),
      );
  }
  return points;
}

function judgePictures(html: string, text: string): readonly Point[] {
  const points: Point[] = [];
  const pictures = [...html.matchAll(/<img\b[^>]*>/gi)].map(([tag]) => tag);
  const silent = pictures.filter((tag) => !/\balt=/i.test(tag)).length;
  if (silent > 0)
    points.push(
      blocking('picture-without-text', `${silent} pictures have no alternative text.`, 'Say what they show, or that they are decoration.', {
        pictures: silent,
      }),
    );
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  if (pictures.length > 0 && words < 20 * Math.min(pictures.length, 5))
    points.push(
      warning(
        'mostly-pictures',
        `There are ${pictures.length === 1 ? 'a picture' : `${pictures.length} pictures`} and only ${words} words.`,
        'Write in words what the pictures say: many see mails without pictures.',
        { pictures: pictures.length, words },
      ),
    );
  return points;
}

/** What a mail weighs on a telephone before anything of it is seen; Gmail's limit of its HTML is told by the engine. */
const heavyBytes = 1024 * 1024;

function judgeSize({ html, text, pictureBytes }: JudgedMail): readonly Point[] {
  const bytes = html.length + text.length + pictureBytes * (4 / 3);
  if (bytes <= heavyBytes) return [];
  const megabytes = (bytes / heavyBytes).toFixed(1);
  return [
    warning('mail-heavy', `The mail weighs ${megabytes} MB.`, 'Make its pictures smaller: most are read on telephones.', {
      megabytes: Number(megabytes),
    }),
  ];
}

/** What authors write where something is still to come, and marks that nobody filled in. */
const leftovers = [
  /\{\{|\}\}|\[object Object\]|\b(TODO|TBD|FIXME|XXX)\b|%[A-Z_]{3,}%|\*\|[A-Z_]+\|\*/,
  /\blorem ipsum\b|\[\[?(name|vorname|nachname|anrede|first name|last name|link|datum|date)\]/i,
  /\b(dear|hello|hi|hallo|liebe|lieber|guten tag|sehr geehrter?) (undefined|null|nan)\b/i,
];

function judgeLeftovers({ subject, html, text }: JudgedMail): readonly Point[] {
  const words = [subject, text, textOfHtml(html)].join('\n');
  const mark = leftovers.map((pattern) => pattern.exec(words)?.[0]).find((one) => one !== undefined);
  if (mark === undefined) return [];
  return [
    blocking('placeholder-left', `It says "${mark}": something was to be put in there.`, 'Put it in, or take the mark out.', { mark }),
  ];
}

/** Says nothing to who hears a list of a mail's links. */
const vague =
  /^(hier|hier klicken|klicken sie hier|mehr|weiter|weiterlesen|link|here|click here|more|read more|this link|learn more)[ .…!›»→]*$/i;

function judgeAccess({ html, language }: JudgedMail): readonly Point[] {
  const points: Point[] = [];
  if (!new RegExp(`<html[^>]*\\blang="${language.slice(0, 2)}`, 'i').test(html))
    points.push(
      warning('no-language', 'The mail does not say its language; screen readers read it in theirs.', 'Give the template its language.'),
    );
  const links = linksIn(html);
  for (const shown of new Set(links.filter((link) => vague.test(link.shown)).map((link) => link.shown)))
    points.push(
      warning('link-vague', `A link is called "${shown}".`, 'Say where it leads: who hears the links alone learns nothing.', { shown }),
    );
  if (links.some(({ shown }) => shown === ''))
    points.push(
      blocking(
        'link-without-text',
        'A link has neither words nor a picture with a text.',
        'Give it words, or its picture an alternative text.',
      ),
    );
  return points;
}
