import type { ConsentAct, ConsentWay, Permission, Sensitivity } from '@posthorn/contract';
import type { ConsentChannel } from '../types.ts';

interface Words {
  purpose(name: string): string;
  readonly channels: Readonly<Record<ConsentChannel, string>>;
  readonly states: Readonly<Record<Permission['state'], string>>;
  readonly acts: Readonly<Record<ConsentAct, string>>;
  readonly ways: Readonly<Record<ConsentWay, string>>;
  readonly wording: string;
  readonly classes: Readonly<Record<Sensitivity | 'unclassified', string>>;
  until(day: string): string;
  goods(names: string): string;
  noted(at: string, by: string): string;
}

/** What the proof says in the reader's language; purposes that a house named itself stay as they are. */
export const words: Readonly<Record<'en' | 'de', Words>> = {
  en: {
    purpose: (name) => (name === 'advertising' ? 'Advertising' : name),
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
    until: (day) => `until ${day}`,
    goods: (names) => `for goods like: ${names}`,
    noted: (at, by) => `noted ${at} by ${by}`,
  },
  de: {
    purpose: (name) => (name === 'advertising' ? 'Werbung' : name),
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
    until: (day) => `bis ${day}`,
    goods: (names) => `für ähnliche Waren wie: ${names}`,
    noted: (at, by) => `vermerkt ${at} von ${by}`,
  },
};
