import type { Draft } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { usesOf, withNodeIds } from '../nodes.ts';
import { labelOf, parseJsonLines } from '../rules.ts';
import { insertDraft } from '../store/drafts.ts';
import { blockVersion, latestBlocks } from '../store/parts.ts';
import { insertSamples, samplesOf } from '../store/samples.ts';
import { putUses } from '../store/uses.ts';
import { latestVersion, versionById } from '../store.ts';
import type { ContentKind } from '../types.ts';
import { documentText, type JsonDocument } from './document.ts';
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
 * Opens a draft of a template or block with the content of one of its versions, the latest if none is given. Nodes get the ids that
 * they lack. A template that has no samples of its own yet takes over those of the version.
 * @throws PosthornError `content.draft-exists`, `content.unknown-version`, `content.unknown-template`, `content.unknown-block`
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

async function beginningOf(platform: Platform, kind: ContentKind, id: string, from: string | undefined): Promise<Beginning> {
  if (kind === 'template') {
    const row = from === undefined ? await latestVersion(platform.db, id) : await versionById(platform.db, from);
    if (row?.templateId === id) return { versionId: row.id, version: row.version, source: row.source, samples: row.samples };
  } else {
    const row = from === undefined ? (await latestBlocks(platform.db, [id]))[0] : await blockVersion(platform.db, from);
    if (row?.id === id) return { versionId: row.versionId, version: row.version, source: row.source, samples: '' };
  }
  if (from === undefined)
    throw new PosthornError(kind === 'template' ? 'content.unknown-template' : 'content.unknown-block', {
      detail: `There is no version of a ${kind} "${id}".`,
    });
  throw new PosthornError('content.unknown-version', { detail: `The ${kind} "${id}" has no version ${from}.` });
}
