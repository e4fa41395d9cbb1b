import type { Node } from '@tiptap/pm/model';
import { useMemo, useState } from 'react';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { asAccepted, hasSuggestions } from '../model/suggested.ts';
import { useParts } from '../use-stable.ts';

/** Whether the preview shows the text as if all that is suggested were accepted, and how to change that. */
export interface AsIfAccepted {
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

/** The document to be previewed: as it is, or as if all that is suggested were accepted. */
export function useAsIfAccepted(doc: Node, document: Written): { readonly shown: AsIfAccepted; readonly document: Written } {
  const [wished, set] = useState(false);
  const on = wished && hasSuggestions(doc);
  const accepted = useMemo(() => (on ? fromEditor(asAccepted(doc)) : undefined), [on, doc]);
  return { shown: useParts({ on, set }), document: accepted ?? document };
}
