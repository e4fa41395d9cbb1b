/*
 * What a notice of a document in the portal says. Nothing of the document and nothing of the customer: a notice lies open in mailboxes and on
 * screens of others, and its link is the key.
 */

/** What a language says in a notice. */
export interface NoticeWords {
  readonly language: string;
  readonly subject: (organisation: string) => string;
  readonly greeting: string;
  readonly text: (organisation: string) => string;
  readonly button: string;
  readonly until: (day: string) => string;
  readonly ignore: string;
  /** Where nobody said under which address customers reach this server. */
  readonly withoutLink: string;
  /** One short message, with as few characters as it can. */
  readonly short: (organisation: string, link: string | undefined) => string;
}

const en: NoticeWords = {
  language: 'en',
  subject: (organisation) => `A new document from ${organisation}`,
  greeting: 'Good day,',
  text: (organisation) => `${organisation} has put a new document into your mailbox. You can read it there, print it, or keep it.`,
  button: 'To my documents',
  until: (day) => `The link works until ${day}. It is meant for you alone: please do not pass it on.`,
  ignore: 'For your protection this message says nothing of what is in the document.',
  withoutLink: 'You find it in our portal.',
  short: (organisation, link) => `${organisation}: a new document is in your mailbox.${link === undefined ? '' : ` ${link}`}`,
};

const de: NoticeWords = {
  language: 'de',
  subject: (organisation) => `Ein neues Dokument von ${organisation}`,
  greeting: 'Guten Tag,',
  text: (organisation) =>
    `${organisation} hat ein neues Dokument in Ihr Postfach gelegt. Sie können es dort lesen, drucken oder aufbewahren.`,
  button: 'Zu meinen Dokumenten',
  until: (day) => `Der Link gilt bis zum ${day}. Er ist nur für Sie bestimmt: Bitte geben Sie ihn nicht weiter.`,
  ignore: 'Zu Ihrem Schutz steht hier nichts über den Inhalt.',
  withoutLink: 'Sie finden es in unserem Portal.',
  short: (organisation, link) => `${organisation}: Ein neues Dokument liegt in Ihrem Postfach.${link === undefined ? '' : ` ${link}`}`,
};

const fr: NoticeWords = {
  language: 'fr',
  subject: (organisation) => `Un nouveau document de ${organisation}`,
  greeting: 'Bonjour,',
  text: (organisation) =>
    `${organisation} a déposé un nouveau document dans votre boîte. Vous pouvez l’y lire, l’imprimer ou le conserver.`,
  button: 'Voir mes documents',
  until: (day) => `Le lien est valable jusqu’au ${day}. Il n’est destiné qu’à vous : merci de ne pas le transmettre.`,
  ignore: 'Pour votre protection, ce message ne dit rien du contenu.',
  withoutLink: 'Vous le trouverez sur notre portail.',
  short: (organisation, link) => `${organisation} : un nouveau document est dans votre boîte.${link === undefined ? '' : ` ${link}`}`,
};

/** The words of a language, English where there are none. */
export const noticeWords = (language: string): NoticeWords =>
  [de, en, fr].find((one) => one.language === language.toLowerCase().slice(0, 2)) ?? en;
