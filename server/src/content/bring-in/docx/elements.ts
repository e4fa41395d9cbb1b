import type { XmlElement } from '@posthorn/engine/xml';
import { attribute, child, elements, isOn, settingOf } from './package.ts';

/** Elements that are looked through: what they hold stands where they stand. */
export const transparent = new Set(['ins', 'smartTag', 'customXml', 'sdtContent', 'moveTo', 'dir', 'bdo', 'fldSimple']);

/** Of alternatives the first, which newer programs show. */
export function chosen(one: XmlElement): XmlElement {
  if (one.local !== 'AlternateContent') return one;
  return child(one, 'Choice') ?? child(one, 'Fallback') ?? one;
}

/** The rows of a table (`tr`) or cells of a row (`tc`), also those in content controls and changes. */
export function* rowsOrCells(one: XmlElement, name: 'tr' | 'tc'): Generator<XmlElement> {
  for (const inner of elements(one)) {
    if (inner.local === name) yield inner;
    else if (inner.local === 'sdt') yield* rowsOrCells(child(inner, 'sdtContent') ?? inner, name);
    else if (transparent.has(inner.local)) yield* rowsOrCells(inner, name);
  }
}

export const controlName = (one: XmlElement): string | undefined => {
  const properties = child(one, 'sdtPr');
  return settingOf(properties, 'tag') || settingOf(properties, 'alias') || undefined;
};
/** It shows what is to be filled in, or is bound to data. */
export const isPlaceholder = (one: XmlElement): boolean => {
  const properties = child(one, 'sdtPr');
  return isOn(properties, 'showingPlcHdr') === true || child(properties, 'dataBinding') !== undefined;
};
export const mergeField = (instruction: string): string | undefined => {
  const found = /^\s*(?:MERGEFIELD|DOCVARIABLE|DOCPROPERTY)\s+(?:"([^"]+)"|(\S+))/i.exec(instruction);
  return found?.[1] ?? found?.[2];
};
export const isPageField = (instruction: string): boolean => /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(instruction);
export const symbolOf = (part: XmlElement): string => {
  const code = Number.parseInt(attribute(part, 'char') ?? '', 16);
  // Symbol fonts keep their signs in the private area.
  if (code >= 0xf000) return '\u2022';
  return code >= 0x20 && code < 0xd800 ? String.fromCodePoint(code) : '';
};
/** A number of columns; Word has 63 at most. */
export const columnsIn = (value: string | undefined): number => Math.min(63, Math.max(0, Math.floor(Number(value)) || 0));
