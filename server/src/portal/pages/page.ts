import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { ReleasedBrand } from '../../content/index.ts';
import { html, Markup } from './html.ts';
import { styleOf } from './style.ts';
import type { Words } from './words/index.ts';

export interface Page {
  readonly title: string;
  readonly body: Markup;
  readonly words: Words;
  readonly brand: ReleasedBrand | undefined;
  readonly status?: number;
  /** Path of a script of ours that adds to the page; without it the page is whole all the same. */
  readonly script?: string;
}

/** Largest logo that travels within a page. */
const largestLogo = 200_000;

/**
 * Sends a page to a customer. It works without scripts and loads nothing but, on some, one of ours; nobody may frame it, index it, or learn its address from a link that leads
 * away from it, since the address is the key.
 */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const { brand } = page.brand ?? {};
  const style = styleOf(brand?.colors ?? {}, Object.values(brand?.fonts ?? {})[0]?.web);
  const hash = createHash('sha256').update(style).digest('base64');
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${page.script === undefined ? '' : "; script-src 'self'; worker-src 'self'"}`,
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'content-language': page.words.language,
    })
    .send(`<!doctype html>\n${documentOf(page, style).text}`);
}

function documentOf({ title, body, words, brand, script }: Page, style: string): Markup {
  const organisation = brand?.brand.sender.organisation;
  return html`<html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">
<title>${title}${organisation === undefined ? '' : ` – ${organisation}`}</title><style>${new Markup(style)}</style>${script && html`<script src="${script}" defer></script>`}</head>
<body><header>${head(brand)}</header><main><h1>${title}</h1>${body}</main>${foot(brand)}</body></html>`;
}

function head(brand: ReleasedBrand | undefined): Markup {
  const organisation = brand?.brand.sender.organisation ?? 'Posthorn';
  const logo = brand?.logo;
  if (logo === undefined || logo.bytes.length > largestLogo) return html`<strong>${organisation}</strong>`;
  const source = `data:${logo.mediaType};base64,${Buffer.from(logo.bytes).toString('base64')}`;
  return html`<span class="logo"><img src="${source}" alt="${organisation}"></span>`;
}

function foot(brand: ReleasedBrand | undefined): Markup | undefined {
  if (brand === undefined) return undefined;
  const { organisation, address, email, phone } = brand.brand.sender;
  return html`<footer><p>${[organisation, ...address, phone, email].filter((line) => line !== undefined).join(' · ')}</p></footer>`;
}
