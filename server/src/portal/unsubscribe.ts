import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { noteConsents, readChoices } from '../customers/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import { type OpenedLink, openSignedLink } from '../platform/links/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { centreLink } from './centre/centre-link.ts';
import { formOf } from './forms.ts';
import { linkPage } from './link-page.ts';
import { html } from './pages/html.ts';
import { evidenceOf, type Visit, visitOf } from './visit.ts';

const actor: Actor = { kind: 'system', id: 'unsubscribe', name: 'Unsubscribe link' };

/**
 * Unsubscribing by the link of a mail: with one click in the mail program, which posts here without asking anybody (RFC 8058), or on a page with a button.
 * Following the link changes nothing.
 */
export function unsubscribeRoutes(app: FastifyInstance, platform: Platform): void {
  const { portal } = api;

  register(app, portal.leave, async ({ params: { link }, query, raw }, reply) => {
    const opened = await opens(platform, link);
    const visit = await visitOf(platform, raw, opened && (await languageOf(platform, opened)));
    const { words, search, organisation } = visit;
    if (opened === undefined) return visit.send(reply, words.link.title, linkPage(words, search, undefined), 404);
    const more = html`<p><a href="${await centreLink(platform, opened)}${search}">${words.unsubscribe.more}</a></p>`;
    if (query.done !== undefined)
      return visit.send(
        reply,
        words.unsubscribe.doneTitle,
        html`<div class="note" role="status"><p>${words.unsubscribe.done}</p></div>${more}`,
      );
    const form = html`<form method="post" action="/u/${link}${search}"><div class="bar"><button type="submit">${words.unsubscribe.deed}</button></div></form>`;
    return visit.send(reply, words.unsubscribe.title, html`<p>${words.unsubscribe.text(organisation)}</p>${form}${more}`);
  });

  register(app, portal.unsubscribe, async ({ params: { link }, body, raw }, reply) => {
    const opened = await opens(platform, link);
    const visit = await visitOf(platform, raw);
    if (opened === undefined) return visit.send(reply, visit.words.link.title, linkPage(visit.words, visit.search, undefined), 404);
    const oneClick = formOf(body).one('List-Unsubscribe') === 'One-Click';
    await leave(platform, visit, link, opened, oneClick);
    if (oneClick) return reply.type('text/plain; charset=utf-8').send('Unsubscribed.\n');
    const query = new URLSearchParams(visit.search);
    query.set('done', 'yes');
    return reply.header('referrer-policy', 'no-referrer').redirect(`/u/${link}?${query}`, 303);
  });
}

async function opens(platform: Platform, link: string): Promise<OpenedLink | undefined> {
  const opened = await openSignedLink(platform, 'unsubscribe', link);
  return opened?.expired ? undefined : opened;
}

/** A second click changes nothing; somebody who is gone needs nothing any more. */
async function leave(platform: Platform, visit: Visit, link: string, opened: OpenedLink, oneClick: boolean): Promise<void> {
  const choices = await choicesOf(platform, opened);
  const email = choices?.options.find((one) => one.purpose === 'advertising' && one.channel === 'email');
  if (choices === undefined || email?.ended) return;
  const evidence = { ...evidenceOf(visit, link, opened), oneClick };
  const act = {
    purpose: 'advertising',
    channel: 'email',
    act: 'objected',
    at: platform.clock(),
    way: 'preference-centre',
    evidence,
  } as const;
  await noteConsents(platform, actor, choices.customerId, [act]).catch((error: unknown) => {
    if (!(error instanceof PosthornError) || error.code !== 'customer.not-found') throw error;
  });
}

const choicesOf = (platform: Platform, { subject }: OpenedLink) =>
  platform.db.transaction().execute((trx) => readChoices(trx, subject, platform.clock()));

const languageOf = async (platform: Platform, opened: OpenedLink): Promise<string | undefined> =>
  (await choicesOf(platform, opened))?.choices.language;
