import type { api, BodyOf, PassageCluster, PassageMember, ReplyOf } from '@posthorn/contract';
import { type Difference, differenceOf, similarityOf } from '@posthorn/engine/language';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { wordDiff } from '../compare/word-diff.ts';
import { idFromName, type JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { type ClusterMember, type ClusterRow, clusterById, openDrafts, sourcesAsTheyAre } from '../store/passages.ts';
import { type NodePassage, passagesOf } from './passages-of.ts';
import { type KeptWording, type Plan, planReplacement } from './plan-replacement.ts';

/** Members of a cluster that are shown and joined at once. */
export const mostMembers = 500;

/** Which wording is kept, and which passages give way to it. */
export type Choice = BodyOf<typeof api.passages.plan>;

export interface FoundMember {
  readonly index: number;
  readonly member: ClusterMember;
  /** Where it stands now; undefined when it was changed since. */
  readonly passage: NodePassage | undefined;
  readonly document: JsonDocument | undefined;
}

export interface PlannedCluster {
  readonly cluster: ClusterRow;
  readonly members: readonly FoundMember[];
  readonly kept: FoundMember & { readonly passage: NodePassage };
  readonly wording: KeptWording;
  readonly chosen: readonly number[];
  readonly plan: Plan;
}

type Reading = Pick<Platform, 'db' | 'clock'>;

/** @throws PosthornError `content.unknown-cluster`, `content.passages-changed` */
export async function planCluster(platform: Pick<Platform, 'db'>, id: string, choice: Choice): Promise<PlannedCluster> {
  const cluster = await clusterById(platform.db, id);
  if (!cluster) throw new PosthornError('content.unknown-cluster');
  const members = await findMembers(platform, cluster.members.slice(0, mostMembers));
  const kept = members.find(({ index, passage }) => passage !== undefined && index === (choice.kept ?? index));
  if (kept?.passage === undefined) throw new PosthornError('content.passages-changed');
  const wording = wordingToKeep(kept as FoundMember & { passage: NodePassage });
  const standing = members.filter((one) => one.passage !== undefined && !(wording.parameters && one.index === kept.index));
  const known = namesKnown(members);
  const all = planReplacement(
    wording,
    standing.map(({ passage }) => passage!),
    known,
  );
  const chosen =
    choice.members ?? standing.filter((one, i) => isSafe(kept.passage!, one.passage!, all.passages[i]!)).map(({ index }) => index);
  const taken = standing.filter(({ index }) => chosen.includes(index));
  const plan = planReplacement(
    wording,
    taken.map(({ passage }) => passage!),
    known,
  );
  return { cluster, members, kept: kept as FoundMember & { passage: NodePassage }, wording, chosen: taken.map(({ index }) => index), plan };
}

/** What records of these templates are made of. */
const namesKnown = (members: readonly FoundMember[]): ReadonlySet<string> =>
  new Set(members.flatMap(({ document }) => Object.keys((document?.data as { properties?: object } | undefined)?.properties ?? {})));

/** A block that says nothing else stays the block it is; of anything else a new one is made. */
function wordingToKeep({ member, passage, document }: FoundMember & { readonly passage: NodePassage }): KeptWording {
  if (!passage.whole) return { passage, blockId: '' };
  const parameters = Array.isArray(document?.parameters) ? document.parameters.map(String) : [];
  return { passage, blockId: member.id, parameters };
}

/** Joined without a person's having looked: the same words, or others that do not touch the matter, and the same numbers. */
function isSafe(kept: NodePassage, passage: NodePassage, planned: Plan['passages'][number]): boolean {
  if (planned.obstacle !== undefined || planned.settingsDiffer) return false;
  return differencesOf(kept, passage).every(([, one]) => one !== 'matter') && numbersOf(kept) === numbersOf(passage);
}

const numbersOf = ({ texts }: NodePassage): string =>
  (
    Object.values(texts)[0]!
      .replace(/\{\{.*?\}\}/gs, '')
      .match(/\p{N}+(?:[.,:/]\p{N}+)*|\p{Lu}{2,}/gu) ?? []
  ).join(' ');

function differencesOf(kept: NodePassage, passage: NodePassage): readonly (readonly [string, Difference])[] {
  return Object.entries(passage.texts).map(
    ([language, text]) => [language, differenceOf(counterpart(kept, language) ?? text, text)] as const,
  );
}

/** The kept text that a text of this language gives way to. */
const counterpart = ({ texts }: NodePassage, language: string): string | undefined =>
  texts[language] ?? (Object.keys(texts).length === 1 ? Object.values(texts)[0] : undefined);

async function findMembers(platform: Pick<Platform, 'db'>, members: readonly ClusterMember[]): Promise<readonly FoundMember[]> {
  const documents = new Map<string, { document: JsonDocument; passages: readonly NodePassage[] }>();
  for (const kind of ['template', 'block'] as const) {
    const ids = [...new Set(members.filter((one) => one.kind === kind).map(({ id }) => id))];
    for (const { id, source } of ids.length === 0 ? [] : await sourcesAsTheyAre(platform.db, kind, { ids })) {
      if (source === '') continue;
      const document = parse<JsonDocument>(source);
      documents.set(`${kind}/${id}`, { document, passages: passagesOf(document) });
    }
  }
  return members.map((member, index) => {
    const known = documents.get(`${member.kind}/${member.id}`);
    const says = ({ texts }: NodePassage) => texts[member.language] === member.text;
    const passage = known?.passages.find((one) => one.pointer === member.pointer && says(one)) ?? known?.passages.find((one) => says(one));
    return { index, member, passage, document: known?.document };
  });
}

/** The cluster as a screen shows it, with what becomes of each passage. @throws PosthornError as `planCluster` */
export async function showPlan(platform: Reading, id: string, choice: Choice): Promise<PassageCluster> {
  const { cluster, members, kept, wording, chosen, plan } = await planCluster(platform, id, choice);
  const busy = await busyDocuments(platform, members);
  const taken = members.filter(({ index }) => chosen.includes(index));
  const planned = new Map(taken.map(({ index }, i) => [index, plan.passages[i]!]));
  const rows = members.map(({ index, member, passage }): PassageMember => {
    const { kind, id: contentId, name, pointer, language, text } = member;
    const head = { index, kind, id: contentId, name: { ...name }, pointer };
    const isKept = index === kept.index;
    if (!passage)
      return { ...head, texts: [{ language, pieces: [{ kind: 'same', text }] }], similarity: 0, difference: 'matter', obstacle: 'gone' };
    const alone = planned.get(index) ?? planReplacement(wording, [passage]).passages[0]!;
    const standing = busy.get(`${kind}/${contentId}`);
    const obstacle = isKept && wording.parameters ? undefined : (standing?.obstacle ?? alone.obstacle);
    return {
      ...head,
      pointer: passage.pointer,
      texts: Object.entries(passage.texts).map(([one, theirs]) => ({
        language: one,
        pieces: [...wordDiff(theirs, counterpart(kept.passage, one) ?? theirs)],
      })),
      similarity: Math.min(
        ...Object.entries(passage.texts).map(([one, theirs]) => similarityOf(counterpart(kept.passage, one) ?? theirs, theirs)),
      ),
      difference: worst(differencesOf(kept.passage, passage).map(([, one]) => one)),
      settingsDiffer: alone.settingsDiffer,
      ...(obstacle ? { obstacle } : {}),
      ...(standing?.by ? { by: standing.by } : {}),
      ...(standing?.draft ? { draft: true } : {}),
      ...(alone.reference?.with ? { binds: alone.reference.with as Record<string, string> } : {}),
    };
  });
  const free = chosen.filter((index) => rows[index]!.obstacle === undefined);
  return {
    id: cluster.id,
    state: cluster.state,
    languages: [...cluster.languages],
    kept: kept.index,
    chosen: free,
    more: Math.max(0, cluster.members.length - mostMembers),
    members: rows,
    block: blockOf(wording, plan, kept),
  };
}

const severity: readonly Difference[] = ['none', 'values', 'wording', 'matter'];
const worst = (differences: readonly Difference[]): Difference =>
  severity[Math.max(0, ...differences.map((one) => severity.indexOf(one)))]!;

async function busyDocuments(platform: Reading, members: readonly FoundMember[]) {
  const found = new Map<string, { obstacle?: 'in-review' | 'locked'; by?: string; draft: true }>();
  const byKind = Map.groupBy(members, ({ member }) => member.kind);
  for (const [kind, of] of byKind) {
    const ids = [...new Set(of.map(({ member }) => member.id))];
    for (const { id, inReview, by } of await openDrafts(platform.db, kind, ids, platform.clock())) {
      const obstacle = inReview ? ({ obstacle: 'in-review' } as const) : by === null ? {} : ({ obstacle: 'locked', by } as const);
      found.set(`${kind}/${id}`, { ...obstacle, draft: true });
    }
  }
  return found;
}

function blockOf(
  wording: KeptWording,
  plan: Plan,
  kept: FoundMember & { readonly passage: NodePassage },
): ReplyOf<typeof api.passages.plan>['block'] {
  if (wording.parameters) return { id: wording.blockId, exists: true, name: { ...kept.member.name }, parameters: [...wording.parameters] };
  const name = suggestedName(kept.passage);
  return { id: idFromName(Object.values(name)[0]!), exists: false, name, parameters: [...plan.parameters] };
}

/** The first words, without fields. */
function suggestedName({ texts }: NodePassage): Record<string, string> {
  const words = (text: string) =>
    text
      .replace(/\{\{.*?\}\}|[*_\\]/gs, ' ')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
      .slice(0, 5)
      .join(' ')
      .replace(/[.,:;!?]+$/, '')
      .slice(0, 80);
  return Object.fromEntries(Object.entries(texts).map(([language, text]) => [language === '' ? 'en' : language, words(text) || 'Text']));
}
