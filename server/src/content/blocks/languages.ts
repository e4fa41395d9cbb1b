import { nodesOf } from '../nodes.ts';

const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** The languages in which every text of a document that has languages is written: what others lack is missing somewhere. Sorted. */
export function languagesOf(document: unknown): readonly string[] {
  const texts = nodesOf(document).flatMap((node) => Object.values(node).filter(isLocalized));
  const [first, ...others] = texts.map((text) => new Set(Object.keys(text)));
  return first === undefined ? [] : [...others.reduce((all, some) => all.intersection(some), first)].sort();
}

/** A value per language: an object whose every name is a language tag and whose values are texts. */
export function isLocalized(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([name, text]) => tag.test(name) && (typeof text === 'string' || Array.isArray(text)));
}
