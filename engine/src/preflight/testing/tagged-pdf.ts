/** Small tagged PDFs for tests. */
import { type TinyPdf, tinyPdf } from './tiny-pdf.ts';

/** An object that an element holds: its reference, and its StructParent. */
export interface HeldObject {
  readonly object: string;
  readonly key: number;
}

/** An element: type, further entries, and kids: elements, MCIDs of the page, or objects. */
export type Sketch = readonly [type: string, entries: string, ...kids: (Sketch | number | HeldObject)[]];

/** A tagged document; further objects have numbers from 5 on. */
export interface TaggedPdf extends TinyPdf {
  readonly tree: Sketch;
  /** Entries of the structure tree root. */
  readonly root?: string;
}

/** Writes a tagged PDF of one page (`StructParents` 0), with structure elements behind the objects given. */
export function taggedPdf({ tree, root = '', catalog = '', page = '', objects = [], ...rest }: TaggedPdf): Uint8Array {
  const all = [...objects, ''];
  const rootNumber = all.length + 4;
  const marked: string[] = [];
  const held: string[] = [];
  const add = ([type, entries, ...kids]: Sketch, parent: number): string => {
    const number = all.push('') + 4;
    const self = `${number} 0 R`;
    const references = kids.map((kid) => {
      if (typeof kid === 'number') {
        marked[kid] = self;
        return String(kid);
      }
      if (!('object' in kid)) return add(kid, number);
      held.push(`${kid.key} ${self}`);
      return `<< /Type /OBJR /Obj ${kid.object} /Pg 3 0 R >>`;
    });
    const list = references.length > 0 ? `/K [${references.join(' ')}]` : '';
    all[number - 5] = `<< /Type /StructElem /S /${type} /P ${parent} 0 R /Pg 3 0 R ${list} ${entries} >>`;
    return self;
  };
  const top = add(tree, rootNumber);
  const parents = `<< /Nums [0 [${Array.from(marked, (reference) => reference ?? 'null').join(' ')}] ${held.join(' ')}] >>`;
  all[rootNumber - 5] = `<< /Type /StructTreeRoot /K [${top}] /ParentTree ${parents} ${root} >>`;
  return tinyPdf({ ...rest, catalog: `/StructTreeRoot ${rootNumber} 0 R ${catalog}`, page: `/StructParents 0 ${page}`, objects: all });
}
