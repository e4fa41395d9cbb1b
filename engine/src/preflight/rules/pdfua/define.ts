import type { PdfDict } from '../../read/values.ts';
import type { Fault, Rule } from '../../rule.ts';
import { pathOf, type StructElement } from '../../structure/tree.ts';
import type { Subject } from '../../subject.ts';

/** What a rule of PDF/UA-1 says besides its profile. */
export type UaRule = Omit<Rule, 'profiles'>;

/** A rule of PDF/UA-1. */
export function uaRule(rule: UaRule): Rule {
  return { ...rule, profiles: ['ua1'] };
}

/** A fault of a structure element. */
export function elementFault(element: StructElement, what: string): Fault {
  return { what, page: pageOf(element), object: element.ref ?? element.dict.within, path: pathOf(element) };
}

const deepest = 32;

/** The page an element begins on: its own, or that of the first element in it that says one. */
function pageOf(element: StructElement): number | undefined {
  let at: StructElement | undefined = element;
  for (let depth = 0; at && depth < deepest; depth++) {
    if (at.pageNumber !== undefined) return at.pageNumber;
    at = at.children[0];
  }
  return undefined;
}

/** A rule that looks at each structure element by itself. `fault` says what is wrong with it, or nothing. */
export function elementRule({
  fault,
  ...rule
}: Omit<UaRule, 'check'> & { readonly fault: (element: StructElement, subject: Subject) => string | undefined }): Rule {
  return uaRule({
    ...rule,
    *check(subject) {
      for (const element of subject.structure.elements) {
        const what = fault(element, subject);
        if (what !== undefined) yield elementFault(element, what);
      }
    },
  });
}

/** Whether the catalog says a natural language for all that has none of its own. */
export function hasDefaultLanguage(subject: Subject): boolean {
  return subject.file.catalog.string('Lang') !== undefined;
}

/** A fault of an object that is no structure element. */
export function objectFault(dict: PdfDict, what: string, page?: number): Fault {
  return { what, object: dict.within, page };
}
