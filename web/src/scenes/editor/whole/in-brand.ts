import { type Written, withValueAt } from '../model/areas.ts';

/** A template in another brand: where that has no pages of the name that the letter is set on, it is set on the first that it has. */
export function inBrand(template: Written, brand: { readonly [field: string]: unknown }): Written {
  const masters = Object.keys((brand.masters ?? {}) as object);
  const { master } = template.letter as { readonly master: string };
  return masters.length === 0 || masters.includes(master) ? template : withValueAt(template, '/letter/master', masters[0]);
}
