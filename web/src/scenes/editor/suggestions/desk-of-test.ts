import { history } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { expect } from 'vitest';
import type { Written } from '../model/areas.ts';
import { schemaOf } from '../model/nodes.ts';
import { asAccepted } from '../model/suggested.ts';
import { toEditor } from '../model/to-editor.ts';
import { isOfWords, type Suggestion, type WordsChange } from './changes.ts';
import { allSuggestions, decide, type Refusal, receive, suggest, suggestingPlugin } from './plugin.ts';

export const schema = schemaOf();

export interface Person {
  readonly id: string;
  readonly name: string;
}
export const anna: Person = { id: 'anna', name: 'Anna' };
export const lena: Person = { id: 'lena', name: 'Lena' };

/** What somebody has before them in a test, with what they were refused. */
export class Desk {
  state: EditorState;
  readonly refused: Refusal[] = [];
  constructor(document: Written, person: Person, { on = true, mayWrite = true, language = 'de' } = {}) {
    const plugin = suggestingPlugin({ author: () => person, mayWrite: () => mayWrite, refused: (why) => void this.refused.push(why) });
    this.state = EditorState.create({ doc: toEditor(document, language, schema), plugins: [history({ newGroupDelay: 600 }), plugin] });
    if (on) this.run(suggest(true));
  }
  run(command: Command): boolean {
    return command(this.state, (tr) => (this.state = this.state.apply(tr)));
  }
  write(text: string, from: number, to = from): void {
    this.state = this.state.apply(this.state.tr.insertText(text, from, to));
  }
  /** Writes in the place of words. */
  replace(words: string, by: string): void {
    const from = positionOf(this.state.doc, words);
    this.write(by, from, from + words.length);
  }
  /** Puts the cursor before words, or behind them. */
  goTo(words: string, side: 'before' | 'behind' = 'before'): void {
    const at = positionOf(this.state.doc, words) + (side === 'behind' ? words.length : 0);
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, at)));
  }
  /** Takes over what somebody else keeps. */
  take(suggestions: readonly Suggestion[]): void {
    const kept = JSON.parse(JSON.stringify(suggestions)) as Suggestion[];
    this.state = this.state.apply(receive(this.state, kept, new Set()) ?? this.state.tr);
  }
  decideAll(decision: 'accepted' | 'rejected'): void {
    this.run(
      decide(
        decision,
        this.all.map(({ id }) => id),
      ),
    );
  }
  get all(): readonly Suggestion[] {
    return allSuggestions(this.state);
  }
  /** The changes of words. */
  get words(): readonly (Suggestion & WordsChange)[] {
    return this.all.flatMap((one) => one.changes.filter(isOfWords).map((change) => ({ ...one, ...change })));
  }
  get accepted(): readonly string[] {
    return textsOf(asAccepted(this.state.doc));
  }
}

export function positionOf(doc: Node, words: string): number {
  let found = -1;
  doc.descendants((node, pos) => {
    const at = node.isTextblock ? node.textBetween(0, node.content.size, undefined, '\ufffc').indexOf(words) : -1;
    if (at >= 0 && found < 0) found = pos + 1 + at;
  });
  expect(found, words).toBeGreaterThan(0);
  return found;
}

export function textsOf(doc: Node): string[] {
  const texts: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock && node.content.size > 0) texts.push(node.textBetween(0, node.content.size, undefined, '\ufffc'));
  });
  return texts;
}
