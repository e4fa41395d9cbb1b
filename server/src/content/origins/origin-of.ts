import type { OriginPassage, PassageOrigin } from '@posthorn/contract';
import type { Platform } from '../../platform/platform.ts';
import { flatten } from '../compare/flatten.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { type OldVersion, releaseOf, revisionsHolding, versionsBack } from '../store/origins.ts';
import { decisionsOf, reviewOf } from '../store/reviews.ts';

/** Versions that are looked back through; what is older than that is told by the last of them. */
const mostVersions = 200;
const mostRevisions = 50;

/** How a passage came to where it stands: who wrote these words, why, who looked at them, and since when customers get them. */
export async function originOf(platform: Pick<Platform, 'db'>, passage: OriginPassage): Promise<PassageOrigin> {
  const since = await firstWith(platform, passage);
  const review = await reviewOf(platform.db, since.versionId);
  const decisions = await decisionsOf(platform.db, [since.versionId]);
  const released = await releaseOf(platform.db, passage.kind, since.versionId);
  return {
    passage,
    since: { versionId: since.versionId, version: since.version, createdAt: since.createdAt.toISOString(), createdBy: since.createdBy },
    author: await authorOf(platform, passage, since, review !== undefined),
    ...(review ? { submitted: { by: review.submittedBy, at: review.submittedAt.toISOString(), reason: review.comment } } : {}),
    decisions: decisions.map(({ stage, decision, actorName, insteadOfName, at, comment }) => ({
      ...{ stage, decision, by: actorName, at: at.toISOString(), comment },
      ...(insteadOfName ? { insteadOf: insteadOfName } : {}),
    })),
    ...(released ? { released: { by: released.by, at: released.at.toISOString(), note: released.note } } : {}),
  };
}

/** The version in which these words stood first, without a break until now. */
async function firstWith(platform: Pick<Platform, 'db'>, { kind, versionId, text }: OriginPassage): Promise<OldVersion> {
  const versions = await versionsBack(platform.db, kind, versionId, mostVersions);
  let first = versions[0]!;
  for (const one of versions.slice(1)) {
    if (!says(one.source, text)) break;
    first = one;
  }
  return first;
}

/** Whether a document has a passage of exactly these words, wherever it stands. */
const says = (source: string, text: string): boolean =>
  flatten(parse<JsonDocument>(source)).some(({ texts }) => [...texts.values()].includes(text));

async function authorOf(
  platform: Pick<Platform, 'db'>,
  { kind, id, text }: OriginPassage,
  since: OldVersion,
  reviewed: boolean,
): Promise<PassageOrigin['author']> {
  const pushed = { name: since.createdBy, at: since.createdAt.toISOString(), how: 'pushed' as const };
  if (!reviewed) return pushed;
  const saves = await revisionsHolding(platform.db, kind, id, since.createdAt, longestWords(text), mostRevisions);
  const save = saves.find(({ document }) => says(document, text));
  return save ? { name: save.name, at: save.at.toISOString(), how: 'written' } : pushed;
}

/** Words that stand in the JSON as they are said: without expressions, quotes and line breaks. */
const longestWords = (text: string): string =>
  text
    .split(/\{\{.*?\}\}|["\\\n\t*_]/s)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')
    .trim();
