import type { Draft } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { createBlockIn, createTemplateIn } from '../drafts/create-content.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { uploadImage } from '../drafts/upload-image.ts';
import { insertBroughtIn } from '../store/brought-in.ts';
import { idsLike, latestBrand } from '../store/parts.ts';
import type { Trx } from '../store/reader.ts';
import type { Imported } from './bring-in.ts';
import { bringInApart } from './bring-in-apart.ts';

export interface ImportRequest {
  /** Of the file, with its folders if there are any. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Id of a brand. */
  readonly brand: string;
  readonly language?: string | undefined;
  /** Files that are brought in together share it, and a report; a file alone is one of its own. */
  readonly batch?: string | undefined;
}

interface ImportedDraft {
  readonly id: string;
  readonly draft: Draft;
  readonly imported: Imported;
}

/**
 * Makes the draft of a template of a Word document, HTML e-mail or plain letter, with drafts of the blocks that its headers and footers become.
 * What became of the file is kept, also of one that cannot be read.
 * @throws PosthornError `content.import-unreadable`, `content.image-unusable`, `content.unknown-brand`
 */
export async function importDraft(platform: Platform, actor: Actor, request: ImportRequest): Promise<ImportedDraft> {
  const { brand, batch = newId(), name: file } = request;
  const found = await latestBrand(platform.db, brand);
  if (!found) throw new PosthornError('content.unknown-brand', { detail: `There is no brand "${brand}".` });
  const master = Object.keys(parse<Brand>(found.source).masters)[0] ?? 'letter';
  try {
    return await makeDraft(platform, actor, { ...request, master, batch });
  } catch (error) {
    if (error instanceof PosthornError) {
      const refused = { batch, file, templateId: null, problem: error.message, findings: [] };
      await insertBroughtIn(platform.db, refused, actor.name, platform.clock());
    }
    throw error;
  }
}

async function makeDraft(
  platform: Platform,
  actor: Actor,
  { name, bytes, batch, ...wishes }: ImportRequest & { readonly master: string; readonly batch: string },
): Promise<ImportedDraft> {
  const imported = await bringInApart({ fileName: name, bytes, wishes });
  const names = await keepImages(platform, actor, imported);
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const id = await freeId(trx, 'template', String(imported.template.id));
    for (const block of imported.blocks) {
      const blockId = await freeId(trx, 'block', String(block.id));
      await createBlockIn(
        platform,
        trx,
        actor,
        blockId,
        { department: null, tags: ['import'] },
        withImages({ ...block, id: blockId }, names),
      );
    }
    const draft = await createTemplateIn(platform, trx, actor, withImages({ ...imported.template, id }, names), imported.sample);
    const { findings } = imported;
    await insertBroughtIn(trx, { batch, file: name, templateId: id, problem: null, findings }, actor.name, platform.clock());
    await platform.audit.append(trx, actor, 'content.import', `template/${id}`, { file: name, findings: findings.length });
    return { id, draft, imported };
  });
}

/** Uploaded pictures have names of their own. */
async function keepImages(platform: Platform, actor: Actor, { images }: Imported): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [name, { file, bytes }] of images) names.set(name, (await uploadImage(platform, actor, file, bytes)).name);
  return names;
}

function withImages(document: JsonDocument, names: ReadonlyMap<string, string>): JsonDocument {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, part]) => [
        field,
        field === 'asset' && typeof part === 'string' ? (names.get(part) ?? part) : change(part),
      ]),
    );
  };
  return change(document) as JsonDocument;
}

/** The id, with a number where others have it: a folder may hold thousands of files of one name. */
async function freeId(trx: Trx, kind: 'template' | 'block', base: string): Promise<string> {
  const numbered = (i: number) => (i === 1 ? base : `${base.slice(0, 70)}-${i}`);
  const taken = await idsLike(trx, kind, base, base.slice(0, 70));
  let i = 1;
  while (taken.has(numbered(i))) i++;
  return numbered(i);
}
