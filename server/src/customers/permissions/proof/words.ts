import type { ConsentAct, ConsentWay, Permission, Sensitivity } from '@posthorn/contract';
import type { ListedBy, SuppressionKind } from '../../suppression/types.ts';
import type { ConsentChannel } from '../types.ts';

const germanDay = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('.');

interface Words {
  purpose(name: string): string;
  readonly channels: Readonly<Record<ConsentChannel, string>>;
  readonly states: Readonly<Record<Permission['state'], string>>;
  readonly acts: Readonly<Record<ConsentAct, string>>;
  readonly ways: Readonly<Record<ConsentWay, string>>;
  readonly wording: string;
  readonly classes: Readonly<Record<Sensitivity | 'unclassified', string>>;
  /** Why somebody stands on a list, and by what they were found there. */
  readonly lists: Readonly<Record<SuppressionKind, string>>;
  readonly listedBy: Readonly<Record<ListedBy, string>>;
  readonly representatives: Readonly<Record<'guardian' | 'authorised-recipient' | 'copy', string>>;
  readonly allButAdvertising: string;
  /** Names of what commonly proves something; others stay as they were noted. */
  readonly evidence: Readonly<Record<string, string>>;
  /** A day and time, in UTC, of ISO 8601. */
  moment(iso: string): string;
  answer(yes: boolean): string;
  asOf(day: string): string;
  from(day: string): string;
  keptUntil(day: string): string;
  until(day: string): string;
  goods(names: string): string;
  noted(at: string, by: string): string;
}

/** What the proof says in the reader's language; purposes that a house named itself stay as they are. */
export const words: Readonly<Record<'en' | 'de', Words>> = {
  en: {
    purpose: (name) => ({ advertising: 'Advertising', contract: 'Contract', service: 'Service' })[name] ?? name,
    channels: { email: 'e-mail', sms: 'SMS', post: 'post', portal: 'portal', push: 'notifications', phone: 'phone' },
    states: {
      none: 'nothing',
      asked: 'asked, no answer',
      unconfirmed: 'given, not confirmed',
      granted: 'consent given',
      ended: 'withdrawn or objected',
      expired: 'expired',
      bought: 'existing customer',
    },
    acts: {
      asked: 'Asked',
      granted: 'Consent given',
      confirmed: 'Confirmed from the address',
      refused: 'Refused',
      withdrawn: 'Withdrawn',
      bought: 'Purchase with notice of the right to object',
      objected: 'Objected',
      used: 'Used',
    },
    ways: {
      'web-form': 'form on the web',
      app: 'app',
      'e-mail': 'e-mail',
      sms: 'SMS',
      paper: 'on paper',
      'in-person': 'in person',
      phone: 'on the phone',
      'preference-centre': 'preference centre',
    },
    wording: 'wording',
    classes: {
      special: 'special category',
      confidential: 'confidential',
      ordinary: 'ordinary',
      public: 'public',
      unclassified: 'not classified',
    },
    lists: {
      ...{ robinson: 'Robinson list', complaint: 'complaint', own: 'block of our own', moved: 'moved' },
      ...{ returned: 'mail came back', deceased: 'deceased' },
    },
    listedBy: { email: 'e-mail address', sms: 'phone number', post: 'name and address', number: 'customer number' },
    representatives: { guardian: 'guardian', 'authorised-recipient': 'authorised recipient', copy: 'gets a copy' },
    allButAdvertising: 'everything but advertising',
    evidence: {
      ...{ proof: 'proof', source: 'source', note: 'note', ip: 'IP address', goods: 'goods', noticeGiven: 'told of the right to object' },
      ...{ browser: 'browser', userAgent: 'browser', link: 'hash of the link', form: 'form' },
    },
    moment: (iso) => iso.slice(0, 16).replace('T', ' '),
    answer: (yes) => (yes ? 'yes' : 'no'),
    asOf: (day) => `as of ${day}`,
    from: (day) => `from ${day}`,
    keptUntil: (day) => `proof to be kept until ${day.slice(0, 10)} (§ 7a UWG)`,
    until: (day) => `until ${day.slice(0, 10)}`,
    goods: (names) => `for goods like: ${names}`,
    noted: (at, by) => `noted ${at} by ${by}`,
  },
  de: {
    purpose: (name) => ({ advertising: 'Werbung', contract: 'Vertrag', service: 'Service' })[name] ?? name,
    channels: { email: 'E-Mail', sms: 'SMS', post: 'Post', portal: 'Portal', push: 'Mitteilungen', phone: 'Telefon' },
    states: {
      none: 'nichts',
      asked: 'gefragt, keine Antwort',
      unconfirmed: 'erteilt, nicht bestätigt',
      granted: 'Einwilligung erteilt',
      ended: 'widerrufen oder widersprochen',
      expired: 'abgelaufen',
      bought: 'Bestandskunde',
    },
    acts: {
      asked: 'Gefragt',
      granted: 'Einwilligung erteilt',
      confirmed: 'Von der Adresse aus bestätigt',
      refused: 'Abgelehnt',
      withdrawn: 'Widerrufen',
      bought: 'Kauf mit Hinweis auf das Widerspruchsrecht',
      objected: 'Widersprochen',
      used: 'Genutzt',
    },
    ways: {
      'web-form': 'Formular im Web',
      app: 'App',
      'e-mail': 'E-Mail',
      sms: 'SMS',
      paper: 'auf Papier',
      'in-person': 'persönlich',
      phone: 'am Telefon',
      'preference-centre': 'Präferenzseite',
    },
    wording: 'Wortlaut',
    classes: {
      ...{ special: 'besondere Kategorie', confidential: 'vertraulich', ordinary: 'gewöhnlich' },
      ...{ public: 'öffentlich', unclassified: 'nicht eingestuft' },
    },
    lists: {
      ...{ robinson: 'Robinsonliste', complaint: 'Beschwerde', own: 'eigene Sperre', moved: 'verzogen' },
      ...{ returned: 'Post kam zurück', deceased: 'verstorben' },
    },
    listedBy: { email: 'E-Mail-Adresse', sms: 'Telefonnummer', post: 'Name und Anschrift', number: 'Kundennummer' },
    representatives: {
      guardian: 'Betreuung oder Vormundschaft',
      'authorised-recipient': 'Empfangsbevollmächtigt',
      copy: 'erhält eine Kopie',
    },
    allButAdvertising: 'alles außer Werbung',
    evidence: {
      ...{
        proof: 'Nachweis',
        source: 'Quelle',
        note: 'Notiz',
        ip: 'IP-Adresse',
        goods: 'Waren',
        noticeGiven: 'Hinweis auf das Widerspruchsrecht',
      },
      ...{ browser: 'Browser', userAgent: 'Browser', link: 'Prüfsumme des Links', form: 'Formular' },
    },
    moment: (iso) => `${germanDay(iso)} ${iso.slice(11, 16)}`,
    answer: (yes) => (yes ? 'ja' : 'nein'),
    asOf: (day) => `Stand ${germanDay(day)}`,
    from: (day) => `ab ${germanDay(day)}`,
    keptUntil: (day) => `Nachweis aufzubewahren bis ${germanDay(day)} (§ 7a UWG)`,
    until: (day) => `bis ${germanDay(day)}`,
    goods: (names) => `für ähnliche Waren wie: ${names}`,
    noted: (at, by) => `vermerkt ${at} von ${by}`,
  },
};
