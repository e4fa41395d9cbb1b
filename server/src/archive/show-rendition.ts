import type { Platform } from '../platform/platform.ts';
import { type RenditionKind, readCommunication, readEmail, readRendition } from '../production/index.ts';

/** Bytes for a browser, with the headers that make them harmless there. */
export interface ShownRendition {
  readonly bytes: Uint8Array;
  readonly headers: { readonly [name: string]: string };
}

/** What a file of a kind is called. */
const extensions: Readonly<Record<RenditionKind, string>> = {
  pdf: 'pdf',
  email: 'json',
  html: 'html',
  text: 'txt',
  sms: 'txt',
  push: 'json',
  data: 'json',
};

/**
 * The archived bytes of a rendition. An e-mail is JSON with subject, HTML and text, its images put in as data so that it can be shown in
 * a sandboxed frame; `raw` gives any rendition exactly as archived, as a download.
 * @param copy of which copy; 0 for what went to the addressee
 * @throws PosthornError `communication.not-found`, `rendition.not-found`, `pack.damaged`, `pack.key-destroyed`
 */
export async function showRendition(platform: Platform, id: string, kind: RenditionKind, raw: boolean, copy = 0): Promise<ShownRendition> {
  const communication = await readCommunication(platform, id);
  const { rendition, bytes } = await readRendition(platform, communication, kind, copy);
  const name = fileName(communication.reference || communication.id, kind);
  const headers = {
    'content-type': rendition.mediaType,
    'content-disposition': `${raw ? 'attachment' : 'inline'}; filename="${name}"`,
    etag: `"${rendition.sha256}"`,
    ...harmless,
    // A browser's own PDF viewer does not work in a sandbox, and a PDF has no access to the page's origin anyway.
    ...(kind === 'pdf' ? {} : { 'content-security-policy': sandbox }),
  };
  if (kind !== 'email' || raw) return { bytes, headers };
  const shown = withImages(await readEmail(platform, communication.templateVersionId, bytes));
  return { bytes: Buffer.from(JSON.stringify(shown)), headers: { ...headers, etag: `"${rendition.sha256}-shown"` } };
}

/**
 * Whatever a document holds, it runs no script, loads nothing from elsewhere, sends nothing and takes no other type than it has; also
 * when its address is opened by itself. Archived bytes never change, but who may see them does: a browser may keep them and asks.
 */
const harmless = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
};

/** Letters, digits, dots and dashes only: safe in a header and on every file system. */
function fileName(reference: string, kind: RenditionKind): string {
  const plain = reference
    .replace(/[^\p{ASCII}]+/gu, '')
    .replace(/[^A-Za-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  return `${plain || 'communication'}${kind === 'pdf' ? '' : `-${kind}`}.${extensions[kind]}`;
}

const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'";

type Email = Awaited<ReturnType<typeof readEmail>>;

function withImages({ subject, html, text, inlineImages }: Email): { subject: string; html: string; text: string } {
  const shown = inlineImages.reduce(
    (page, { cid, mediaType, bytes }) => page.replaceAll(`cid:${cid}`, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`),
    html,
  );
  return { subject, html: shown, text };
}
