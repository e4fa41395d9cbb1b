/** Annotations and form fields as the rules of 7.18 see them. */
import type { Page } from '../../content/pages.ts';
import { dictOf, type PdfDict } from '../../read/values.ts';
import type { StructElement } from '../../structure/tree.ts';
import type { Subject } from '../../subject.ts';

/** An annotation on its page. */
export interface PlacedAnnotation {
  readonly dict: PdfDict;
  readonly page: Page;
  readonly subtype: string;
  /** The structure element it belongs to. */
  readonly element: StructElement | undefined;
  /** Hidden by its flags, or lying outside of what is seen of the page. */
  readonly isUnseen: boolean;
}

const hiddenFlag = 2;

/** All annotations of a file. */
export function* annotationsOf({ pages, structure }: Subject): Iterable<PlacedAnnotation> {
  for (const page of pages)
    for (const dict of page.annotations) {
      const isUnseen = ((dict.number('F') ?? 0) & hiddenFlag) !== 0 || isOutside(dict, page);
      yield { dict, page, subtype: dict.name('Subtype') ?? '', element: structure.parentOfObject(dict), isUnseen };
    }
}

function isOutside(annotation: PdfDict, { cropBox }: Page): boolean {
  const rect = annotation.array('Rect')?.numbers();
  if (rect?.length !== 4 || cropBox?.length !== 4) return false;
  const [left, bottom, right, top] = sorted(rect);
  const [cropLeft, cropBottom, cropRight, cropTop] = sorted(cropBox);
  return right <= cropLeft || left >= cropRight || top <= cropBottom || bottom >= cropTop;
}

function sorted(box: readonly number[]): [left: number, bottom: number, right: number, top: number] {
  const [a, b, c, d] = box as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** A form field and the widgets that show it. */
export interface Field {
  readonly dict: PdfDict;
  readonly widgets: readonly PdfDict[];
}

const maxFields = 100_000;
const maxDepth = 64;

/** All fields of the form, also those that only group others. */
export function fieldsOf({ file }: Subject): Field[] {
  const fields: Field[] = [];
  const seen = new Set<PdfDict>();
  const visit = (dict: PdfDict | undefined, depth: number): void => {
    if (!dict || seen.has(dict) || seen.size > maxFields || depth > maxDepth) return;
    seen.add(dict);
    const kids = [...(dict.array('Kids') ?? [])].flatMap((kid) => dictOf(kid) ?? []);
    const widgets = [dict, ...kids].filter((kid) => kid.name('Subtype') === 'Widget');
    fields.push({ dict, widgets });
    for (const kid of kids) if (kid.has('T') || kid.has('Kids')) visit(kid, depth + 1);
  };
  for (const field of file.catalog.dict('AcroForm')?.array('Fields') ?? []) visit(dictOf(field), 0);
  return fields;
}

const maxParents = 32;

/** An entry of a widget's field or of the fields around it. A widget that is not its field itself has a parent and no name. */
export function fieldText(widget: PdfDict, key: string): string | undefined {
  let at: PdfDict | undefined = widget.has('T') ? widget : (widget.dict('Parent') ?? widget);
  for (let step = 0; at && step < maxParents; step++) {
    const text = at.string(key)?.text;
    if (text !== undefined) return text;
    at = at.dict('Parent');
  }
  return undefined;
}
