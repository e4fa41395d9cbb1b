import { claimReminders, type PersonToRemind, peopleToRemind, releaseReminders } from '../../content/index.ts';
import { publicAddress } from '../../platform/config/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { sendMail } from '../email/send-mail.ts';
import { composeMail } from '../email/system-mail/compose-mail.ts';
import { words } from './words.ts';

/** So many are named in a mail; the page lists all. */
const mostNamed = 20;
/** Where people read German when nobody chose a language. */
const german = new Set(['DE', 'AT', 'LI']);

/**
 * Reminds of reviews by mail: each person of a review once for each day on which it is due, in one mail a day. Claimed before it is sent, so
 * that nobody gets it twice; what the mail server does not take now is tried again the next time. Does nothing where the workplace has no
 * address that a mail could lead to.
 */
export async function sendReminders(platform: Platform): Promise<void> {
  const address = publicAddress(platform.config);
  if (address === undefined) return;
  for (const person of await peopleToRemind(platform)) await remind(platform, person, `${address}/reviews`);
}

async function remind(platform: Platform, { user, language, reviews }: PersonToRemind, link: string): Promise<void> {
  const at = platform.clock();
  const fresh = new Set(await claimReminders(platform.db, user.id, reviews, at));
  if (fresh.size === 0) return;
  const wanted = language ?? (german.has(platform.config.homeCountry ?? '') ? 'de' : 'en');
  const spoken = wanted.startsWith('de') ? 'de' : 'en';
  const say = words[spoken];
  const named = reviews.filter(({ versionId }) => fresh.has(versionId));
  const lines = named.slice(0, mostNamed).map((one) => say.line(one, nameIn(one.name, spoken)));
  const mail = {
    ...{ language: spoken, subject: say.subject(named.length), greeting: say.greeting(user.name) },
    ...{ text: [say.text(named.length), ...(lines.length === 1 ? lines : [])].join(' '), button: say.button, link },
    notes: [...(lines.length === 1 ? [] : lines), say.off],
  };
  const { email, sender } = await composeMail(platform, undefined, mail);
  const { subject, html, text, inlineImages } = email;
  const to = { name: user.name, address: user.email };
  const outcome = await sendMail(platform, { to, language: spoken, subject, html, text, inlineImages, sender });
  if (outcome.kind === 'deferred') await releaseReminders(platform.db, user.id, at);
  if (outcome.kind !== 'sent') platform.log.warn({ userId: user.id, outcome: outcome.kind }, 'a reminder of reviews was not taken');
}

const nameIn = (name: string | Readonly<Record<string, string>>, language: string): string =>
  typeof name === 'string' ? name : (name[language] ?? Object.values(name)[0] ?? '');
