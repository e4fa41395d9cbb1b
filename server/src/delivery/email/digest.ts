import type { MailParts } from './build-mail.ts';

/** What of a mail belongs to its own matter. */
export type MailContent = Pick<MailParts, 'subject' | 'text' | 'html' | 'inlineImages' | 'attachments'>;

/*
 * Several mails of one brand as one: a list of what it holds, then each mail as it would have come alone, beneath its heading. Mails of a brand have the
 * same shell, so that the first one's head does for all; styles that only another one has are added.
 */

const texts = {
  en: {
    subject: (first: string, more: number) => `${first} and ${more} more`,
    holds: (count: number) => `This message holds ${count} parts:`,
  },
  de: {
    subject: (first: string, more: number) => `${first} und ${more === 1 ? 'eine weitere Nachricht' : `${more} weitere Nachrichten`}`,
    holds: (count: number) => `Diese Nachricht enthält ${count} Teile:`,
  },
  fr: {
    subject: (first: string, more: number) => `${first} et ${more === 1 ? 'un autre message' : `${more} autres messages`}`,
    holds: (count: number) => `Ce message contient ${count} parties :`,
  },
} as const;

/** Joins mails, two at least, in their order; in the language they are all in, English where there are no words for it. */
export function joinMails(mails: readonly MailContent[], language: string): MailContent {
  const words = texts[language.slice(0, 2) as keyof typeof texts] ?? texts.en;
  const subjects = mails.map((mail) => mail.subject);
  const holds = words.holds(mails.length);
  const images = new Images();
  const html = mails.every((mail) => mail.html !== undefined)
    ? joinHtml(
        mails.map((mail, at) => images.taken(mail, at)),
        subjects,
        holds,
      )
    : undefined;
  return {
    subject: words.subject(subjects[0]!, mails.length - 1),
    text: [
      [holds, ...subjects.map((subject, at) => `${at + 1}. ${subject}`)].join('\n'),
      ...mails.map((mail, at) => `${'='.repeat(60)}\n${at + 1}. ${subjects[at]}\n${'='.repeat(60)}\n\n${mail.text}`),
    ].join('\n\n'),
    ...(html === undefined ? {} : { html, inlineImages: images.all }),
    attachments: mails.flatMap((mail) => mail.attachments ?? []),
  };
}

/** Images of several mails: equal ones are there once, different ones of one name get names of their own. */
class Images {
  readonly #byCid = new Map<string, NonNullable<MailContent['inlineImages']>[number]>();

  get all(): NonNullable<MailContent['inlineImages']> {
    return [...this.#byCid.values()];
  }

  /** @returns the mail's HTML with the names that its images have now */
  taken({ html = '', inlineImages = [] }: MailContent, at: number): string {
    let renamed = html;
    for (const image of inlineImages) {
      const there = this.#byCid.get(image.cid);
      if (there !== undefined && Buffer.compare(there.bytes, image.bytes) !== 0) {
        const cid = `part${at + 1}-${image.cid}`;
        renamed = renamed.replaceAll(`cid:${image.cid}"`, `cid:${cid}"`);
        this.#byCid.set(cid, { ...image, cid });
      } else this.#byCid.set(image.cid, image);
    }
    return renamed;
  }
}

function joinHtml(mails: readonly string[], subjects: readonly string[], holds: string): string {
  const pages = mails.map(pageOf);
  const { before, end } = pages[0]!;
  const styles = new Set(pages.slice(1).flatMap(({ before: head }) => head.match(/<style\b[^>]*>[\s\S]*?<\/style>/g) ?? []));
  const added = [...styles].filter((style) => !before.includes(style)).join('');
  const entries = subjects.map((subject, at) => `<li><a href="#part-${at + 1}">${escaped(subject)}</a></li>`).join('');
  const list = `<div class="ph-card ph-t" style="max-width:600px;margin:16px auto;padding:16px 24px;font-family:sans-serif;background-color:#ffffff"><p style="margin:0 0 8px">${escaped(holds)}</p><ol style="margin:0;padding-left:24px">${entries}</ol></div>`;
  const bodies = pages.map(({ body }, at) => `<div id="part-${at + 1}">${body}</div>`);
  return `${before.replace('</head>', () => `${added}</head>`)}${list}${bodies.join('')}${end}`;
}

/** A page taken apart: up to its body, its body, and from there on. */
function pageOf(html: string): { readonly before: string; readonly body: string; readonly end: string } {
  const begin = /<body\b[^>]*>/.exec(html);
  const end = html.lastIndexOf('</body>');
  if (begin === null || end < 0) return { before: '<!doctype html><html><head></head><body>', body: html, end: '</body></html>' };
  const from = begin.index + begin[0].length;
  return { before: html.slice(0, from), body: html.slice(from, end), end: html.slice(end) };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
