import type { Diagnostic } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { withNodeIds } from '../nodes.ts';
import { refuseLockedChange, refuseWriting } from '../restrictions/refuse-writing.ts';
import { hashOfJson } from '../rules.ts';
import { latestBlocks, latestBrand } from '../store/parts.ts';
import type { Reader } from '../store/reader.ts';
import { latestVersion } from '../store.ts';
import type { TemplateFolder } from '../types.ts';

/** A part of a folder that is not as its newest version here. */
interface Changed {
  readonly kind: 'template' | 'brand' | 'block';
  readonly id: string;
  /** Undefined for what is new here. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Refuses what somebody may not write, whichever way it comes: areas of others, and locked passages that would not be as they are. What
 * the folder has as it is here already is nobody's change.
 * @throws PosthornError `content.area-restricted`, `content.passage-locked`
 */
export async function refuseBringing(db: Reader, actor: Actor, read: TemplateFolder): Promise<void> {
  for (const part of await changedParts(db, read)) await refusePart(db, actor, part);
}

/** The same as diagnostics, all of them, to be shown before anything is brought. */
export async function refusalsOf(db: Reader, actor: Actor, read: TemplateFolder): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const part of await changedParts(db, read)) {
    try {
      await refusePart(db, actor, part);
    } catch (error) {
      if (!(error instanceof PosthornError)) throw error;
      const place: Diagnostic['place'] = { part: part.kind, pointer: '', ...(part.kind === 'block' ? { id: part.id } : {}) };
      found.push({ severity: 'error', code: error.code as Diagnostic['code'], message: error.message, hint: error.hint, place });
    }
  }
  return found;
}

async function changedParts(db: Reader, read: TemplateFolder): Promise<readonly Changed[]> {
  const { template, brand } = read.bundle;
  const blocks = new Map((await latestBlocks(db, [...read.blocks.keys()])).map((row) => [row.id, row.source]));
  const all: Changed[] = [
    { kind: 'template', id: template.id, before: (await latestVersion(db, template.id))?.source, after: read.template.text },
    { kind: 'brand', id: brand.id, before: (await latestBrand(db, brand.id))?.source, after: read.brand.text },
    ...[...read.blocks].map(([id, { text }]): Changed => ({ kind: 'block', id, before: blocks.get(id), after: text })),
  ];
  return all.filter(({ before, after }) => before === undefined || hashOfJson(before) !== hashOfJson(after));
}

async function refusePart(db: Reader, actor: Actor, { kind, id, before, after }: Changed): Promise<void> {
  await refuseWriting(db, actor, kind, id);
  // Nobody could have locked a passage of what is new.
  if (before === undefined || kind === 'brand') return;
  await refuseLockedChange(db, actor, withIds(before), withIds(after));
}

const withIds = (source: string): JsonDocument => withNodeIds(parse<JsonDocument>(source.replace(/^\uFEFF/, '')));
