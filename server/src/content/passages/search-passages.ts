import { createHash } from 'node:crypto';
import { type Passage, type Rationalisation, rationaliseInSteps, wordingOf } from '@posthorn/engine/language';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { JobContext } from '../../platform/jobs/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import {
  type ClusterMember,
  endSearch,
  insertClusters,
  insertSearch,
  meantToDiffer,
  type NewCluster,
  searchById,
  sourcesAsTheyAre,
  tellProgress,
} from '../store/passages.ts';
import type { TextKind } from '../types.ts';
import { passagesOf } from './passages-of.ts';

/** Looks for equal passages. */
export const passagesJob = 'content.search-passages';
export interface PassagesJob {
  readonly searchId: string;
}

const readAtOnce = 500;
/** Milliseconds between two pauses in which others get their turn, and between two signs of progress. */
const turn = 25;
const telling = 700;

/** A text of a node in one language, and where it stands. */
export interface Place extends ClusterMember {
  /** Texts of one node in several languages share it. */
  readonly node: string;
  readonly whole: boolean;
}

/** Starts looking for equal passages in all templates and blocks. @throws PosthornError `content.search-running` */
export async function startSearch(platform: Platform, actor: Actor): Promise<{ readonly id: string }> {
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const id = await insertSearch(trx, actor.name, platform.clock());
    if (id === undefined) throw new PosthornError('content.search-running');
    await platform.jobs.enqueue<PassagesJob>(trx, passagesJob, { searchId: id }, { singletonKey: id });
    await platform.audit.append(trx, actor, 'content.passages-search', `search/${id}`, {});
    return { id };
  });
}

/** Begins from the start when a worker was killed at it: nothing is kept before the end. */
export async function searchPassages(platform: Platform, { searchId }: PassagesJob, job: Pick<JobContext, 'signal'>): Promise<void> {
  if ((await searchById(platform.db, searchId))?.state !== 'running') return;
  const { passages, documents } = await readAll(platform, job.signal);
  const found = await rationaliseInTurns(platform, searchId, passages, job.signal);
  const clusters = clustersOf(found);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await insertClusters(trx, searchId, clusters);
    const { passages: counts, characters } = found;
    await endSearch(trx, searchId, { report: { documents, passages: counts, characters } }, platform.clock());
  });
}

async function readAll(platform: Pick<Platform, 'db'>, signal: AbortSignal) {
  const passages: Passage<Place>[] = [];
  let documents = 0;
  for (const kind of ['template', 'block'] as const) {
    for (let after = ''; ; ) {
      signal.throwIfAborted();
      const rows = await sourcesAsTheyAre(platform.db, kind, { after, limit: readAtOnce });
      for (const { id, source } of rows) {
        if (source === '') continue;
        documents++;
        collect(kind, id, parse<JsonDocument>(source), passages);
      }
      if (rows.length < readAtOnce) break;
      after = rows.at(-1)!.id;
    }
  }
  return { passages, documents };
}

function collect(kind: TextKind, id: string, document: JsonDocument, passages: Passage<Place>[]): void {
  const name = namesOf(document);
  for (const { pointer, sort, texts, whole } of passagesOf(document))
    for (const [language, text] of Object.entries(texts))
      passages.push({ text, sort, place: { kind, id, name, pointer, language, text, node: `${kind}/${id}#${pointer}`, whole } });
}

function namesOf({ name, id }: JsonDocument): Readonly<Record<string, string>> {
  if (typeof name === 'object' && name !== null) return name as Record<string, string>;
  return { en: String(name ?? id) };
}

async function rationaliseInTurns(
  platform: Pick<Platform, 'db'>,
  searchId: string,
  passages: readonly Passage<Place>[],
  signal: AbortSignal,
): Promise<Rationalisation<Place>> {
  const groups = await meantToDiffer(platform.db);
  const groupsOf = (wording: string) => groups.get(hashOfWording(wording));
  const apart = (one: string, other: string): boolean => {
    const [a, b] = [groupsOf(one), groupsOf(other)];
    return a !== undefined && b !== undefined && !a.isDisjointFrom(b);
  };
  const steps = rationaliseInSteps(passages, groups.size === 0 ? {} : { apart });
  let [turned, told] = [performance.now(), 0];
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const now = performance.now();
    if (now - turned < turn) continue;
    signal.throwIfAborted();
    if (now - told > telling) {
      await tellProgress(platform.db, searchId, value.done, value.total);
      told = performance.now();
    }
    await new Promise((resolve) => setImmediate(resolve));
    turned = performance.now();
  }
}

/** How a wording is remembered. */
export const hashOfWording = (wording: string): string => createHash('sha256').update(wording).digest('hex');
export const wordingHash = (passage: { readonly text: string; readonly sort: string }): string => hashOfWording(wordingOf(passage));

interface Gathering extends Omit<NewCluster, 'languages' | 'members' | 'templates' | 'differences'> {
  readonly nodes: Map<string, ClusterMember & { readonly whole: boolean }>;
  readonly languages: Set<string>;
  readonly differences: Record<string, number>;
  saved: number;
}

/**
 * Clusters of nodes out of clusters of texts: texts of the same nodes in another language belong to the same cluster. A block that says nothing else
 * comes first: it is there to be referred to.
 */
function clustersOf({ clusters }: Rationalisation<Place>): readonly NewCluster[] {
  const gathered: Gathering[] = [];
  const byNode = new Map<string, Gathering[]>();
  for (const { proposal, others } of clusters) {
    const places = new Map([proposal, ...others.map(({ passage }) => passage)].map(({ place }) => [place.node, place]));
    if (places.size < 2) continue;
    const saved = others.reduce((sum, { passage }) => sum + passage.text.length, 0);
    const same = byNode.get(proposal.place.node)?.find(({ nodes }) => [...places.keys()].every((node) => nodes.has(node)));
    if (same) {
      same.languages.add(proposal.place.language);
      same.saved += saved;
      continue;
    }
    const nodes = new Map([...places].map(([node, { node: _node, ...member }]) => [node, member]));
    const differences: Record<string, number> = {};
    for (const { difference } of others) differences[difference] = (differences[difference] ?? 0) + 1;
    const gathering = { nodes, languages: new Set([proposal.place.language]), differences, saved };
    gathered.push(gathering);
    for (const node of nodes.keys()) byNode.set(node, [...(byNode.get(node) ?? []), gathering]);
  }
  return gathered
    .sort((a, b) => b.saved - a.saved)
    .map(({ nodes, languages, differences, saved }) => {
      const members = [...nodes.values()].sort((a, b) => Number(b.whole) - Number(a.whole)).map(({ whole: _whole, ...member }) => member);
      const templates = new Set(members.filter(({ kind }) => kind === 'template').map(({ id }) => id)).size;
      return { languages: [...languages].filter((one) => one !== ''), saved, templates, differences, members };
    });
}
