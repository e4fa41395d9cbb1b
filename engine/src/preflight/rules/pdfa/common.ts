import { type PdfDict, PdfRef, type PdfStream } from '../../read/index.ts';
import type { Fault, ProfileId } from '../../rule.ts';
import type { Subject } from '../../subject.ts';

/** All profiles of PDF/A-2 and PDF/A-3. */
export const everyLevel: readonly ProfileId[] = ['2a', '2b', '2u', '3a', '3b', '3u'];
export const part2: readonly ProfileId[] = ['2a', '2b', '2u'];
export const part3: readonly ProfileId[] = ['3a', '3b', '3u'];
/** Levels with logical structure. */
export const levelA: readonly ProfileId[] = ['2a', '3a'];
/** Levels whose text can be read. */
export const levelsAU: readonly ProfileId[] = ['2a', '2u', '3a', '3u'];

/** Something made from a file once, when the first rule asks for it. */
export function shared<T>(make: (subject: Subject) => T): (subject: Subject) => T {
  const made = new WeakMap<Subject, { readonly value: T }>();
  return (subject) => {
    let entry = made.get(subject);
    if (entry === undefined) {
      entry = { value: make(subject) };
      made.set(subject, entry);
    }
    return entry.value;
  };
}

/** A fault in an object. */
export function at(what: string, object?: PdfRef | PdfDict | PdfStream, page?: number): Fault {
  const ref = object === undefined || object instanceof PdfRef ? object : 'within' in object ? object.within : object.ref;
  return { what, ...(ref && { object: ref }), ...(page !== undefined && { page }) };
}

/** A value as text for a sentence; cut where it is long. */
export function shown(value: string | undefined): string {
  return value === undefined ? 'missing' : value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
