import { dictOf, PdfArray, type PdfDict } from '../../read/index.ts';
import { shared } from './common.ts';

/** A field of the interactive form. */
export interface FormField {
  readonly dict: PdfDict;
  /** `FT`, its own or inherited. */
  readonly type: string | undefined;
}

const MOST_FIELDS = 100_000;
const DEEPEST = 64;

/** All fields of the form, also those that have only fields below them. */
export const formFields = shared(({ file }): FormField[] => {
  const fields: FormField[] = [];
  const seen = new Set<PdfDict>();
  const visit = (kids: unknown, inherited: string | undefined, depth: number): void => {
    if (!(kids instanceof PdfArray) || depth > DEEPEST) return;
    for (const kid of kids) {
      const dict = dictOf(kid);
      if (dict === undefined || seen.has(dict) || fields.length >= MOST_FIELDS) continue;
      seen.add(dict);
      const type = dict.name('FT') ?? inherited;
      fields.push({ dict, type });
      visit(dict.get('Kids'), type, depth + 1);
    }
  };
  visit(file.catalog.dict('AcroForm')?.get('Fields'), undefined, 0);
  return fields;
});

/** `FT` of a widget, its own or that of a field above it. */
export function fieldType(widget: PdfDict): string | undefined {
  const seen = new Set<PdfDict>();
  for (let dict: PdfDict | undefined = widget; dict !== undefined && !seen.has(dict); dict = dict.dict('Parent')) {
    const type = dict.name('FT');
    if (type !== undefined) return type;
    seen.add(dict);
  }
  return undefined;
}
