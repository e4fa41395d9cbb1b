import type { FontEmbedding, FontFacts, FontFile } from '@posthorn/contract';
import { type Brand, CompositionError, compile, type Template } from '@posthorn/engine';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { idFromName } from '../drafts/document.ts';
import { assetUrl } from '../drafts/draft-bundle.ts';
import { sha256 } from '../rules.ts';
import { assetExists, insertFont } from '../store/brands.ts';
import { insertAsset } from '../store.ts';
import { FontUnreadable, readFont } from './read-font.ts';

/** Bytes of an uploaded font: large ones of East Asia have about ten million. */
export const largestFont = 16_000_000;

/**
 * Keeps a font that brands may name from now on. It is judged by its bytes: the engine must be able to set a line in it, and its licence bits
 * must allow that. Its name is that of the family and style with the beginning of its hash, so that it never means another font.
 * @throws PosthornError `content.font-unusable`, `content.font-licence`, `request.too-large`
 */
export async function uploadFont(platform: Platform, actor: Actor, fileName: string, bytes: Uint8Array): Promise<FontFile> {
  if (bytes.length > largestFont) throw new PosthornError('request.too-large', { detail: `A font may have ${largestFont} bytes.` });
  await tryOut(fileName, bytes);
  const facts = factsOf(bytes);
  refuseLicence(facts);
  const hash = sha256(bytes);
  const key = `assets/${hash}`;
  await platform.objects.put(key, bytes);
  const name = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    await insertAsset(trx, { sha256: hash, key, bytes: bytes.length }, at);
    const called = idFromName(`${facts.family} ${facts.style}`) || idFromName(fileName.replace(/\.[A-Za-z0-9]{2,5}$/, '')) || 'font';
    const wanted = `${called}-${hash.slice(0, 12)}`;
    const kept = await insertFont(trx, { name: wanted, sha256: hash, uploadedAt: at, uploadedBy: actor.name });
    const { family, style, embedding } = facts;
    const audited = { sha256: hash, bytes: bytes.length, family, style, permission: embedding.permission };
    await platform.audit.append(trx, actor, 'content.font-upload', `font/${kept}`, audited);
    return kept;
  });
  return { name, sha256: hash, url: assetUrl(hash), bytes: bytes.length, facts };
}

/** What a font says of itself, uploaded or pushed. @throws PosthornError `content.font-unusable`, `content.unknown-asset` */
export async function showFont(platform: Pick<Platform, 'db' | 'objects'>, hash: string): Promise<FontFacts> {
  if (!(await assetExists(platform.db, hash))) throw new PosthornError('content.unknown-asset', { detail: `There is no asset ${hash}.` });
  return factsOf(await platform.objects.get(`assets/${hash}`));
}

function factsOf(bytes: Uint8Array): FontFacts {
  try {
    return readFont(bytes);
  } catch (error) {
    if (error instanceof FontUnreadable) throw new PosthornError('content.font-unusable', { detail: error.message, cause: error });
    throw error;
  }
}

const why: { readonly [reason in FontEmbedding['reasons'][number]]: string } = {
  restricted: 'its maker forbids embedding it in documents (restricted licence)',
  'no-subsetting': 'it may only be embedded whole, and PDFs get only the letters that they use',
  'bitmap-only': 'only its bitmaps may be embedded, and PDFs get outlines',
  'preview-and-print': 'documents with it may be looked at and printed, not filled in',
};

function refuseLicence({ family, style, embedding }: FontFacts): void {
  if (embedding.verdict !== 'refused') return;
  const refused = embedding.reasons.filter((reason) => reason !== 'preview-and-print');
  throw new PosthornError('content.font-licence', {
    detail: `“${`${family} ${style}`.trim()}” may not be used: ${refused.map((reason) => why[reason]).join('; ')}.`,
    data: { reasons: refused },
  });
}

/** Sets a line in the font, as production will. @throws PosthornError `content.font-unusable` */
async function tryOut(name: string, bytes: Uint8Array): Promise<void> {
  try {
    const program = await compile(
      { template: specimen, brand: brandWith(name), blocks: {}, assets: { [name]: bytes } },
      { formats: ['pdf'] },
    );
    program.compose({}, 'pdf');
  } catch (error) {
    const [first] = error instanceof CompositionError ? error.diagnostics : [];
    const detail = first?.message ?? `“${name}” is damaged: ${(error as Error).message}`;
    throw new PosthornError('content.font-unusable', { detail, cause: error });
  }
}

const specimen: Template = {
  schema: 'posthorn/1',
  kind: 'template',
  id: 'specimen',
  name: 'Specimen',
  purpose: 'service',
  brand: 'specimen',
  languages: ['en'],
  data: { type: 'object', properties: {} },
  subject: 'Specimen',
  letter: { master: 'page' },
  body: [{ type: 'paragraph', text: 'Hamburgefonts 0123456789' }],
};

const brandWith = (name: string): Brand => ({
  schema: 'posthorn/1',
  kind: 'brand',
  id: 'specimen',
  name: 'Specimen',
  sender: { organisation: 'Specimen', address: [] },
  colors: {},
  fonts: { font: { regular: name } },
  styles: { body: { font: 'font', size: 10, leading: 14 } },
  masters: { page: { size: 'A4', first: { body: { x: 20, y: 20, width: 170, height: 250 } } } },
  assets: { [name]: name },
});
