/** What of a mail is judged. */
export interface JudgedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Of pictures that go with it, in bytes. */
  readonly pictureBytes: number;
  readonly language: string;
}

export interface Link {
  readonly href: string;
  /** What the reader sees of it; the text that stands for a picture. */
  readonly shown: string;
}

export const linksIn = (html: string): readonly Link[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)<\/a>/gis)].map(([, href, inner]) => ({
    href: href!.replaceAll('&amp;', '&'),
    shown: textOfHtml(inner!.replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/gi, ' $1 ')),
  }));

/** The words between tags; not those of style and script. */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<(style|script|head)\b.*?<\/\1>/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
