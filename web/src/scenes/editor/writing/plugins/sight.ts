import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { t } from 'i18next';
import { isMissing } from '../../model/missing.ts';
import { ruleInWords } from '../../rules/rule-words.ts';
import { isLocked } from './locked.ts';

interface Sight {
  readonly visible: ReadonlySet<string>;
  readonly decorations: DecorationSet;
}

const key = new PluginKey<Sight>('sight');

/** Shows only the places of one channel, and says where a text is missing in the language or is shown to some only. */
export const sightPlugin = (): Plugin =>
  new Plugin<Sight>({
    key,
    state: {
      init: (_, state) => look(new Set(['/body']), state),
      apply: (tr, sight, _, state) => {
        const visible = tr.getMeta(key) as ReadonlySet<string> | undefined;
        return visible === undefined && !tr.docChanged ? sight : look(visible ?? sight.visible, state);
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });

/** The transaction that shows other places. */
export const showPlaces = (state: EditorState, paths: readonly string[]) =>
  state.tr.setMeta(key, new Set(paths)).setMeta('addToHistory', false);

/** Whether the place around the selection is in sight. */
export const isInSight = (state: EditorState): boolean =>
  key.getState(state)?.visible.has(state.selection.$from.node(1)?.attrs.path) ?? true;

/** The places in sight, in their order. */
export const placesInSight = (state: EditorState): readonly { readonly pos: number; readonly node: Node }[] => {
  const found: { pos: number; node: Node }[] = [];
  state.doc.forEach((node, pos) => {
    if (key.getState(state)?.visible.has(node.attrs.path) ?? true) found.push({ pos, node });
  });
  return found;
};

function look(visible: ReadonlySet<string>, { doc }: EditorState): Sight {
  const found: Decoration[] = [];
  const { language } = doc.attrs;
  doc.forEach((area, offset) => {
    if (!visible.has(area.attrs.path)) {
      found.push(Decoration.node(offset, offset + area.nodeSize, { class: 'ed-out-of-sight' }));
      return;
    }
    area.descendants((node, pos) => {
      const at = offset + 1 + pos;
      const end = at + node.nodeSize;
      if (node.isTextblock && node.childCount === 0) {
        const missing = isMissing(node, language);
        const hint = missing ?? (node.type.name === 'paragraph' && area.childCount === 1 ? t('editor.placeholder') : undefined);
        if (hint !== undefined)
          found.push(Decoration.node(at, end, { class: missing ? 'ed-untranslated' : 'ed-empty', 'data-hint': hint }));
      }
      if (isLocked(node)) found.push(Decoration.node(at, end, { class: 'ed-locked', 'data-hint': t('editor.locked.label') }));
      const shown = conditionsOf(node.attrs.props ?? node.attrs.model);
      if (shown !== '') found.push(Decoration.node(at, end, { class: 'ed-conditional', 'data-shown': shown }));
      return !node.isTextblock;
    });
  });
  return { visible, decorations: DecorationSet.create(doc, found) };
}

function conditionsOf(fields: { readonly only?: readonly string[]; readonly when?: string } | undefined): string {
  const only = fields?.only?.map((channel) => t(`editor.channel.${channel as 'letter'}`)).join(', ');
  return [
    only === undefined ? '' : t('editor.shown.only', { channels: only }),
    fields?.when === undefined ? '' : t('editor.shown.when', { rule: ruleInWords(fields.when, t) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
