import type { Comparison } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { findDraft, showRevision } from '../drafts/show-draft.ts';
import { blockVersion, brandVersion } from '../store/parts.ts';
import { versionById } from '../store.ts';
import type { ContentKind } from '../types.ts';
import { compareDocuments } from './compare-documents.ts';

/**
 * Compares two versions of a template, block or brand.
 * @param sides ids of versions, `draft` for the open draft, `save-12` for its twelfth save; `none` as the older stands for nothing, of a first version
 * @throws PosthornError `content.unknown-version`, `content.no-draft`, `content.unknown-revision`
 */
export async function compareVersions(
  platform: Pick<Platform, 'db' | 'clock'>,
  kind: ContentKind,
  id: string,
  { from, to, all = false }: { readonly from: string; readonly to: string; readonly all?: boolean | undefined },
): Promise<Comparison> {
  const [older, newer] = await Promise.all([documentOf(platform, kind, id, from), documentOf(platform, kind, id, to)]);
  return { from, to, ...compareDocuments(older, newer, all) };
}

async function documentOf(platform: Pick<Platform, 'db' | 'clock'>, kind: ContentKind, id: string, side: string): Promise<JsonDocument> {
  if (side === 'none') return { schema: 'posthorn/1', kind, id, name: '', body: [] };
  if (side === 'draft') return parse((await findDraft(platform, kind, id)).document);
  const save = /^save-(\d{1,9})$/.exec(side)?.[1];
  if (save !== undefined) return (await showRevision(platform, kind, id, Number(save))).document as JsonDocument;
  const row = await { template: versionById, block: blockVersion, brand: brandVersion }[kind](platform.db, side);
  const owner = row && ('templateId' in row ? row.templateId : row.id);
  if (!row || owner !== id) throw new PosthornError('content.unknown-version', { detail: `The ${kind} "${id}" has no version ${side}.` });
  return parse(row.source);
}
