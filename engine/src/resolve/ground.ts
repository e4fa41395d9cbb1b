import type { Diagnostic } from '../diagnostics.ts';
import { type DataType, dataTypeOf, dataTypeOfValue } from '../expression/data-type.ts';
import { type Language, makeLanguage } from '../expression/environment.ts';
import { compileReader, convert, type Reader } from '../expression/read-record.ts';
import type { Template, TemplateBundle } from '../template/model.ts';
import type { Shared } from './context.ts';
import { isLanguageTag, localeOf } from './localized.ts';
import { ParagraphMemory } from './paragraph-memory.ts';

/** Names that are always in scope beside the record's fields. */
const RESERVED = ['brand', 'page', 'now'];

/** What stands on the data and the brand alone, whatever the text says: how records are read, and what expressions may use. */
export class Ground {
  readonly reader: Reader;
  readonly brandScope: unknown;
  /** What is wrong with the data schema. */
  readonly diagnostics: Diagnostic[] = [];
  /** Expressions that were compiled. */
  readonly cache: Shared['cache'] = new WeakMap();
  readonly paragraphs: ParagraphMemory | undefined;
  private readonly types: ReadonlyMap<string, DataType>;
  private readonly languages = new Map<string, Language>();

  /** @param live it outlives the text: paragraphs that stay the same are not compiled again */
  constructor(data: Template['data'], brand: TemplateBundle['brand'], live: boolean) {
    const record = dataTypeOf(data, '', ({ message, hint, pointer }) => {
      const place = { part: 'template' as const, pointer: `/data${pointer}` };
      this.diagnostics.push({ severity: 'error', code: 'data-schema.invalid', message, place, ...(hint === undefined ? {} : { hint }) });
    });
    this.reader = compileReader(data, record);
    const brandType = dataTypeOfValue(brandData(brand), 'brand');
    this.brandScope = dataOfConstant(brandData(brand), brandType);
    this.types = this.variablesOf(record, brandType);
    this.paragraphs = live ? new ParagraphMemory() : undefined;
  }

  /** The environment of expressions in a language; names that cannot be used are told with the first. */
  language(tag: string): Language {
    let language = this.languages.get(tag);
    if (language === undefined) {
      const locale = isLanguageTag(tag) ? localeOf(tag) : 'en';
      language = makeLanguage(locale, this.types, ({ name, message }) => {
        if (this.languages.size === 0) this.reserved(name, message);
      });
      this.languages.set(tag, language);
    }
    return language;
  }

  private reserved(name: string, message: string): void {
    const place = { part: 'template' as const, pointer: `/data/properties/${name}` };
    this.diagnostics.push({ severity: 'error', code: 'data-schema.reserved-name', message, place, hint: 'Rename the field.' });
  }

  private variablesOf(record: DataType, brandType: DataType): Map<string, DataType> {
    const variables = new Map<string, DataType>();
    if (record.kind === 'object') {
      for (const [name, type] of record.fields) {
        if (RESERVED.includes(name)) this.reserved(name, `"${name}" cannot be used as a name: it already stands for something.`);
        else variables.set(name, type);
      }
    } else {
      const message = 'The data schema must describe an object with properties.';
      this.diagnostics.push({ severity: 'error', code: 'data-schema.invalid', message, place: { part: 'template', pointer: '/data' } });
    }
    variables.set('brand', brandType);
    variables.set('now', { kind: 'text' });
    return variables;
  }
}

const grounds = new WeakMap<TemplateBundle['brand'], { readonly data: Template['data']; readonly ground: Ground }>();

/** The ground of the last live program of the same brand and data: an editor compiles at every keystroke, and changes neither. */
export function liveGround({ template: { data }, brand }: TemplateBundle): Ground {
  const last = grounds.get(brand);
  if (last?.data === data) return last.ground;
  const ground = new Ground(data, brand, true);
  grounds.set(brand, { data, ground });
  return ground;
}

/** What templates may say of the brand. */
export function brandData({ id, name, sender, colors }: TemplateBundle['brand']) {
  return { id, name, sender, colors };
}

/** A constant as expressions see it: instances of its type's classes. */
export function dataOfConstant(value: unknown, type: DataType): unknown {
  if (type.kind === 'object') {
    const object = new type.make();
    for (const [key, field] of type.fields) object[key] = dataOfConstant((value as Record<string, unknown>)[key], field);
    return object;
  }
  if (type.kind === 'list') return (value as unknown[]).map((item) => dataOfConstant(item, type.item));
  return convert(value, 0);
}
