/** A mail that tells of a document in the portal, where the template has no short message for it. */
const texts = {
  en: {
    subject: 'New document: {subject}',
    text: 'Good day,\n\na new document is ready for you in the portal:\n\n{subject}\n\nPlease sign in there to read it.\n',
  },
  de: {
    subject: 'Neues Dokument: {subject}',
    text: 'Guten Tag,\n\nim Portal liegt ein neues Dokument für Sie bereit:\n\n{subject}\n\nBitte melden Sie sich dort an, um es zu lesen.\n',
  },
  fr: {
    subject: 'Nouveau document : {subject}',
    text: 'Bonjour,\n\nun nouveau document est à votre disposition sur le portail :\n\n{subject}\n\nConnectez-vous pour le lire.\n',
  },
} as const;

/** Subject and text in the language of the communication, English where there is none. */
export function noticeText(language: string, subject: string): { readonly subject: string; readonly text: string } {
  const chosen = texts[language.slice(0, 2) as keyof typeof texts] ?? texts.en;
  return { subject: chosen.subject.replace('{subject}', () => subject), text: chosen.text.replace('{subject}', () => subject) };
}
