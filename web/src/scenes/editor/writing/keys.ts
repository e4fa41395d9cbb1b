import { type AnyExtension, Extension } from '@tiptap/core';
import { deleteSelection, joinForward, selectNodeBackward, selectNodeForward, toggleMark } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from '@tiptap/pm/inputrules';
import type { NodeType } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list';
import type { Command } from '@tiptap/pm/state';
import { goToSuggestion } from '../suggestions/decide.ts';
import { decide, suggest } from '../suggestions/plugin.ts';
import {
  breakLine,
  divideText,
  joinAcross,
  joinTexts,
  leaveSelection,
  moveBlock,
  selectAround,
  selectPlace,
  setTextType,
  toggleList,
} from './commands.ts';
import { openFieldMenu } from './plugins/menu.ts';
import { leaveLine, toEdge, toPlace } from './walk-places.ts';

/** One shortcut, for the keyboard and for the page that lists them. */
export interface Shortcut {
  /** As TipTap writes it: `Mod` is Ctrl, or Command on a Mac. */
  readonly keys: string;
  readonly name: string;
  readonly group: 'text' | 'structure' | 'page';
  readonly run?: Command;
}

const mark =
  (name: string): Command =>
  (state, dispatch) =>
    toggleMark(state.schema.marks[name]!)(state, dispatch);

/** All shortcuts; those without a command belong to the page around the text. */
export const shortcuts: readonly Shortcut[] = [
  { keys: 'Mod-b', name: 'bold', group: 'text', run: mark('bold') },
  { keys: 'Mod-i', name: 'italic', group: 'text', run: mark('italic') },
  { keys: 'Mod-u', name: 'underline', group: 'text', run: mark('underline') },
  { keys: 'Mod-k', name: 'link', group: 'text' },
  { keys: 'Mod-.', name: 'field', group: 'text' },
  { keys: 'Shift-Enter', name: 'break', group: 'text', run: breakLine },
  { keys: 'Mod-Alt-0', name: 'paragraph', group: 'structure', run: setTextType() },
  { keys: 'Mod-Alt-1', name: 'heading1', group: 'structure', run: setTextType(1) },
  { keys: 'Mod-Alt-2', name: 'heading2', group: 'structure', run: setTextType(2) },
  { keys: 'Mod-Alt-3', name: 'heading3', group: 'structure', run: setTextType(3) },
  { keys: 'Mod-Shift-8', name: 'bullets', group: 'structure', run: toggleList(false) },
  { keys: 'Mod-Shift-7', name: 'numbers', group: 'structure', run: toggleList(true) },
  { keys: 'Alt-ArrowUp', name: 'moveUp', group: 'structure', run: moveBlock(-1) },
  { keys: 'Alt-ArrowDown', name: 'moveDown', group: 'structure', run: moveBlock(1) },
  { keys: 'Mod-Alt-ArrowDown', name: 'nextPlace', group: 'structure', run: toPlace(1) },
  { keys: 'Mod-Alt-ArrowUp', name: 'previousPlace', group: 'structure', run: toPlace(-1) },
  { keys: 'Mod-Alt-b', name: 'newBlock', group: 'structure' },
  { keys: 'Mod-Alt-z', name: 'zone', group: 'structure' },
  { keys: 'Escape', name: 'around', group: 'structure', run: selectAround },
  { keys: 'Mod-z', name: 'undo', group: 'page', run: undo },
  { keys: 'Mod-Shift-z', name: 'redo', group: 'page', run: redo },
  { keys: 'Mod-f', name: 'find', group: 'page' },
  { keys: 'Mod-Alt-m', name: 'comment', group: 'page' },
  { keys: 'Mod-Shift-e', name: 'suggest', group: 'page', run: suggest() },
  { keys: 'Mod-Alt-j', name: 'nextSuggestion', group: 'page', run: goToSuggestion(1) },
  { keys: 'Mod-Alt-k', name: 'previousSuggestion', group: 'page', run: goToSuggestion(-1) },
  { keys: 'Mod-Alt-y', name: 'acceptSuggestion', group: 'page', run: decide('accepted') },
  { keys: 'Mod-Alt-n', name: 'rejectSuggestion', group: 'page', run: decide('rejected') },
  { keys: 'Mod-s', name: 'save', group: 'page' },
  { keys: 'Alt-Enter', name: 'properties', group: 'page' },
  { keys: 'F6', name: 'areas', group: 'page' },
];

/** What the page does on its own shortcuts. */
export type PageDeeds = {
  readonly [name in 'link' | 'find' | 'save' | 'properties' | 'comment' | 'areas' | 'zone' | 'newBlock']: () => void;
};

/** At the start of a list's item: the item leaves the list. */
const liftAtStart =
  (item: NodeType): Command =>
  (state, dispatch) => {
    const { $from, empty } = state.selection;
    return (
      empty && $from.parentOffset === 0 && $from.node(-1)?.type === item && $from.index(-1) === 0 && liftListItem(item)(state, dispatch)
    );
  };

/** Keys and signs that write. */
export const writingKeys = (deeds: () => PageDeeds): AnyExtension =>
  Extension.create({
    name: 'writingKeys',
    priority: 2000,
    addKeyboardShortcuts() {
      const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch);
      const listed = shortcuts.map(({ keys, name, run: command }): [string, () => boolean] => {
        if (command !== undefined) return [keys, run(command)];
        if (name === 'field') return [keys, () => openFieldMenu(this.editor.view) === undefined];
        return [keys, () => deeds()[name as keyof PageDeeds]() === undefined];
      });
      const { listItem } = this.editor.schema.nodes;
      const first =
        (...commands: Command[]) =>
        () =>
          commands.some((command) => command(this.editor.state, this.editor.view.dispatch));
      // At the edge of a text the deed is ours alone: what TipTap would do there next reaches into other places of the template.
      const atEdge = (run: () => boolean, edge: 'start' | 'end') => () => {
        if (run()) return true;
        const { $from, empty } = this.editor.state.selection;
        return empty && $from.parentOffset === (edge === 'start' ? 0 : $from.parent.content.size);
      };
      return {
        ...Object.fromEntries(listed),
        'Mod-y': run(redo),
        'Mod-a': run(selectPlace),
        'Mod-Home': run(toEdge('start')),
        'Mod-End': run(toEdge('end')),
        'Mod-Shift-Home': run(toEdge('start', true)),
        'Mod-Shift-End': run(toEdge('end', true)),
        ArrowLeft: run(leaveSelection('from')),
        ArrowRight: run(leaveSelection('to')),
        Enter: first(leaveLine, splitListItem(listItem!), divideText),
        Backspace: atEdge(
          first(undoInputRule, deleteSelection, liftAtStart(listItem!), joinAcross(-1), joinTexts, selectNodeBackward),
          'start',
        ),
        Delete: atEdge(first(deleteSelection, joinAcross(1), joinForward, selectNodeForward), 'end'),
        Tab: first(sinkListItem(listItem!)),
        'Shift-Tab': first(liftListItem(listItem!)),
      };
    },
    addProseMirrorPlugins() {
      const { heading, list } = this.editor.schema.nodes;
      const rules = [
        textblockTypeInputRule(/^(#{1,4})\s$/, heading!, (match) => ({ props: { level: match[1]!.length } })),
        wrappingInputRule(/^[-*]\s$/, list!),
        wrappingInputRule(/^1[.)]\s$/, list!, () => ({ props: { ordered: true } })),
      ];
      return [history({ newGroupDelay: 600 }), inputRules({ rules })];
    },
  });
