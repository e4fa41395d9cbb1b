import type { Mark } from '@tiptap/pm/model';
import type { MarkViewConstructor } from '@tiptap/pm/view';
import { attributesOf } from '../model/nodes.ts';
import type { Deed, Said } from '../model/suggested.ts';
import { element } from '../writing/views/element.ts';

/** Around words stand `ins` and `del`; around whole nodes a box, which also a list may hold. */
const view =
  (deed: Deed): MarkViewConstructor =>
  (mark: Mark, _, inline) => {
    const attributes = attributesOf(mark.attrs.said as Said);
    const dom = inline
      ? element(deed === 'inserted' ? 'ins' : 'del', attributes)
      : element('div', { ...attributes, role: 'presentation', class: `ed-suggested ed-${deed}` });
    return { dom, contentDOM: dom };
  };

export const markViews = { inserted: view('inserted'), deleted: view('deleted') };
