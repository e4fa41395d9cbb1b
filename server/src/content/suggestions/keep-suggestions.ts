import type { api, BodyOf, NodesChange, Suggestion, SuggestionContent, WordsChange } from '@posthorn/contract';
import { canonicalJson } from '../../platform/audit/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { textOf } from '../compare/flatten.ts';
import { shoutDraft } from '../drafts/live.ts';
import { findDraft, noDraft } from '../drafts/show-draft.ts';
import { isNode } from '../nodes.ts';
import { refuseWriting } from '../restrictions/refuse-writing.ts';
import { lockDraft } from '../store/drafts.ts';
import { lockOf } from '../store/locks.ts';
import { actorId, type Trx } from '../store/reader.ts';
import { openSuggestions, putSuggestion, setSuggestionState, suggestionsById } from '../store/suggestions.ts';
import type { ContentKind, SuggestionRow } from '../types.ts';

interface Where {
  readonly kind: ContentKind;
  readonly id: string;
  /** The tab it comes from: the one that holds the lock, or another. */
  readonly editor: string;
}

/** Open suggestions of a draft, oldest first. @throws PosthornError `content.no-draft` */
export async function listSuggestions(platform: Pick<Platform, 'db'>, kind: ContentKind, id: string): Promise<Suggestion[]> {
  const draft = await findDraft(platform, kind, id);
  return (await openSuggestions(platform.db, draft.id)).map(present);
}

/**
 * Keeps suggestions beside a draft, new ones or changed ones, also while it waits for its release and while others write it. Who writes
 * may also change those of others, since the text around them changes, and open again what was decided, when they undo it.
 * @throws PosthornError `content.no-draft`, `content.suggestion-invalid`, `content.suggestion-not-yours`, `content.suggestion-decided`
 */
export async function putSuggestions(
  platform: Platform,
  actor: Actor,
  { kind, id, editor, suggestions }: Where & BodyOf<typeof api.suggestions.put>,
): Promise<void> {
  for (const one of suggestions) refuseInvalid(one);
  await withDraft(platform, actor, { kind, id, editor }, async (trx, draftId, writes) => {
    const known = await suggestionsById(
      trx,
      suggestions.map((one) => one.id),
    );
    for (const one of suggestions) {
      const before = known.get(one.id);
      const mine = before === undefined || before.actor === actorId(actor);
      if (before && before.draftId !== draftId) throw new PosthornError('content.suggestion-decided');
      if (!mine && !writes) throw new PosthornError('content.suggestion-not-yours', { detail: `${before.actorName} suggested this.` });
      if (before && before.state !== 'open' && !writes) throw new PosthornError('content.suggestion-decided');
      const by = before ?? { actor: actorId(actor), actorName: actor.name, at: platform.clock(), changedBy: null };
      const changedBy = mine ? by.changedBy : changedDeed(before, one) ? actor.name : by.changedBy;
      const { id, changes, assistant } = one;
      const { actor: author, actorName, at } = by;
      await putSuggestion(trx, {
        ...{ id, draftId, changes, assistant: assistant ?? null, state: 'open' },
        ...{ actor: author, actorName, at, changedBy },
      });
    }
    await platform.audit.append(trx, actor, 'content.suggest', `${kind}/${id}`, {
      suggestions: suggestions.map((one) => one.id),
      ...(suggestions.some(({ assistant }) => assistant) ? { assistant: suggestions.find(({ assistant }) => assistant)!.assistant } : {}),
    });
  });
}

/**
 * Says what became of suggestions. What was decided before, or is not known, is left as it is, so that an answer that was lost may be
 * asked for again.
 * @throws PosthornError `content.no-draft`, `content.suggestion-not-yours`
 */
export async function decideSuggestions(
  platform: Platform,
  actor: Actor,
  { kind, id, editor, decisions }: Where & BodyOf<typeof api.suggestions.decide>,
): Promise<void> {
  await withDraft(platform, actor, { kind, id, editor }, async (trx, draftId, writes) => {
    const known = await suggestionsById(
      trx,
      decisions.map((one) => one.id),
    );
    const open = decisions.filter((one) => known.get(one.id)?.state === 'open' && known.get(one.id)?.draftId === draftId);
    for (const one of open) {
      const own = known.get(one.id)!.actor === actorId(actor) && one.decision === 'withdrawn';
      if (!own && !writes) throw new PosthornError('content.suggestion-not-yours');
      await setSuggestionState(trx, one.id, one.decision, { at: platform.clock(), by: actor.name });
    }
    if (open.length === 0) return;
    if (writes) await refuseWriting(trx, actor, kind, id);
    await platform.audit.append(trx, actor, 'content.decide-suggestions', `${kind}/${id}`, {
      decisions: open.map((one) => ({ ...one, by: known.get(one.id)!.actorName })),
    });
  });
}

/** @throws PosthornError `content.suggestions-open`, with each of them */
export async function refuseOpenSuggestions(trx: Trx, draftId: string): Promise<void> {
  const open = await openSuggestions(trx, draftId);
  if (open.length === 0) return;
  throw new PosthornError('content.suggestions-open', {
    detail: `${open.length} ${open.length === 1 ? 'suggestion is' : 'suggestions are'} open.`,
    fields: open
      .slice(0, 100)
      .map((one) => ({ field: one.changes[0]?.place.nodeId ?? one.changes[0]?.place.pointer ?? '', message: inWords(one) })),
  });
}

function inWords({ actorName, changes }: SuggestionRow): string {
  const said = changes.map((change) => {
    const [gone, come] = isOfWords(change) ? [wordsGone(change), textOf(change.inserted)] : [namesOf(change.gone), namesOf(change.come)];
    return `“${shortened(gone.replaceAll('\ufffc', '…'))}” → “${shortened(come)}”`;
  });
  return `${actorName}: ${said.join(', ')}`;
}

type Change = SuggestionContent['changes'][number];
const isOfWords = (change: Change): change is WordsChange => 'text' in change;
const wordsGone = ({ text, from, to }: WordsChange): string => text.slice(from, to);
/** Paragraphs by what they say, everything else by what it is. */
const namesOf = (nodes: NodesChange['gone']): string =>
  nodes.map(({ type, text }) => (type === 'paragraph' || type === 'heading' ? textsOf(text) : String(type))).join(' ');
const textsOf = (text: unknown): string =>
  typeof text === 'object' && text !== null && !Array.isArray(text) ? Object.values(text).map(textOf).join(' / ') : textOf(text);
const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Everything in one transaction with the draft held, so that nothing is suggested while it closes; tells whether the actor writes it. */
async function withDraft(
  platform: Platform,
  actor: Actor,
  { kind, id, editor }: Where,
  work: (trx: Trx, draftId: string, writes: boolean) => Promise<void>,
): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const draft = await lockDraft(trx, kind, id);
    if (!draft) throw noDraft(kind, id);
    const lock = await lockOf(trx, kind, id, platform.clock());
    await work(trx, draft.id, !draft.inReview && lock?.userId === actor.id && lock.editor === editor);
  });
  await shoutDraft(platform, kind, id, 'suggestions', { editor });
}

function refuseInvalid({ changes }: SuggestionContent): void {
  const invalid = (detail?: string) => new PosthornError('content.suggestion-invalid', detail === undefined ? {} : { detail });
  if (new Set(changes.map(({ place }) => place.language)).size > 1) throw invalid('Its changes are in several languages.');
  for (const change of changes) {
    if (!isOfWords(change)) {
      if (![...change.gone, ...change.come].every(isNode)) throw invalid();
      if (change.gone.length + change.come.length === 0) throw invalid('The suggestion changes nothing.');
      continue;
    }
    const { text, from, to, inserted } = change;
    if (from > to || to > text.length || !(typeof inserted === 'string' || inserted.every(isNode))) throw invalid();
    if (from === to && inserted.length === 0) throw invalid('The suggestion changes nothing.');
  }
}

/** Whether somebody changed what is suggested, and not only where it stands. */
const changedDeed = (before: SuggestionRow, after: SuggestionContent): boolean => deedOf(before) !== deedOf(after);
const deedOf = ({ changes }: Pick<SuggestionContent, 'changes'>): string =>
  canonicalJson(changes.map((change) => (isOfWords(change) ? [wordsGone(change), change.inserted] : [change.gone, change.come])));

const present = ({ id, changes, assistant, actor, actorName, at, changedBy }: SuggestionRow): Suggestion => ({
  ...{ id, changes: [...changes] },
  ...(assistant ? { assistant: { ...assistant } } : {}),
  ...{ by: actorName, byId: actor.replace(/^\w+\//, ''), at: at.toISOString() },
  ...(changedBy ? { changedBy } : {}),
});
