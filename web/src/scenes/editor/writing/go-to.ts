import type { Editor } from '@tiptap/core';
import type { Host } from './host.ts';
import { select } from './views/frame-views.ts';

/** Puts the cursor to a node and brings it into sight; what is no text is selected, with its properties. */
export function goToPos(editor: Editor, host: Host, pos: number): void {
  const node = editor.state.doc.nodeAt(pos);
  if (node?.isTextblock) {
    editor.commands.focus(pos + 1, { scrollIntoView: false });
  } else select(editor.view, () => pos, host);
  (editor.view.nodeDOM(pos) as HTMLElement | null)?.scrollIntoView?.({ block: 'center' });
}
