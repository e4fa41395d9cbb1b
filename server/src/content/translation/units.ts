import { isLocalized } from '../blocks/languages.ts';
import { textOf } from '../compare/flatten.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { isNode } from '../nodes.ts';

/** A text of a template or block, in the languages that it has. */
export interface Unit {
  /** Stays when the document is changed elsewhere: the node's id and the way to the text within the node. */
  readonly id: string;
  readonly pointer: string;
  /** `heading`, `paragraph`, `table` …; `template` for what belongs to no node, such as the subject. */
  readonly type: string;
  readonly texts: Readonly<Record<string, unknown>>;
}

/** Parts of a document that hold no text for readers. */
const without = new Set(['data']);

/** Every text per language. Texts that are one for all languages are not among them. */
export function unitsOf(document: JsonDocument): readonly Unit[] {
  const found: Unit[] = [];
  const visit = (value: unknown, pointer: string, owner: { id: string; type: string; at: string }): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isLocalized(value)) {
      const way = pointer.slice(owner.at.length + 1).replace(/\//g, '.');
      found.push({ id: owner.id === '' ? way : `${owner.id}.${way}`, pointer, type: owner.type, texts: value });
      return;
    }
    const own = isNode(value) && typeof value.id === 'string' ? { id: value.id, type: value.type, at: pointer } : owner;
    for (const [field, part] of Object.entries(value))
      if (!(pointer === '' && without.has(field))) visit(part, `${pointer}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`, own);
  };
  visit(document, '', { id: '', type: String(document.kind), at: '' });
  const ids = new Map<string, number>();
  return found.map((unit) => {
    const count = (ids.get(unit.id) ?? 0) + 1;
    ids.set(unit.id, count);
    return count === 1 ? unit : { ...unit, id: `${unit.id}~${count}` };
  });
}

/** The document with texts in a language, by the pointers of their units. */
export function withTranslations(document: JsonDocument, language: string, texts: ReadonlyMap<string, unknown>): JsonDocument {
  const change = (value: unknown, pointer: string): unknown => {
    if (Array.isArray(value)) return value.map((one, i) => change(one, `${pointer}/${i}`));
    if (typeof value !== 'object' || value === null) return value;
    const text = texts.get(pointer);
    if (text !== undefined) return { ...value, [language]: text };
    return Object.fromEntries(
      Object.entries(value).map(([field, part]) => [field, change(part, `${pointer}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`)]),
    );
  };
  return change(document, '') as JsonDocument;
}

export type UnitState = 'current' | 'missing' | 'outdated';

/**
 * Whether a translation says what its source says: outdated when the source was changed since the version before and the translation was not.
 * @param before the same unit in the version that the draft began from
 */
export function stateOf(unit: Unit, source: string, language: string, before: Unit | undefined): UnitState {
  const text = unit.texts[language];
  if (text === undefined || textOf(text).trim() === '') return textOf(unit.texts[source]).trim() === '' ? 'current' : 'missing';
  if (!before || before.texts[language] === undefined || before.texts[source] === undefined) return 'current';
  const same = (one: string) => JSON.stringify(unit.texts[one]) === JSON.stringify(before.texts[one]);
  return !same(source) && same(language) ? 'outdated' : 'current';
}
