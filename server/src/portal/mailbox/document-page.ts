import type { MailboxDocument } from '../../delivery/index.ts';
import { html, type Markup } from '../pages/html.ts';
import { dayIn } from '../pages/words/index.ts';
import type { Holder } from './guest.ts';
import { factsOf } from './mailbox-page.ts';

/** Asks to open a document that is unread: whoever only followed a link has not read it. */
export function closedPage({ visit, base }: Holder, document: MailboxDocument): Markup {
  const { words, search } = visit;
  return html`<p class="quiet">${factsOf(document, words)}</p>
<form method="post" action="${base}/d/${document.id}${search}"><div class="bar"><button name="as" value="web">${words.mailbox.open}</button>${
    document.pages > 0 &&
    html`
<button class="plain" name="as" value="pdf">${words.mailbox.openPdf}</button>`
  }</div></form>
<p><a href="${base}${search}">${words.mailbox.back}</a></p>`;
}

const style = `.mailbox-bar{display:flex;flex-wrap:wrap;gap:4px 8px;padding:8px 16px;background:#fff;border-bottom:1px solid #767c82;font:16px/1.5 system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
.mailbox-bar a{display:inline-block;color:#16405f;padding:9px 10px;min-height:44px}.mailbox-bar a:first-of-type{margin-right:auto}
.mailbox-bar p{flex-basis:100%;margin:0 10px 6px;color:#444b52}.mailbox-bar a:focus-visible{outline:3px solid #16405f;outline-offset:1px;border-radius:6px}
@media print{.mailbox-bar{display:none}}`;

/**
 * The archived web page of a document with a bar above it that leads back, and to the PDF. All else of it is as it was composed.
 * @param archived a page as the engine writes it
 */
export function withBar(archived: string, { visit, base }: Holder, { id, title, postedAt, pages }: MailboxDocument): string {
  const { words, search } = visit;
  const { mailbox, language } = words;
  const pdf = `${base}/d/${id}/pdf`;
  const save = `${pdf}?${new URLSearchParams([...new URLSearchParams(search), ['save', '1']])}`;
  const bar = html`<nav class="mailbox-bar" lang="${language}" aria-label="${mailbox.title}"><a href="${base}${search}">${mailbox.back}</a>${
    // A mail that lies here has pages only where a letter was attached to it.
    pages > 0 &&
    html`
<a href="${pdf}${search}" aria-label="${mailbox.pdfOf(title)}">PDF</a><a href="${save}">${mailbox.save}</a>`
  }${postedAt && html`<p>${mailbox.posted(dayIn(postedAt.toISOString().slice(0, 10), language))}</p>`}</nav>`;
  return archived.replace('</head>', () => `<style>${style}</style></head>`).replace(/<body[^>]*>/, (body) => `${body}\n${bar.text}`);
}
