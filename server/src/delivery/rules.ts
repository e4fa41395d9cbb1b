import type { ChannelName } from '@posthorn/contract';
import type { Suppression, Verdict } from '../customers/index.ts';
import type { RoutableCustomer, Route, RouteQuestion } from '../production/index.ts';

/*
 * Where a communication goes
 *
 * The customer's preference for the purpose of the template decides, else the preference for everything (`*`). A channel can be
 * used when the template makes a rendition for it, this installation has it switched on, and the customer has a valid contact point
 * on it: neither bounced, nor opted out, nor malformed. Where the preferred channel cannot be used, or none is preferred, the first usable one
 * of e-mail, post and portal is taken: fast and cheap first, and the portal last, because a document there waits until somebody
 * looks. SMS and push are never a fallback: they cannot carry a document. A customer whom no channel reaches is not written to; production
 * keeps the record as failed with the reason.
 *
 * Advertising goes out only where the customer allowed it (or, by post and in the portal, has not objected); what it stands on is part of
 * the reason: `preferred.by-consent`. Then the lists of those who must not be written to are asked. Where nothing but a
 * permission is missing, the code is `not-permitted`.
 *
 * The portal itself says nothing, so a notice tells of the document: by the way that the customer prefers for everything, be it e-mail, SMS or a
 * notification in a browser; else by e-mail, else by SMS.
 */

/** Order in which channels are tried when the preferred one cannot be used. */
export const fallbackOrder: readonly ChannelName[] = ['email', 'post', 'portal'];

/** Why a channel cannot be used. */
export type Obstacle = 'off' | 'not-offered' | 'missing' | 'malformed' | 'bounced' | 'opted-out' | Refusal;
/** What the customer, or a list on which the customer stands, has against it. */
type Refusal = Extract<Verdict, { allowed: false }>['obstacle'] | Suppression['reason'];

const refusals: ReadonlySet<string> = new Set<Refusal>([
  ...(['no-consent', 'unconfirmed', 'expired', 'ended', 'other-address'] as const),
  ...(['robinson', 'complaint', 'own', 'moved', 'returned', 'deceased', 'outdated'] as const),
]);

/** Which channels this installation has switched on. */
export type EnabledChannels = ReadonlySet<ChannelName>;

/** Decides where a communication goes. Codes of the reason: see `reasonText`. */
export function chooseRoute(question: RouteQuestion, enabled: EnabledChannels): Route {
  const { customer, purpose } = question;
  const preferred = customer.preferences[purpose] ?? customer.preferences['*'];
  const obstacle = preferred === undefined ? undefined : obstacleOf(preferred, question, enabled);
  if (preferred !== undefined && obstacle === undefined) return routed(preferred, 'preferred', question);
  const code = preferred === undefined ? 'default' : `fallback.${preferred}-${obstacle}`;
  const next = fallbackOrder.find((channel) => channel !== preferred && obstacleOf(channel, question, enabled) === undefined);
  if (next === undefined) return nowhere(question, enabled);
  return routed(next, code, question);
}

/** The address on a channel: for post the lines of the postal address, one below the other. */
export function addressOn(channel: ChannelName, customer: RoutableCustomer): string | undefined {
  if (channel === 'post') return customer.postalAddress.length >= 2 ? customer.postalAddress.join('\n') : undefined;
  const points = customer.contactPoints.filter((point) => point.channel === channel);
  // A push message goes to all devices of its customer.
  if (channel === 'push') return points.flatMap((point) => (point.state === 'valid' ? point.address : [])).join('\n') || undefined;
  const usable = points.find((point) => point.state === 'valid');
  // A customer needs no address to have a portal: the portal knows them by their number.
  return usable?.address ?? (channel === 'portal' && points.length === 0 ? 'portal' : undefined);
}

function nowhere(question: RouteQuestion, enabled: EnabledChannels): Route {
  const obstacles = fallbackOrder.flatMap((channel) => {
    const obstacle = obstacleOf(channel, question, enabled);
    return obstacle !== undefined && refusals.has(obstacle) ? [{ channel, obstacle }] : [];
  });
  if (obstacles.length === 0) return { channel: 'none', code: 'no-route', text: reasonText('no-route', 'en') };
  const refused = obstacles.map(({ channel, obstacle }) => `${channelNames.en[channel]}: ${obstacleTexts.en[obstacle]}`);
  const text = `${reasonText('not-permitted', 'en')} ${sentence(refused.join('; '))}`;
  return { channel: 'none', code: 'not-permitted', text, obstacles };
}

const sentence = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}.`;

function routed(channel: ChannelName, reason: string, question: RouteQuestion): Route {
  const verdict = verdictOf(channel, question);
  const code = verdict?.allowed ? `${reason}.by-${verdict.basis}` : reason;
  return { channel, code, text: reasonText(code, 'en') };
}

/** Ways by which somebody can be told of a document in the portal. */
export type NoticeChannel = 'email' | 'sms' | 'push';

/** By which channel a customer is told of a document in the portal; undefined where none is set up, known and allowed. Push only where it is wished. */
export function noticeChannel(question: Omit<RouteQuestion, 'offered'>, enabled: EnabledChannels): NoticeChannel | undefined {
  const wished = (['push', 'sms'] as const).find((channel) => channel === question.customer.preferences['*']);
  const order: readonly NoticeChannel[] = [...new Set([...(wished === undefined ? [] : [wished]), 'email' as const, 'sms' as const])];
  return order.find((channel) => obstacleOf(channel, { ...question, offered: order }, enabled) === undefined);
}

function obstacleOf(channel: ChannelName, question: RouteQuestion, enabled: EnabledChannels): Obstacle | undefined {
  if (!enabled.has(channel)) return 'off';
  if (!question.offered.includes(channel)) return 'not-offered';
  if (addressOn(channel, question.customer) !== undefined && !stopped(channel, question.customer)) {
    const verdict = verdictOf(channel, question);
    if (verdict?.allowed === false) return verdict.obstacle;
    return question.suppressed?.(question.purpose, channel, verdict?.basis === 'consent')?.reason;
  }
  const states = question.customer.contactPoints.filter((point) => point.channel === channel).map((point) => point.state);
  if (states.includes('opted_out')) return 'opted-out';
  if (states.includes('bounced')) return 'bounced';
  return states.includes('unknown') ? 'malformed' : 'missing';
}

/** What the customer's permissions say of advertising on a channel; undefined where nothing has to be asked. */
function verdictOf(channel: ChannelName, { purpose, customer, mayAdvertise }: RouteQuestion): Verdict | undefined {
  if (purpose !== 'advertising') return undefined;
  return mayAdvertise?.(channel, addressOn(channel, customer) ?? '') ?? { allowed: false, obstacle: 'no-consent' };
}

/** A postal address can be marked as returned or unwanted by a contact point on the channel post. */
function stopped(channel: ChannelName, customer: RoutableCustomer): boolean {
  if (channel !== 'post') return false;
  const points = customer.contactPoints.filter((point) => point.channel === 'post');
  return points.length > 0 && points.every((point) => point.state === 'bounced' || point.state === 'opted_out');
}

const channelNames = {
  en: { email: 'e-mail', post: 'post', portal: 'the portal', sms: 'SMS', push: 'notifications' },
  de: { email: 'E-Mail', post: 'Post', portal: 'das Portal', sms: 'SMS', push: 'Mitteilungen' },
} as const;
const obstacleTexts: Readonly<Record<'en' | 'de', Readonly<Record<Obstacle, string>>>> = {
  en: {
    off: 'it is not set up here',
    'not-offered': 'the template has no form for it',
    missing: 'there is no address for it',
    malformed: 'the address has no valid form',
    bounced: 'the address did not work the last time',
    'opted-out': 'the customer does not want to be written to there',
    'no-consent': 'there is no consent',
    unconfirmed: 'the consent was not confirmed',
    expired: 'the consent has expired',
    ended: 'the customer withdrew the consent or objected',
    'other-address': 'the consent is for another address',
    robinson: 'the customer stands on a Robinson list',
    complaint: 'the customer complained',
    own: 'the customer stands on a list of ours',
    moved: 'the customer moved',
    returned: 'letters came back',
    deceased: 'the customer died',
    outdated: 'the list that must be asked is out of date',
  },
  de: {
    off: 'dieser Weg ist hier nicht eingerichtet',
    'not-offered': 'die Vorlage hat keine Form dafür',
    missing: 'es gibt dafür keine Adresse',
    malformed: 'die Adresse hat keine gültige Form',
    bounced: 'die Adresse war zuletzt nicht erreichbar',
    'opted-out': 'der Kunde möchte dort nicht angeschrieben werden',
    'no-consent': 'es gibt keine Einwilligung',
    unconfirmed: 'die Einwilligung wurde nicht bestätigt',
    expired: 'die Einwilligung ist abgelaufen',
    ended: 'der Kunde hat widerrufen oder widersprochen',
    'other-address': 'die Einwilligung gilt für eine andere Adresse',
    robinson: 'der Kunde steht auf einer Robinsonliste',
    complaint: 'der Kunde hat sich beschwert',
    own: 'der Kunde steht auf einer eigenen Sperrliste',
    moved: 'der Kunde ist umgezogen',
    returned: 'Briefe kamen zurück',
    deceased: 'der Kunde ist gestorben',
    outdated: 'die Liste, die gefragt werden muss, ist veraltet',
  },
};

const basisTexts = {
  en: {
    consent: 'The customer consented.',
    'existing-customer': 'The customer bought goods like these.',
    'no-objection': 'The customer has not objected.',
  },
  de: {
    consent: 'Der Kunde hat eingewilligt.',
    'existing-customer': 'Der Kunde hat ähnliche Waren gekauft.',
    'no-objection': 'Der Kunde hat nicht widersprochen.',
  },
} as const;

/** The reason of a route in words. An unknown code is its own text. */
export function reasonText(code: string, language: 'en' | 'de'): string {
  const german = language === 'de';
  const [, reason, basis] = /^(.+)\.by-([a-z-]+)$/.exec(code) ?? [];
  const why = basisTexts[language][basis as keyof typeof basisTexts.en];
  if (reason !== undefined && why !== undefined) return `${reasonText(reason, language)} ${why}`;
  if (code === 'preferred') return german ? 'Vom Kunden gewünschter Weg.' : 'The channel that the customer prefers.';
  if (code === 'default')
    return german ? 'Kein Wunsch bekannt, der erste mögliche Weg.' : 'No preference is known; the first possible channel.';
  if (code === 'not-permitted')
    return german
      ? 'Diesem Kunden darf zu diesem Zweck nicht geschrieben werden.'
      : 'This customer may not be written to for this purpose.';
  if (code === 'no-route') return german ? 'Auf keinem Weg erreichbar.' : 'No channel reaches the customer.';
  const [, channel, obstacle] = /^fallback\.(email|post|portal|sms|push)-(.+)$/.exec(code) ?? [];
  const hindrance = obstacleTexts[language][obstacle as Obstacle];
  if (channel === undefined || hindrance === undefined) return code;
  const name = channelNames[language][channel as ChannelName];
  return german ? `Gewünscht ist ${name}, aber ${hindrance}.` : `The customer prefers ${name}, but ${hindrance}.`;
}
