import { api } from '@posthorn/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { applyChoices, type Chosen, type CustomerChoices, readChoices, refuseAll, undoChoices } from '../../customers/index.ts';
import { isId } from '../../platform/db/index.ts';
import { register } from '../../platform/http/index.ts';
import { type OpenedLink, openSignedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { askForConfirmations } from '../confirmation/ask-confirmation.ts';
import { devicePart, pageScript } from '../devices/device-part.ts';
import { formOf } from '../forms.ts';
import { linkPage } from '../link-page.ts';
import { proofOf, type Visit, visitOf } from '../visit.ts';
import { centrePage, type Done } from './centre-page.ts';
import { choicesIn } from './read-form.ts';

/** The preference centre: shown by GET, changed by POST, and then shown again by GET, so that going back or loading again repeats nothing. */
export function centreRoutes(app: FastifyInstance, platform: Platform): void {
  const { portal } = api;

  register(app, portal.preferences, async ({ params: { link }, query, raw }, reply) => {
    const guest = await guestOf(platform, link, raw);
    if ('refuse' in guest) return guest.refuse(reply);
    const { visit, customer } = guest;
    const done = doneOf(visit, query);
    const devices = await devicePart(platform, visit, customer.customerId, link);
    const shown = {
      customer,
      words: visit.words,
      organisation: visit.organisation,
      address: `/p/${link}`,
      search: visit.search,
      done,
      devices,
    };
    return visit.send(reply, visit.words.centre.title, centrePage(shown), 200, devices && pageScript);
  });

  register(app, portal.choose, async ({ params: { link }, body, raw }, reply) => {
    const guest = await guestOf(platform, link, raw);
    if ('refuse' in guest) return guest.refuse(reply);
    const { visit, customer, opened } = guest;
    const form = formOf(body);
    const proof = proofOf(visit, link, opened);
    const all = form.one('deed') === 'refuse-all';
    const today = platform.clock().toISOString().slice(0, 10);
    const chosen = all
      ? await refuseAll(platform, customer.customerId, proof)
      : await applyChoices(platform, customer.customerId, choicesIn(form, customer, today), proof);
    await askForConfirmations(platform, visit, customer.customerId, chosen.toConfirm, proof);
    return back(reply, link, visit, all ? 'refused' : doneBy(chosen), chosen.choiceId);
  });

  register(app, portal.undo, async ({ params: { link }, body, raw }, reply) => {
    const guest = await guestOf(platform, link, raw);
    if ('refuse' in guest) return guest.refuse(reply);
    const { visit, customer, opened } = guest;
    const undone = await undoChoices(platform, customer.customerId, formOf(body).one('choice') ?? '', proofOf(visit, link, opened));
    return back(reply, link, visit, undone ? 'undone' : 'notUndone');
  });
}

export type Guest =
  | { readonly visit: Visit; readonly customer: CustomerChoices; readonly opened: OpenedLink }
  | { readonly refuse: (reply: FastifyReply) => FastifyReply };

/** Who holds a link, or the page for those whose link opens nothing. */
export async function guestOf(platform: Platform, link: string, request: Visit['request']): Promise<Guest> {
  const opened = await openSignedLink(platform, 'preferences', link);
  const open = opened !== undefined && !opened.expired;
  const customer = open ? await platform.db.transaction().execute((trx) => readChoices(trx, opened.subject, platform.clock())) : undefined;
  const visit = await visitOf(platform, request, customer?.choices.language);
  if (open && customer !== undefined) return { visit, customer, opened };
  const { words, search } = visit;
  const body = linkPage(words, search, opened?.expired ? link : undefined);
  return { refuse: (reply) => visit.send(reply, words.link.title, body, opened?.expired ? 410 : 404) };
}

const doneBy = ({ choiceId, toConfirm }: Chosen): keyof Visit['words']['done'] =>
  toConfirm.length > 0 ? 'toConfirm' : choiceId === undefined ? 'unchanged' : 'saved';

function back(reply: FastifyReply, link: string, { search }: Visit, done: string, choiceId?: string): FastifyReply {
  const query = new URLSearchParams(search);
  query.set('done', done);
  if (choiceId !== undefined) query.set('choice', choiceId);
  return reply.header('referrer-policy', 'no-referrer').redirect(`/p/${link}?${query}`, 303);
}

function doneOf({ words }: Visit, query: { readonly done?: string; readonly choice?: string }): Done | undefined {
  if (query.done === undefined || !Object.hasOwn(words.done, query.done) || query.done === 'undo') return undefined;
  const choiceId = isId(query.choice ?? '') ? query.choice : undefined;
  return { text: words.done[query.done as keyof Visit['words']['done']], choiceId };
}
