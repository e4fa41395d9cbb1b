import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../../platform/http/index.ts';
import { openSignedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { html, type Markup } from '../pages/html.ts';
import type { Words } from '../pages/words/index.ts';
import { findConfirmation } from '../store.ts';
import { evidenceOf, visitOf } from '../visit.ts';
import { type Confirmed, confirmConsent, stateOf } from './confirm.ts';

/** Confirming a consent: the link of the mail shows what is confirmed, a button confirms it. */
export function confirmationRoutes(app: FastifyInstance, platform: Platform): void {
  const { portal } = api;

  register(app, portal.confirmation, async ({ params: { link }, raw }, reply) => {
    const opened = await openSignedLink(platform, 'confirm', link);
    const request = opened && (await findConfirmation(platform.db, opened.subject));
    const visit = await visitOf(platform, raw, request?.language);
    const { words, search } = visit;
    const state = stateOf(request, platform.clock());
    if (state !== 'open') return visit.send(reply, titleOf(state, words), endOf(state, words), statusOf(state));
    const body = html`<p>${words.confirm.text}</p><p class="note">${request!.wording}</p>
<form method="post" action="/c/${link}${search}"><div class="bar"><button type="submit">${words.confirm.deed}</button></div></form>`;
    return visit.send(reply, words.confirm.title, body);
  });

  register(app, portal.confirm, async ({ params: { link }, raw }, reply) => {
    const opened = await openSignedLink(platform, 'confirm', link);
    const request = opened && (await findConfirmation(platform.db, opened.subject));
    const visit = await visitOf(platform, raw, request?.language);
    const state = opened === undefined ? 'gone' : await confirmConsent(platform, opened.subject, evidenceOf(visit, link, opened));
    return visit.send(reply, titleOf(state, visit.words), endOf(state, visit.words), statusOf(state));
  });
}

const titleOf = (state: Confirmed, { confirm, link }: Words): string =>
  state === 'done' || state === 'already' ? confirm.doneTitle : link.title;
const endOf = (state: Confirmed, { confirm }: Words): Markup => html`<div class="note" role="status"><p>${confirm[state]}</p></div>`;
const statusOf = (state: Confirmed): number => ({ done: 200, already: 200, expired: 410, gone: 404 })[state];
