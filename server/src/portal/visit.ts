import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ReleasedBrand, releasedBrand } from '../content/index.ts';
import type { ChoiceProof } from '../customers/index.ts';
import type { OpenedLink } from '../platform/links/index.ts';
import type { Platform } from '../platform/platform.ts';
import { consentWording } from './centre/centre-page.ts';
import type { Markup } from './pages/html.ts';
import { sendPage } from './pages/page.ts';
import { acceptedLanguages, type Words, wordsFor } from './pages/words/index.ts';

/** Somebody who looks at a page: in whose colours and in which language it comes. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly brand: ReleasedBrand | undefined;
  readonly organisation: string;
  readonly words: Words;
  /** `?b=…` of this visit, or nothing. */
  readonly search: string;
  /** @param script path of one that adds to the page */
  send(reply: FastifyReply, title: string, body: Markup, status?: number, script?: string): FastifyReply;
}

/** @param language that the customer wishes; else what the browser asks for */
export async function visitOf(platform: Platform, request: FastifyRequest, language?: string): Promise<Visit> {
  const { b } = request.query as { readonly b?: string };
  const asked = /^[\w-]{1,100}$/.test(b ?? '') ? b : undefined;
  const brand = await releasedBrand(platform, asked);
  const words = wordsFor(language, ...acceptedLanguages(request.headers['accept-language']));
  return {
    request,
    brand,
    organisation: brand?.brand.sender.organisation ?? 'Posthorn',
    words,
    search: asked === undefined ? '' : `?b=${asked}`,
    send: (reply, title, body, status, script) =>
      sendPage(reply, {
        title,
        body,
        words,
        brand,
        ...(status === undefined ? {} : { status }),
        ...(script === undefined ? {} : { script }),
      }),
  };
}

/** What is kept of a visit as a proof. Of the link a hash: who reads the ledger must not be able to use it. */
export function evidenceOf({ request, words }: Visit, link: string, opened: OpenedLink): { readonly [name: string]: unknown } {
  return {
    link: createHash('sha256').update(link).digest('hex'),
    linkUntil: opened.expiresAt.toISOString(),
    ip: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
    language: words.language,
    ...(opened.reference === undefined ? {} : { delivery: opened.reference }),
  };
}

export function proofOf(visit: Visit, link: string, opened: OpenedLink): ChoiceProof {
  const { words, organisation } = visit;
  return {
    evidence: evidenceOf(visit, link, opened),
    provenAt: (address) => opened.sentTo(address),
    wordingOf: (option) => ({ wording: consentWording(option, words, organisation), language: words.language }),
  };
}
