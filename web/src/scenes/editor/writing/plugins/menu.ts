import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** A menu that opens while one types: `/` for what can be inserted, `{{` for fields. */
export interface OpenMenu {
  readonly kind: 'insert' | 'field';
  /** What was typed, with its sign: goes away when something is chosen. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

const key = new PluginKey<OpenMenu | null>('menu');
const SIGNS = /(?:^|\s)\/([\p{L}\p{N} ]{0,24})$|\{\{\s*([^{}]{0,60})$/u;

/** Called with what is open and where on the screen; gives whether it took the key. */
export interface MenuFace {
  readonly show: (menu: OpenMenu | undefined, at: { left: number; top: number; bottom: number } | undefined) => void;
  readonly press: (key: string) => boolean;
}

export const menuPlugin = (face: MenuFace): Plugin => {
  /** Where Escape closed a menu: it stays closed there. */
  let closedAt = -1;
  return new Plugin<OpenMenu | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, before, _, state) => {
        const asked = tr.getMeta(key) as 'close' | 'field' | undefined;
        if (asked === 'close') return null;
        if (asked === 'field') return { kind: 'field', from: state.selection.from, to: state.selection.to, query: '' };
        // It opens by typing, not by walking through a text with such signs.
        if (!tr.docChanged) return tr.selectionSet ? null : before;
        return openAt(state);
      },
    },
    props: {
      handleKeyDown: (view, event) => {
        if (key.getState(view.state) == null) return false;
        if (event.key === 'Escape') {
          closedAt = key.getState(view.state)!.from;
          closeMenu(view);
          return true;
        }
        return ['ArrowDown', 'ArrowUp', 'Enter', 'Tab'].includes(event.key) && face.press(event.key);
      },
    },
    view: () => ({
      update: (view, before) => {
        const menu = key.getState(view.state);
        if (menu === key.getState(before)) return;
        if (menu == null || menu.from === closedAt) {
          if (menu == null) closedAt = -1;
          face.show(undefined, undefined);
        } else face.show(menu, view.coordsAtPos(menu.from));
      },
      destroy: () => face.show(undefined, undefined),
    }),
  });
};

function openAt({ selection }: EditorState): OpenMenu | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 80), $from.parentOffset, undefined, '\ufffc');
  const found = SIGNS.exec(before);
  if (found === null) return null;
  const typed = found[0].replace(/^\s+(?=\/)/, '');
  const kind = found[1] === undefined ? 'field' : 'insert';
  if (kind === 'insert' && $from.parent.type.name === 'line') return null;
  return { kind, from: $from.pos - typed.length, to: $from.pos, query: found[1] ?? found[2] ?? '' };
}

export const closeMenu = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, 'close').setMeta('addToHistory', false));
export const openFieldMenu = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, 'field').setMeta('addToHistory', false));
