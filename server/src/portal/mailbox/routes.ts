import { api } from '@posthorn/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { showRendition } from '../../archive/index.ts';
import { documentOf, type MailboxDocument, mailboxOf, openDocument } from '../../delivery/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { centreLink } from '../centre/centre-link.ts';
import { formOf } from '../forms.ts';
import { html } from '../pages/html.ts';
import type { Visit } from '../visit.ts';
import { closedPage, withBar } from './document-page.ts';
import { guestOf, type Holder, openedLink } from './guest.ts';
import { mailboxPage, pageLength, type Sought } from './mailbox-page.ts';
import { judge, questionFor } from './question.ts';
import { questionPage } from './question-page.ts';

/** The mailbox of a customer, by the link of a notice. GET changes nothing: opening what is unread is a POST, as only people do it. */
export function mailboxRoutes(app: FastifyInstance, platform: Platform): void {
  const { portal } = api;

  register(app, portal.mailbox, async ({ params: { link }, query, raw }, reply) => {
    const guest = await guestOf(platform, link, raw);
    if ('refuse' in guest) return guest.refuse(reply);
    const { visit, customer, opened } = guest;
    if (guest.asked) return ask(reply, guest);
    const sought = soughtIn(query);
    const offset = (sought.page - 1) * pageLength;
    const part = await mailboxOf(platform.db, customer.id, { ...sought, limit: pageLength, offset });
    const preferences = `${await centreLink(platform, opened)}${visit.search}`;
    return visit.send(reply, visit.words.mailbox.title, mailboxPage(guest, part, sought, preferences));
  });

  register(app, portal.answer, async ({ params: { link }, body, raw }, reply) => {
    const guest = await guestOf(platform, link, raw);
    if ('refuse' in guest) return guest.refuse(reply);
    if (!guest.asked) return to(reply, guest.base, guest.visit);
    const question = await questionFor(platform, guest.customer);
    if (question === undefined) return ask(reply, guest);
    const verdict = await judge(platform, guest.customer, question, (formOf(body).one('answer') ?? '').slice(0, 40));
    if (verdict === 'right') return to(reply, `/m/${await openedLink(platform, guest)}`, guest.visit);
    const { words } = guest.visit;
    return guest.visit.send(reply, words.question.title, questionPage(guest, question, verdict), verdict === 'wrong' ? 403 : 429);
  });

  register(app, portal.openDocument, async ({ params: { link, id }, body, raw }, reply) => {
    const found = await documentAt(link, id, raw);
    if ('refuse' in found) return found.refuse(reply);
    const { guest, document } = found;
    const pdf = formOf(body).one('as') === 'pdf';
    await openDocument(platform, document, pdf ? 'opened as PDF in the portal' : 'opened as web page in the portal');
    return to(reply, `${guest.base}/d/${document.id}${pdf ? '/pdf' : ''}`, guest.visit);
  });

  register(app, portal.document, async ({ params: { link, id }, raw }, reply) => {
    const found = await documentAt(link, id, raw);
    if ('refuse' in found) return found.refuse(reply);
    const { guest, document } = found;
    if (document.readAt === null) return guest.visit.send(reply, document.title, closedPage(guest, document));
    return await kept(reply, guest, async () => {
      const { page, headers } = await webPage(platform, document);
      reply.headers({ ...headers, ...closed, 'content-security-policy': documentPolicy });
      return withBar(page, guest, document);
    });
  });

  register(app, portal.documentPdf, async ({ params: { link, id }, query, raw }, reply) => {
    const found = await documentAt(link, id, raw);
    if ('refuse' in found) return found.refuse(reply);
    const { guest, document } = found;
    if (document.readAt === null) return guest.visit.send(reply, document.title, closedPage(guest, document));
    return await kept(reply, guest, async () => {
      const { bytes, headers } = await showRendition(platform, document.communicationId, 'pdf', query.save !== undefined);
      reply.headers({ ...headers, ...closed });
      return bytes;
    });
  });

  async function ask(reply: FastifyReply, guest: Holder): Promise<FastifyReply> {
    const { words } = guest.visit;
    return guest.visit.send(reply, words.question.title, questionPage(guest, await questionFor(platform, guest.customer)));
  }

  /** A document of the customer who holds the link; nobody else's is there. */
  async function documentAt(
    link: string,
    id: string,
    request: Visit['request'],
  ): Promise<
    | { readonly guest: Holder; readonly document: MailboxDocument }
    | { readonly refuse: (reply: FastifyReply) => FastifyReply | Promise<FastifyReply> }
  > {
    const guest = await guestOf(platform, link, request);
    if ('refuse' in guest) return guest;
    if (guest.asked) return { refuse: (reply) => ask(reply, guest) };
    const document = await documentOf(platform.db, guest.customer.id, id);
    return document === undefined ? { refuse: (reply) => gone(reply, guest, 404) } : { guest, document };
  }
}

/** A document as a web page; of what a mail only led to, the page is that of the mail. */
async function webPage(
  platform: Platform,
  { communicationId }: MailboxDocument,
): Promise<{ page: string; headers: Readonly<Record<string, string>> }> {
  try {
    const { bytes, headers } = await showRendition(platform, communicationId, 'html', false);
    return { page: Buffer.from(bytes).toString(), headers };
  } catch (error) {
    if (!(error instanceof PosthornError) || error.code !== 'rendition.not-found') throw error;
    const { bytes, headers } = await showRendition(platform, communicationId, 'email', false);
    const { html: page } = JSON.parse(Buffer.from(bytes).toString()) as { html: string };
    return { page, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } };
  }
}

/** Of a document whose key was destroyed with everything else of its customer, or that has no such form, a page says so. */
async function kept<T>(reply: FastifyReply, guest: Holder, read: () => Promise<T>): Promise<T | FastifyReply> {
  try {
    return await read();
  } catch (error) {
    const codes = ['pack.key-destroyed', 'rendition.not-found', 'communication.not-found'];
    if (!(error instanceof PosthornError) || !codes.includes(error.code)) throw error;
    return gone(reply, guest, 410);
  }
}

function gone(reply: FastifyReply, { visit, base }: Holder, status: number): FastifyReply {
  const { mailbox } = visit.words;
  const body = html`<p>${mailbox.goneText}</p><p><a href="${base}${visit.search}">${mailbox.back}</a></p>`;
  return visit.send(reply, mailbox.gone, body, status);
}

const to = (reply: FastifyReply, address: string, { search }: Visit): FastifyReply =>
  reply.header('referrer-policy', 'no-referrer').redirect(`${address}${search}`, 303);

/** The address is the key: nobody keeps, indexes or frames what it shows. */
const closed = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'x-frame-options': 'DENY' };
/** A document runs nothing and loads nothing; its links may open pages of their own. */
const documentPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function soughtIn({ q, from, until, page }: { readonly [name in keyof Sought]?: string | undefined }): Sought {
  const dayOf = (text: string | undefined) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(text!)) ? text : undefined;
  const number = Number(page);
  return {
    q: q?.trim() || undefined,
    from: dayOf(from),
    until: dayOf(until),
    page: Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1,
  };
}
