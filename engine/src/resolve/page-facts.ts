import { type DataType, dataTypeOfValue, type ObjectType } from '../expression/data-type.ts';
import { Decimal } from '../expression/decimal.ts';
import { type Language, withObject } from '../expression/environment.ts';
import type { TemplateBundle } from '../template/model.ts';
import { objectsOf } from '../template/objects-of.ts';

/** What is known of a page when the document is laid out: what expressions in frames see as `page`. */
export interface PageFacts {
  /** Of this page, from 1, and of all: of the document, or of the section where it numbers its own. Blank pages don't count. */
  readonly number: number;
  readonly count: number;
  /** Sheets of paper, from 1; with duplex two pages each. */
  readonly sheet: number;
  readonly sheets: number;
  /** The first heading of level 1 or 2 on the page, else the last one before. */
  readonly heading: string;
  /** The text of every named mark, as of the first on this page, else the last before; '' before the first. */
  readonly marks: { readonly [name: string]: string };
  /** Millimetres left in the body of the last page. */
  readonly free: number;
  /** Whether it is the front of its sheet. */
  readonly front: boolean;
}

/** The type of `page` in expressions, by bundle: which marks there are is the template's to say. */
const types = new WeakMap<TemplateBundle, ObjectType>();

function pageType(bundle: TemplateBundle): ObjectType {
  let type = types.get(bundle);
  if (type === undefined) {
    const names = objectsOf(bundle).flatMap((o) => (o.type === 'mark' && typeof o.name === 'string' ? [o.name] : []));
    const marks = dataTypeOfValue(Object.fromEntries(names.map((name) => [name, ''])), 'page.marks');
    const integer: DataType = { kind: 'integer' };
    const shape = { number: 0, count: 0, sheet: 0, sheets: 0, heading: '', free: 0, front: true };
    const { fields } = dataTypeOfValue(shape, 'page') as ObjectType;
    const all = new Map<string, DataType>([...fields, ['number', integer], ['free', { kind: 'decimal' }], ['marks', marks]]);
    type = { kind: 'object', name: 'page', fields: all, make: class {} as ObjectType['make'] };
    types.set(bundle, type);
  }
  return type;
}

const languages = new WeakMap<Language, Language>();

/** The language of expressions in frames: as it is, and with `page`. */
export function withPage(bundle: TemplateBundle, language: Language): Language {
  let inFrames = languages.get(language);
  if (inFrames === undefined) {
    inFrames = withObject(language, 'page', pageType(bundle));
    languages.set(language, inFrames);
  }
  return inFrames;
}

/** The value of `page` for one page. */
export function pageValue(bundle: TemplateBundle, facts: PageFacts): unknown {
  const type = pageType(bundle);
  const { number, count, sheet, sheets, heading, free, front } = facts;
  const marksType = type.fields.get('marks') as ObjectType;
  const marks = Object.assign(
    new marksType.make(),
    Object.fromEntries([...marksType.fields.keys()].map((name) => [name, ''])),
    facts.marks,
  );
  return Object.assign(new type.make(), {
    ...{ number: BigInt(number), count: BigInt(count), sheet: BigInt(sheet), sheets: BigInt(sheets) },
    ...{ heading, front, marks, free: Decimal.fromNumber(Math.floor(free * 10) / 10) },
  });
}
