import type { MailboxDocument, MailboxPart } from '../../delivery/index.ts';
import { html, type Markup } from '../pages/html.ts';
import { dayIn, type Words } from '../pages/words/index.ts';
import type { Holder } from './guest.ts';

/** What the visitor looks for. */
export interface Sought {
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** From 1 on. */
  readonly page: number;
}

export const pageLength = 25;
/** So many are looked through at a glance. */
const fewDocuments = 5;

/** The documents of a customer: unread first, then the newest. */
export function mailboxPage(holder: Holder, part: MailboxPart, sought: Sought, preferences: string): Markup {
  const { visit, base } = holder;
  const { words, search } = visit;
  const { mailbox } = words;
  const empty = part.all === 0 ? mailbox.empty : part.found === 0 ? mailbox.nothingFound : undefined;
  return html`<p>${part.all > 0 && mailbox.counts(part.all, part.unread)}</p>
${part.all > fewDocuments && searchForm(holder, sought)}
${empty && html`<div class="note" role="status"><p>${empty}</p></div>`}
<ul class="documents">${part.documents.map((one) => entry(one, words, base, search))}</ul>
${pages(holder, part, sought)}
<p class="apart"><a href="${preferences}">${mailbox.preferences}</a></p>
<p class="quiet">${mailbox.keep}</p>`;
}

function searchForm({ visit, base }: Holder, { q, from, until }: Sought): Markup {
  const { mailbox } = visit.words;
  const brand = new URLSearchParams(visit.search).get('b');
  const narrowed = from !== undefined || until !== undefined;
  return html`<form class="search" method="get" role="search" action="${base}">${brand && html`<input type="hidden" name="b" value="${brand}">`}
<div class="field"><label for="q">${mailbox.search}</label><input id="q" type="search" name="q" value="${q ?? ''}" maxlength="100"></div>
<details${narrowed && html` open`}><summary>${mailbox.byDate}</summary><div class="pair">
<div class="field"><label for="from">${mailbox.from}</label><input id="from" type="date" name="from" value="${from ?? ''}"></div>
<div class="field"><label for="until">${mailbox.until}</label><input id="until" type="date" name="until" value="${until ?? ''}"></div></div></details>
<div class="bar"><button class="plain" type="submit">${mailbox.find}</button>${
    (q || narrowed) && html`<a class="button plain" href="${base}${visit.search}">${mailbox.showAll}</a>`
  }</div></form>`;
}

/** What was not opened yet opens with a button, which tells us so; a scanner of mail that follows links presses none. */
function entry(document: MailboxDocument, words: Words, base: string, search: string): Markup {
  const { id, title, readAt, postedAt, pages } = document;
  const address = `${base}/d/${id}`;
  const facts = html`<p class="quiet">${readAt === null && html`<strong class="new">${words.mailbox.unread}</strong> `}${factsOf(document, words)}</p>${
    postedAt && html`<p class="quiet">${words.mailbox.posted(day(postedAt, words))}</p>`
  }`;
  if (readAt !== null) {
    return html`<li><h2><a href="${address}${search}">${title}</a></h2>${facts}${
      pages > 0 &&
      html`
<p class="deeds"><a href="${address}/pdf${search}" aria-label="${words.mailbox.pdfOf(title)}">PDF</a></p>`
    }</li>`;
  }
  return html`<li class="unread"><form method="post" action="${address}${search}"><h2><button class="link" name="as" value="web">${title}</button></h2>${facts}${
    pages > 0 &&
    html`
<p class="deeds"><button class="link" name="as" value="pdf" aria-label="${words.mailbox.pdfOf(title)}">PDF</button></p>`
  }</form></li>`;
}

const day = (at: Date, { language }: Words): string => dayIn(at.toISOString().slice(0, 10), language);

/** Day, reference where the title does not say it, and pages. */
export function factsOf({ laidAt, reference, title, pages }: MailboxDocument, words: Words): string {
  const own = reference !== '' && !title.includes(reference) ? [reference] : [];
  return [day(laidAt, words), ...own, ...(pages > 0 ? [words.mailbox.pages(pages)] : [])].join(' · ');
}

function pages({ visit, base }: Holder, { found }: MailboxPart, sought: Sought): Markup | undefined {
  const last = Math.max(1, Math.ceil(found / pageLength));
  if (last === 1) return undefined;
  const { mailbox } = visit.words;
  const to = (page: number): string => {
    const query = new URLSearchParams(visit.search);
    for (const name of ['q', 'from', 'until'] as const) if (sought[name]) query.set(name, sought[name]);
    query.set('page', String(page));
    return `${base}?${query}`;
  };
  return html`<nav class="pages" aria-label="${mailbox.pagesOfList}">${sought.page > 1 && html`<a rel="prev" href="${to(sought.page - 1)}">${mailbox.newer}</a>`}
<span class="quiet">${mailbox.pageOf(sought.page, last)}</span>${sought.page < last && html`<a rel="next" href="${to(sought.page + 1)}">${mailbox.older}</a>`}</nav>`;
}
