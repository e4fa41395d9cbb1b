import type { FastifyReply } from 'fastify';
import { type CustomerForComposition, customersById } from '../../customers/index.ts';
import { linkSigner, type OpenedLink, openSignedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { linkPage } from '../link-page.ts';
import { html } from '../pages/html.ts';
import { type Visit, visitOf } from '../visit.ts';

/** Who holds the link of a notice. */
export interface Holder {
  readonly visit: Visit;
  readonly customer: CustomerForComposition;
  readonly opened: OpenedLink;
  /** Address of the mailbox, without the brand. */
  readonly base: string;
  /** A question must be answered before anything is shown. */
  readonly asked: boolean;
}

export type Guest = Holder | { readonly refuse: (reply: FastifyReply) => FastifyReply };

/** How long a mailbox stays open after the question was answered. */
const openMinutes = 30;

/**
 * Who holds a link, or the page for those whose link opens nothing. Where a question is to be answered, the link of a notice leads to it, and the
 * answer to a link of its own that ends soon: nothing is kept in the browser.
 */
export async function guestOf(platform: Platform, link: string, request: Visit['request']): Promise<Guest> {
  const answered = await openSignedLink(platform, 'mailbox-opened', link);
  const opened = answered ?? (await openSignedLink(platform, 'mailbox', link));
  const customer = opened && (await customersById(platform, [opened.subject])).get(opened.subject);
  const visit = await visitOf(platform, request, customer?.language);
  const { words, search } = visit;
  if (opened === undefined || customer === undefined) {
    return { refuse: (reply) => visit.send(reply, words.link.title, linkPage(words, search, undefined), 404) };
  }
  if (opened.expired) {
    const body = answered === undefined ? linkPage(words, search, link) : html`<p>${words.question.ended}</p>`;
    return { refuse: (reply) => visit.send(reply, words.link.title, body, 410) };
  }
  const asked = answered === undefined && platform.config.portalQuestion !== 'none';
  return { visit, customer, opened, base: `/m/${link}`, asked };
}

/** The link that the right answer leads to. */
export async function openedLink(platform: Platform, { customer, opened }: Holder): Promise<string> {
  const expiresAt = new Date(platform.clock().getTime() + openMinutes * 60_000);
  const sentTo = customer.contactPoints.find(({ address }) => opened.sentTo(address))?.address;
  return (await linkSigner(platform))('mailbox-opened', { subject: customer.id, sentTo, expiresAt });
}
