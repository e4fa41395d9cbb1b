import type { MailContent } from '../digest.ts';

/*
 * What a mail says where what was attached lies in the portal: as little as a notice does.
 */

interface LinkWords {
  readonly language: string;
  readonly text: string;
  readonly button: string;
  readonly until: (day: string) => string;
}

const all: readonly LinkWords[] = [
  {
    language: 'en-GB',
    text: 'Your document is in your mailbox with us: it is not attached, for your protection or for its size.',
    button: 'To my document',
    until: (day) => `The link works until ${day}. It is meant for you alone: please do not pass it on.`,
  },
  {
    language: 'de',
    text: 'Ihr Dokument liegt in Ihrem Postfach bei uns: Zu Ihrem Schutz oder wegen seiner Größe hängt es nicht an.',
    button: 'Zu meinem Dokument',
    until: (day) => `Der Link gilt bis zum ${day}. Er ist nur für Sie bestimmt: Bitte geben Sie ihn nicht weiter.`,
  },
  {
    language: 'fr',
    text: 'Votre document se trouve dans votre boîte chez nous : pour votre protection ou en raison de sa taille, il n’est pas joint.',
    button: 'Voir mon document',
    until: (day) => `Le lien est valable jusqu’au ${day}. Il n’est destiné qu’à vous : merci de ne pas le transmettre.`,
  },
];

/** A mail that begins with the link to what is not attached to it. */
export function withLink(content: MailContent, link: { readonly url: string; readonly expiresAt: Date }, language: string): MailContent {
  const words = all.find((one) => one.language.startsWith(language.slice(0, 2).toLowerCase())) ?? all[0]!;
  const day = new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone: 'UTC' }).format(link.expiresAt);
  const text = [words.text, `${words.button}: ${link.url}`, words.until(day), content.text].join('\n\n');
  if (content.html === undefined) return { ...content, text };
  const block = `<div class="ph-card ph-t" style="max-width:600px;margin:16px auto;padding:16px 24px;font-family:sans-serif;background-color:#ffffff;color:#1a1d21"><p style="margin:0 0 8px">${words.text}</p><p style="margin:0 0 8px"><a href="${escaped(link.url)}" style="color:#16405f;font-weight:bold">${words.button}</a></p><p style="margin:0;font-size:14px">${words.until(day)}</p></div>`;
  const body = /<body\b[^>]*>/i.exec(content.html);
  const at = body === null ? 0 : body.index + body[0].length;
  return { ...content, text, html: content.html.slice(0, at) + block + content.html.slice(at) };
}

const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
