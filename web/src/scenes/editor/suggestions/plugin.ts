import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey, type Selection, type Transaction } from '@tiptap/pm/state';
import { fromEditor } from '../model/from-editor.ts';
import { type Decision, type Said, suggestedAround } from '../model/suggested.ts';
import { sameContent } from '../saving/same-content.ts';
import type { Suggestion } from './changes.ts';
import { settle, suggestionAt } from './decide.ts';
import { differencesBetween, type Obstacle } from './differences.ts';
import { suggestionsIn } from './groups.ts';
import { markViews } from './mark-views.ts';
import { putIn } from './place.ts';
import { type Author, makeSuggestions, replacedIn } from './suggest.ts';

/** How suggestions stand in the editor, beside what is marked in its document. */
export interface Suggesting {
  /** Whether what is written becomes suggestions. */
  readonly on: boolean;
  /** Those that are not in the document: of another language, or where their place is no more. */
  readonly aside: readonly Suggestion[];
}

/** Why something did not happen. */
export type Refusal = Obstacle | 'not-writing';

export interface SuggestingOptions {
  readonly author: () => Author;
  /** Whether the person may change the text itself now. */
  readonly mayWrite: () => boolean;
  readonly refused: (why: Refusal) => void;
}

type Meta =
  | { readonly kind: 'mode'; readonly on: boolean }
  | { readonly kind: 'list'; readonly aside: readonly Suggestion[] }
  | { readonly kind: 'decided'; readonly ids: ReadonlySet<string>; readonly decision: Decision }
  | { readonly kind: 'made' };

const key = new PluginKey<Suggesting>('suggesting');
const metaOf = (tr: Transaction): Meta | undefined => tr.getMeta(key) as Meta | undefined;

export const suggestingOf = (state: EditorState): Suggesting => key.getState(state) ?? { on: false, aside: [] };
/** What was decided by a transaction. */
export const decisionIn = (tr: Transaction): { readonly ids: ReadonlySet<string>; readonly decision: Decision } | undefined => {
  const meta = metaOf(tr);
  return meta?.kind === 'decided' ? meta : undefined;
};
/** Whether words are being suggested by a transaction, and none of the text decided about. */
export const onlySuggests = (tr: Transaction, state: EditorState): boolean => suggestingOf(state).on && metaOf(tr)?.kind !== 'decided';

/** All suggestions: those in the text in its order, then those aside. */
export const allSuggestions = (state: EditorState): readonly Suggestion[] => [
  ...suggestionsIn(state.doc).map(({ suggestion }) => suggestion),
  ...suggestingOf(state).aside,
];

/** Switches suggesting on or off. */
export const suggest =
  (on?: boolean): Command =>
  (state, dispatch) => {
    dispatch?.(asDeed(state.tr, { kind: 'mode', on: on ?? !suggestingOf(state).on }).setMeta('addToHistory', false));
    return true;
  };

/** Accepts or rejects suggestions: those with these ids, or the one at the cursor. */
export const decide =
  (decision: Decision, ids?: readonly string[]): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const chosen = new Set(ids ?? [suggestionAt(state.doc, from, to)?.suggestion.id].filter((id) => id !== undefined));
    if (chosen.size === 0) return false;
    const tr = state.tr;
    settle(tr, chosen, decision);
    dispatch?.(asDeed(tr, { kind: 'decided', ids: chosen, decision }));
    return true;
  };

/** The transaction that shows what the server has: some came, some went. It cannot be taken back. */
export function receive(state: EditorState, come: readonly Suggestion[], gone: ReadonlySet<string>): Transaction | undefined {
  if (come.length === 0 && gone.size === 0) return undefined;
  const tr = state.tr;
  settle(tr, gone, 'rejected');
  const aside = [...suggestingOf(state).aside.filter(({ id }) => !gone.has(id)), ...come];
  return asDeed(tr, { kind: 'list', aside: left(tr, aside) }).setMeta('addToHistory', false);
}

/** Puts a suggestion of one's own at once, as the language model's proposals are; it can be taken back. */
export function propose(state: EditorState, suggestion: Suggestion): Transaction | undefined {
  const tr = state.tr;
  return putIn(tr, suggestion) ? asDeed(tr, { kind: 'made' }) : undefined;
}

const asDeed = (tr: Transaction, meta: Meta): Transaction => tr.setMeta(key, meta);

/** Puts in what fits; gives the others. */
const left = (tr: Transaction, suggestions: readonly Suggestion[]): readonly Suggestion[] => suggestions.filter((one) => !putIn(tr, one));

/** Tracked changes: while it is switched on, what is written, put in and taken out is suggested, and the text itself stays as it is. */
export const suggestingPlugin = ({ author, mayWrite, refused }: SuggestingOptions): Plugin =>
  new Plugin<Suggesting>({
    key,
    state: {
      init: () => ({ on: false, aside: [] }),
      apply: (tr, before, old, state) => next(tr, before, old.doc, state.doc),
    },
    filterTransaction: (tr, state) => {
      const why = refusalOf(tr, state, mayWrite, author);
      if (why !== undefined) refused(why);
      return why === undefined;
    },
    appendTransaction: (transactions, before, state) => {
      if (!transactions.some(({ docChanged }) => docChanged)) return null;
      const { tr } = state;
      const making = { author: author(), now: () => new Date().toISOString(), newId: () => crypto.randomUUID() };
      if (suggestingOf(state).on && transactions.every(isWriting)) {
        const differences = differencesBetween(before.doc, state.doc, making.author.id);
        if (typeof differences !== 'string' && makeSuggestions(tr, before, differences, replacedIn(transactions), making))
          refused('others');
      }
      const { aside } = suggestingOf(state);
      const shownAnew = transactions.some(isReplacement);
      const still = shownAnew ? left(tr, aside) : aside;
      if (tr.docChanged) return asDeed(tr, still.length === aside.length ? { kind: 'made' } : { kind: 'list', aside: still });
      return null;
    },
    props: {
      markViews,
      // Signs that are made of several keys are marked from the first one on: to mark them later would break them off.
      handleDOMEvents: {
        compositionstart: ({ state, dispatch }) => {
          const { $from, empty } = state.selection;
          if (!suggestingOf(state).on || !empty || isInsertedAt($from) || suggestedAround($from)) return false;
          const { id: byId, name: by } = author();
          const said: Said = { id: crypto.randomUUID(), by, byId, at: new Date().toISOString() };
          dispatch(state.tr.addStoredMark(state.schema.mark('inserted', { said })));
          return false;
        },
      },
    },
  });

const isInsertedAt = ($pos: Selection['$from']): boolean => $pos.marks().some(({ type }) => type.name === 'inserted');

/** What somebody does to the text: not what this plugin does, nor undoing, nor showing another document. */
const isWriting = (tr: Transaction): boolean => metaOf(tr) === undefined && !isHistory(tr) && !isReplacement(tr);
const isHistory = (tr: Transaction): boolean => tr.getMeta('history$') !== undefined;
/** The document was put in as a whole: another language, or what somebody else saved. */
const replaced = 'posthorn.replaced';
export const asReplacement = (tr: Transaction): Transaction => tr.setMeta(replaced, true);
const isReplacement = (tr: Transaction): boolean => tr.getMeta(replaced) !== undefined;

function refusalOf(tr: Transaction, state: EditorState, mayWrite: () => boolean, author: () => Author): Refusal | undefined {
  // Another document in the place of this one is no slip of the hand: it was chosen, or it is what others saved.
  if (!tr.docChanged || isReplacement(tr)) return undefined;
  const kind = metaOf(tr)?.kind;
  if (kind === 'made' || kind === 'list') return undefined;
  if (suggestingOf(state).on && isWriting(tr)) {
    const differences = differencesBetween(state.doc, tr.doc, author().id);
    return typeof differences === 'string' ? differences : undefined;
  }
  return mayWrite() || sameContent(fromEditor(state.doc), fromEditor(tr.doc)) ? undefined : 'not-writing';
}

function next(tr: Transaction, before: Suggesting, old: Node, doc: Node): Suggesting {
  const meta = metaOf(tr);
  const on = meta?.kind === 'mode' ? meta.on : before.on;
  const told =
    meta?.kind === 'list' ? meta.aside : meta?.kind === 'decided' ? before.aside.filter(({ id }) => !meta.ids.has(id)) : before.aside;
  if (!tr.docChanged) return on === before.on && told === before.aside ? before : { on, aside: told };
  // With another language, or what others saved, those of the document before are put aside until they find their place in this one.
  const leaves =
    isReplacement(tr) || old.attrs.language !== doc.attrs.language ? suggestionsIn(old).map(({ suggestion }) => suggestion) : [];
  const there = new Set(suggestionsIn(doc).map(({ suggestion }) => suggestion.id));
  const aside = [...told, ...leaves].filter(({ id }, i, all) => !there.has(id) && all.findIndex((one) => one.id === id) === i);
  return { on, aside: aside.length === 0 && before.aside.length === 0 ? before.aside : aside };
}
