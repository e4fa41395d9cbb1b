import type { Draft } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { usesOf, withNodeIds } from '../nodes.ts';
import { refuseLockedChange, refuseWriting } from '../restrictions/refuse-writing.ts';
import { labelOf, parseJsonLines } from '../rules.ts';
import { candidatesOf } from '../store/blocks.ts';
import { insertDraft } from '../store/drafts.ts';
import { blockVersion, brandVersion, latestBlocks, latestBrand, type PartSource } from '../store/parts.ts';
import type { Trx } from '../store/reader.ts';
import { insertSamples, samplesOf } from '../store/samples.ts';
import { putUses } from '../store/uses.ts';
import { latestVersion, releasedVersionRow, versionById } from '../store.ts';
import type { ContentKind } from '../types.ts';
import { documentText, type JsonDocument } from './document.ts';
import { parse } from './gather-parts.ts';
import { shoutDraft } from './live.ts';
import { presentDraft } from './show-draft.ts';

interface Beginning {
  readonly versionId: string;
  readonly version: number;
  readonly source: string;
  /** JSON Lines of a template's version. */
  readonly samples: string;
}

/**
 * Opens a draft of a template, block or brand with the content of one of its versions, the latest if none is given. Nodes get the ids that
 * they lack. A template that has no samples of its own yet takes over those of the version.
 * @throws PosthornError `content.draft-exists`, `content.unknown-version`, `content.unknown-template`, `content.unknown-block`,
 *   `content.unknown-brand`, `content.area-restricted`, `content.passage-locked`
 */
export async function startDraft(
  platform: Platform,
  actor: Actor,
  { kind, id, from }: { readonly kind: ContentKind; readonly id: string; readonly from?: string },
): Promise<Draft> {
  const begin = await beginningOf(platform, kind, id, from);
  const document = withNodeIds(JSON.parse(begin.source.replace(/^\uFEFF/, '')) as JsonDocument);
  const text = documentText(kind, id, document);
  const draft = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    await refuseWriting(trx, actor, kind, id);
    // An older version may lack what was locked since.
    const released = await releasedSource(trx, kind, id);
    if (released !== undefined) await refuseLockedChange(trx, actor, withNodeIds(parse<JsonDocument>(released)), document);
    const row = await insertDraft(trx, { kind, contentId: id, ...text, basedOn: begin }, actor, at);
    if (!row) throw new PosthornError('content.draft-exists', { detail: `The ${kind} "${id}" has an open draft.` });
    await putUses(trx, { kind, id, place: 'draft' }, usesOf(document));
    if (kind === 'template' && (await samplesOf(trx, id)).length === 0) {
      const samples = parseJsonLines(begin.samples).map((record, index) => ({
        label: labelOf(record, index),
        source: 'pushed' as const,
        record,
      }));
      await insertSamples(trx, id, samples, actor.name, at);
    }
    await platform.audit.append(trx, actor, 'content.draft-start', `${kind}/${id}`, { version: begin.version, versionId: begin.versionId });
    return row;
  });
  await shoutDraft(platform, kind, id, 'state', {});
  return presentDraft(draft, undefined);
}

async function releasedSource(trx: Trx, kind: ContentKind, id: string): Promise<string | undefined> {
  if (kind === 'template') return (await releasedVersionRow(trx, id))?.source;
  if (kind === 'brand') return (await latestBrand(trx, id))?.source;
  const released = (await candidatesOf(trx, [id])).filter((one) => one.released);
  return released.sort((a, b) => b.version - a.version)[0]?.source;
}

async function beginningOf(platform: Platform, kind: ContentKind, id: string, from: string | undefined): Promise<Beginning> {
  if (kind === 'template') {
    const row = from === undefined ? await latestVersion(platform.db, id) : await versionById(platform.db, from);
    if (row?.templateId === id) return { versionId: row.id, version: row.version, source: row.source, samples: row.samples };
  } else {
    const row = await partOf(platform, kind, id, from);
    if (row?.id === id) return { versionId: row.versionId, version: row.version, source: row.source, samples: '' };
  }
  if (from === undefined) throw new PosthornError(`content.unknown-${kind}`, { detail: `There is no version of a ${kind} "${id}".` });
  throw new PosthornError('content.unknown-version', { detail: `The ${kind} "${id}" has no version ${from}.` });
}

async function partOf({ db }: Platform, kind: 'block' | 'brand', id: string, from: string | undefined): Promise<PartSource | undefined> {
  if (kind === 'brand') return from === undefined ? await latestBrand(db, id) : await brandVersion(db, from);
  return from === undefined ? (await latestBlocks(db, [id]))[0] : await blockVersion(db, from);
}
