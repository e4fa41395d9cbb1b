import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';

/** The sheet that is written on. The editor is the page's, so that it outlives being drawn. */
export function Surface({ editor }: { readonly editor: Editor }) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { dom } = editor.view;
    sheet.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  return <div ref={sheet} className="ed-sheet" />;
}
