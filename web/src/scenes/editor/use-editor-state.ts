import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { useEffect, useState } from 'react';

/** What of the editor's state a part of the screen shows; it is drawn again only when that changes. */
export function useEditorState<T>(editor: Editor, look: (state: EditorState) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const [seen, setSeen] = useState(() => look(editor.state));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked at is the same for the life of a part
  useEffect(() => {
    const update = () =>
      setSeen((before) => {
        const now = look(editor.state);
        return same(before, now) ? before : now;
      });
    update();
    editor.on('transaction', update);
    return () => void editor.off('transaction', update);
  }, [editor]);
  return seen;
}

/** For what is made anew each time. */
export const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
