import type { CampaignPoint } from '@posthorn/contract';

/** What of a mail is judged. */
export interface JudgedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Point = Omit<CampaignPoint, 'variant'>;

/*
 * Rules about a mail's outside, each to be seen with its reason: no score that nobody can explain. They are those of SpamAssassin that a sender can do something about
 * (https://spamassassin.apache.org, rules SUBJ_ALL_CAPS, PLING_QUERY, HTML_IMAGE_RATIO, MIME_HTML_MOSTLY, URI shorteners, HTTPS_HTTP_MISMATCH, LONGWORDS), told
 * in plain words.
 */

/** Most telephones cut a subject after about 40 characters, wide screens after 70; RFC 5322, 2.1.1 recommends lines of at most 78. */
const longSubject = 70;

const shorteners = /^(bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly)$/i;

/** What is to be seen to in a mail. */
export function judgeMail({ subject, html, text }: JudgedMail): readonly Point[] {
  return [...judgeSubject(subject), ...judgeLinks(html), ...judgePictures(html, text)];
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

interface Link {
  readonly href: string;
  readonly shown: string;
}

const linksIn = (html: string): readonly Link[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)<\/a>/gis)].map(([, href, inner]) => ({
    href: href!.replaceAll('&amp;', '&'),
    shown: inner!.replace(/<[^>]*>/g, '').trim(),
  }));

function judgeLinks(html: string): readonly Point[] {
  const points: Point[] = [];
  const links = linksIn(html).filter(({ href }) => !/^(mailto|tel|sms):/i.test(href));
  for (const { href, shown } of links) {
    const address = URL.parse(href);
    if (address === null) {
      points.push(blocking('link-broken', `A link leads nowhere: "${href}".`, 'Give the whole address, with https://.'));
      continue;
    }
    if (address.protocol !== 'https:') points.push(warning('link-not-secure', `A link is not encrypted: ${href}`, 'Use https://.'));
    if (shorteners.test(address.hostname))
      points.push(
        warning(
          'link-shortened',
          `A link hides where it leads: ${address.hostname}.`,
          'Link to the page itself; spam filters distrust shorteners.',
        ),
      );
    const told = URL.parse(/^www\./i.test(shown) ? `https://${shown}` : shown);
    if (told !== null && /^https?:/.test(told.protocol) && told.hostname.replace(/^www\./, '') !== address.hostname.replace(/^www\./, ''))
      points.push(
        blocking('link-misleads', `A link says ${told.hostname} and leads to ${address.hostname}.`, 'Let it lead where it says.'),
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
      blocking('picture-without-text', `${silent} pictures have no alternative text.`, 'Say what they show, or that they are decoration.'),
    );
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  if (pictures.length > 0 && words < 20 * Math.min(pictures.length, 5))
    points.push(
      warning(
        'mostly-pictures',
        `Beside ${pictures.length} pictures there are only ${words} words.`,
        'Write in words what the pictures say: many see mails without pictures.',
      ),
    );
  return points;
}

const warning = (code: string, text: string, hint: string): Point => ({ code, verdict: 'warning', text, hint });
const blocking = (code: string, text: string, hint: string): Point => ({ code, verdict: 'blocking', text, hint });
