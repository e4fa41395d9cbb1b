import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import type { TFunction } from 'i18next';
import { variantOf } from '../model/inline.ts';
import { isOfWords, type Kept, languageOf, type NodesChange, type Suggestion, type WordsChange, wordsGone } from './changes.ts';

/** A piece of what a suggestion does, as one reads it in a list: what it is about, what goes, what comes. */
export interface Piece {
  readonly kind: 'note' | 'gone' | 'come';
  readonly text: string;
}

/** What a suggestion does. A paragraph that is divided or joined is told as what it is, not as words that go here and come there. */
export function inWords(one: Suggestion, t: TFunction): readonly Piece[] {
  const moved = movedWords(one);
  if (moved !== undefined)
    return [
      { kind: 'note', text: t(`editor.suggestions.${moved.how}`) },
      { kind: moved.kind, text: moved.words },
    ];
  return one.changes.flatMap((change) => (isOfWords(change) ? ofWords(change) : ofNodes(change, languageOf(one), t)));
}

const ofWords = (change: WordsChange): Piece[] =>
  pieces('gone', [wordsGone(change).replaceAll('\ufffc', '…')]).concat(pieces('come', [wordsOf(change.inserted)]));

function ofNodes({ gone, come }: NodesChange, language: string, t: TFunction): Piece[] {
  const names = [...new Set([...gone, ...come].map((node) => nameOf(node, t)))].filter((name) => name !== '');
  const [was, is] = [gone, come].map((nodes) => nodes.flatMap((node) => textsOf(node, language))) as [string[], string[]];
  const changed = [
    ...pieces(
      'gone',
      was.filter((text) => !is.includes(text)),
    ),
    ...pieces(
      'come',
      is.filter((text) => !was.includes(text)),
    ),
  ];
  const note = [...names, ...(changed.length === 0 && gone.length === come.length ? [t('editor.suggestions.settings')] : [])];
  const how = gone.length === 0 ? 'come' : come.length === 0 ? 'gone' : 'note';
  return [...(note.length === 0 ? [] : [{ kind: how, text: note.join(', ') } as const]), ...changed];
}

const pieces = (kind: 'gone' | 'come', texts: readonly string[]): Piece[] =>
  texts.filter((text) => text !== '').map((text) => ({ kind, text }));

/** What a node is called; a paragraph is its words. */
const nameOf = (node: Kept, t: TFunction): string =>
  node.type === 'paragraph' ? '' : node.type === 'item' ? t('editor.suggestions.item') : t(`editor.node.${node.type as 'box'}`);

/** Words that only change their paragraph. */
function movedWords({ changes }: Suggestion): { how: 'divided' | 'joined'; kind: 'gone' | 'come'; words: string } | undefined {
  const [words, nodes] = [changes.find(isOfWords), changes.find((change): change is NodesChange => !isOfWords(change))];
  if (changes.length !== 2 || words === undefined || nodes === undefined) return undefined;
  const text = (all: readonly Kept[]) => (all.length === 1 ? textsOf(all[0]!, words.place.language).join('') : undefined);
  const [out, put] = [wordsGone(words), wordsOf(words.inserted)];
  if (out !== '' && put === '' && nodes.gone.length === 0 && sameWords(text(nodes.come), out))
    return { how: 'divided', kind: 'come', words: out };
  if (out === '' && put !== '' && nodes.come.length === 0 && text(nodes.gone) === put) return { how: 'joined', kind: 'come', words: put };
  return undefined;
}

/** A field is one sign in a text as it is, and its expression in what comes. */
const sameWords = (come: string | undefined, out: string): boolean => come?.replaceAll(/\{\{.*?\}\}|…/g, '\ufffc') === out;

const TEXTS = new Set(['text', 'cell', 'header', 'term', 'title', 'label', 'caption', 'alt', 'question', 'note']);

/** All texts in a node, in one language. */
function textsOf(node: unknown, language: string): string[] {
  if (node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap((one) => textsOf(one, language));
  return Object.entries(node).flatMap(([key, value]) => {
    if (!TEXTS.has(key) || !isText(value)) return textsOf(value, language);
    const variant = variantOf(value, language);
    return variant === undefined ? [] : [wordsOf(variant)];
  });
}

const isText = (value: unknown): value is Localized<Inline> =>
  typeof value === 'string' ||
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && isPerLanguage(value as Localized<Inline>));

/** Running text as one reads it. */
export const wordsOf = (inline: Inline): string =>
  typeof inline === 'string'
    ? inline
    : inline
        .map((node) =>
          node.type === 'text' ? node.text : node.type === 'field' ? `{{ ${node.value} }}` : node.type === 'break' ? '\n' : '…',
        )
        .join('');

/** The words that a comment on a suggestion quotes: those that go, else those that come. */
export function quoteOf(one: Suggestion, t: TFunction): string {
  const all = inWords(one, t);
  return (all.find(({ kind }) => kind === 'gone') ?? all.find(({ kind }) => kind === 'come') ?? all[0])?.text ?? '';
}
