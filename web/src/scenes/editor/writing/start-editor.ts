import { type AnyExtension, Editor, Extension } from '@tiptap/core';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { EditorState, Plugin } from '@tiptap/pm/state';
import type { Written } from '../model/areas.ts';
import { marks, nodes } from '../model/nodes.ts';
import { toEditor } from '../model/to-editor.ts';
import { onlySuggests, suggestingPlugin } from '../suggestions/plugin.ts';
import { clipboardPlugin } from './clipboard.ts';
import type { Host } from './host.ts';
import { type PageDeeds, writingKeys } from './keys.ts';
import { commentsPlugin } from './plugins/comments.ts';
import { findPlugin } from './plugins/find.ts';
import { findingsPlugin } from './plugins/findings.ts';
import { hintsPlugin } from './plugins/hints.ts';
import { lockedPlugin } from './plugins/locked.ts';
import { type MenuFace, menuPlugin } from './plugins/menu.ts';
import { sightPlugin } from './plugins/sight.ts';
import { fieldView, inlineObjectView } from './views/chip-views.ts';
import { areaView, groupView, slotView, splitView } from './views/frame-views.ts';
import { objectView } from './views/object-view.ts';

export interface Start {
  readonly document: Written;
  readonly language: string;
  readonly label: string;
  readonly host: Host;
  readonly menu: MenuFace;
  readonly deeds: () => PageDeeds;
}

/** Starts the editor of a template or block. Its document is the model's, and so is what it gives back. */
export function startEditor({ document, language, label, host, menu, deeds }: Start): Editor {
  const around: AnyExtension = Extension.create({
    name: 'writing',
    // Before the keys that write: an open menu takes Enter and the arrows.
    priority: 3000,
    addProseMirrorPlugins: () => [
      menuPlugin(menu),
      clipboardPlugin(host),
      sightPlugin(),
      findingsPlugin(),
      suggestingPlugin(host.suggesting),
      // A change of fixed wording may be suggested; it is made by those only who may change it.
      lockedPlugin({ mayChange: (tr, state) => host.mayChangeLocked() || onlySuggests(tr, state), refused: host.refusedLocked }),
      hintsPlugin(),
      commentsPlugin(),
      findPlugin(),
      dropCursor({ width: 2, class: 'ed-drop' }),
      gapCursor(),
      new Plugin({
        props: {
          nodeViews: {
            lineArea: areaView(host),
            flowArea: areaView(host),
            group: groupView(host),
            split: splitView(host),
            slot: slotView(),
            object: objectView(host),
            field: fieldView(host),
            inlineObject: inlineObjectView(host),
          },
        },
      }),
    ],
  });
  const editor = new Editor({
    element: globalThis.document.createElement('div'),
    injectCSS: false,
    enablePasteRules: false,
    extensions: [...nodes, ...marks, writingKeys(deeds), around],
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'ed-text', spellcheck: 'true', lang: language },
    },
  });
  const doc = toEditor(document, language, editor.schema);
  // Not through HTML, and not as a change that one could take back.
  editor.view.updateState(EditorState.create({ doc, plugins: editor.state.plugins }));
  return editor;
}
