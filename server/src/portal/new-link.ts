import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { customerLinks, customersById } from '../customers/index.ts';
import { isId, transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import { linkSigner, openSignedLink } from '../platform/links/index.ts';
import type { Platform } from '../platform/platform.ts';
import { formOf } from './forms.ts';
import { mailLinkJob } from './job-names.ts';
import { linkPage, sentPage } from './link-page.ts';
import type { MailLink } from './mail-link.ts';
import { visitOf } from './visit.ts';

/**
 * Asking for a new link. The answer is the same, at the same speed, whether the address is known or not: a job looks for it, and mails to the address
 * that we have, never to one that was typed in.
 */
export function newLinkRoutes(app: FastifyInstance, platform: Platform): void {
  const { portal } = api;

  register(app, portal.ask, async ({ raw }, reply) => {
    const visit = await visitOf(platform, raw);
    return visit.send(reply, visit.words.centre.title, linkPage(visit.words, visit.search, undefined));
  });

  register(app, portal.renew, async ({ body, raw }, reply) => {
    const visit = await visitOf(platform, raw);
    const form = formOf(body);
    const old = form.one('link');
    const mailbox = old === undefined ? undefined : await openSignedLink(platform, 'mailbox', old);
    const opened = mailbox ?? (old === undefined ? undefined : await openSignedLink(platform, 'preferences', old));
    const email = form.one('email')?.trim().slice(0, 254);
    const request: MailLink = {
      ...(opened === undefined ? {} : { customerId: opened.subject }),
      ...(opened === undefined && email ? { email } : {}),
      ...(visit.brand === undefined ? {} : { brand: visit.brand.brand.id }),
      language: visit.words.language,
      ...(mailbox === undefined ? {} : { mailbox: true }),
    };
    await transaction(platform.db, { log: platform.log }, (trx) => platform.jobs.enqueue(trx, mailLinkJob, request));
    return visit.send(reply, visit.words.link.sentTitle, sentPage(visit.words));
  });

  register(app, portal.linkFor, async ({ params: { id }, actor, raw }) => {
    const known = isId(id) && (await customersById(platform, [id])).has(id);
    if (!known) throw new PosthornError('customer.not-found', { detail: `There is no customer ${id}.` });
    await transaction(platform.db, { log: platform.log }, (trx) =>
      platform.audit.append(trx, actor, 'customer.hand-out-link', `customer/${id}`, {}),
    );
    const links = await customerLinks(platform, platform.clock());
    if (links !== undefined) return { url: links.preferences(id) };
    const expiresAt = new Date(platform.clock().getTime() + handedOutDays * 86_400_000);
    const link = (await linkSigner(platform))('preferences', { subject: id, expiresAt });
    return { url: `${raw.protocol}://${raw.host}/p/${link}` };
  });
}

/** Of a link that a clerk hands out where nobody said under which address customers reach this server. */
const handedOutDays = 30;
