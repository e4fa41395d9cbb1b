import type { Finding, FindingCode } from '../types.ts';
import { type Read, readExpression } from './read-expression.ts';
import { fieldName, RecordShape, type Use } from './record-shape.ts';

/** A loop around a place: what it is called there, and what its items are. */
export interface Scope {
  readonly name: string;
  /** In CEL; another name where a record has a field of the first. */
  readonly renamed: string;
  readonly item: RecordShape;
}

/**
 * Turns expressions of another template language into CEL over the record, and learns on the way what the record must have. It is gone through
 * twice: the second time it is known which fields are texts and have parts as well.
 */
export class FieldsOfRecord {
  readonly shape: RecordShape;
  readonly #known: RecordShape | undefined;
  readonly #findings: Finding[];
  /** Top-level names of the record. */
  readonly #names: ReadonlySet<string>;
  #where = 'document';

  constructor(known?: RecordShape, findings: Finding[] = []) {
    this.shape = new RecordShape();
    this.#known = known;
    this.#findings = findings;
    this.#names = new Set(known?.fields.keys() ?? []);
  }

  at(where: string): void {
    this.#where = where;
  }

  /** What stands in the text. */
  value(source: string, scopes: readonly Scope[]): string {
    const read = readExpression(source);
    if (read?.kind === 'path') return this.#path(read.path, 'text', scopes);
    if (read !== undefined) return this.#said(read, scopes);
    return this.#made(source, 'text', 'field-made', scopes);
  }

  /** A field by its name alone, which may have blanks. */
  named(name: string): string {
    const plain = fieldName(name);
    if (plain !== name) this.tell('changed', 'field-renamed', `${name} → ${plain}`);
    return this.#path([plain], 'text', []);
  }

  condition(source: string, scopes: readonly Scope[]): string {
    const read = readExpression(source);
    return read ? this.#truth(read, scopes) : this.#made(source, 'boolean', 'condition-made', scopes);
  }

  /** The list of a loop such as `item in order.items`, and its scope. */
  loop(argument: string, scopes: readonly Scope[]): { readonly each: string; readonly scope: Scope } {
    const found = /^([\p{L}_][\p{L}\p{N}_]*)\s+in\s+(.+)$/su.exec(argument.trim());
    const read = found && readExpression(found[2]!);
    const name = fieldName(found?.[1] ?? 'item');
    const path = read?.kind === 'path' ? this.#clean(read.path) : [fieldName(found?.[2] ?? argument)];
    if (read?.kind !== 'path') this.tell('changed', 'loop-made', argument);
    const { shape, expression } = this.#place(path, scopes);
    const item = shape.asList();
    const taken = (one: string) => this.#names.has(one) || scopes.some(({ renamed }) => renamed === one);
    let renamed = name;
    for (let i = 1; taken(renamed); i++) renamed = i === 1 ? `${name}_item` : `${name}_item${i}`;
    return { each: expression, scope: { name: found?.[1] ?? name, renamed, item } };
  }

  tell(severity: Finding['severity'], code: FindingCode, what: string): void {
    if (this.#known) this.#findings.push({ severity, code, what: what.slice(0, 200), where: this.#where });
  }

  #truth(read: Read, scopes: readonly Scope[]): string {
    switch (read.kind) {
      case 'path':
        return this.#path(read.path, 'boolean', scopes);
      case 'not':
        return `!(${this.#truth(read.of, scopes)})`;
      case 'two':
        if (read.operator === '&&' || read.operator === '||')
          return `(${this.#truth(read.left, scopes)}) ${read.operator} (${this.#truth(read.right, scopes)})`;
        return this.#compared(read, scopes);
      default:
        return this.#said(read, scopes);
    }
  }

  /** Both sides are of one type: that of the literal. */
  #compared(read: Read & { kind: 'two' }, scopes: readonly Scope[]): string {
    const kinds = [read.left.kind, read.right.kind];
    const use: Use = kinds.includes('number') ? 'number' : kinds.includes('bool') ? 'boolean' : 'text';
    const side = (one: Read) => (one.kind === 'path' ? this.#path(one.path, use, scopes) : this.#said(one, scopes, use));
    return `${side(read.left)} ${read.operator} ${side(read.right)}`;
  }

  #said(read: Read, scopes: readonly Scope[], use: Use = 'text'): string {
    if (read.kind === 'text') return JSON.stringify(read.value);
    // Numbers of records are doubles.
    if (read.kind === 'number') return use === 'number' && !read.value.includes('.') ? `${read.value}.0` : read.value;
    if (read.kind === 'bool') return String(read.value);
    return read.kind === 'path' ? this.#path(read.path, use, scopes) : this.#truth(read, scopes);
  }

  #made(source: string, use: Use, code: FindingCode, scopes: readonly Scope[]): string {
    const name = fieldName(source.replace(/\b(?:capitalize|True|False|width)\b/g, ''));
    this.tell('changed', code, `${source} → ${name}`);
    return this.#path([name], use, scopes);
  }

  #clean(path: readonly string[]): readonly string[] {
    const clean = path.map(fieldName);
    if (clean.join('.') !== path.join('.')) this.tell('changed', 'field-renamed', `${path.join('.')} → ${clean.join('.')}`);
    return clean;
  }

  #path(path: readonly string[], use: Use, scopes: readonly Scope[]): string {
    const { shape, known, expression } = this.#place(this.#scoped(path, scopes) ? path : this.#clean(path), scopes);
    if (known?.isBoth && use !== 'boolean') {
      this.tell('changed', 'field-renamed', `${path.join('.')} → ${expression}.text`);
      shape.at(['text']).uses.add(use);
      return `${expression}.text`;
    }
    if (known?.isBoth) {
      shape.at(['present']).uses.add('boolean');
      this.tell('changed', 'field-renamed', `${path.join('.')} → ${expression}.present`);
      return `${expression}.present`;
    }
    shape.uses.add(use);
    const both = known && known.uses.size > 1;
    // One that is asked for and shown as well is a text that may be empty.
    if (use === 'boolean' && both && known.uses.has('text')) return `${expression} != ''`;
    if (use === 'boolean' && both && known.uses.has('number')) return `${expression} != 0.0`;
    return expression;
  }

  #scoped(path: readonly string[], scopes: readonly Scope[]): boolean {
    return scopes.some(({ name }) => name === path[0]);
  }

  #place(path: readonly string[], scopes: readonly Scope[]) {
    const scope = scopes.findLast(({ name }) => name === path[0]);
    const [base, rest] = scope ? [scope.item, path.slice(1).map(fieldName)] : [this.shape, path];
    const shape = base.at(rest);
    const known = this.#known && (scope ? this.#knownItem(scope, rest) : lookUp(this.#known, rest));
    return { shape, known, expression: [scope ? scope.renamed : undefined, ...rest].filter((one) => one !== undefined).join('.') };
  }

  /** The item's shape as the first time found it: the shapes of both times have the same places. */
  #knownItem({ item }: Scope, rest: readonly string[]): RecordShape | undefined {
    const twin = this.#known && twinOf(this.shape, this.#known, item);
    return twin && lookUp(twin, rest);
  }
}

function lookUp(shape: RecordShape, path: readonly string[]): RecordShape | undefined {
  let found: RecordShape | undefined = shape;
  for (const name of path) found = found?.fields.get(name);
  return found;
}

function twinOf(here: RecordShape, there: RecordShape, wanted: RecordShape): RecordShape | undefined {
  if (here === wanted) return there;
  for (const [name, field] of here.fields) {
    const twin = there.fields.get(name);
    const found = twin && twinOf(field, twin, wanted);
    if (found) return found;
  }
  return here.item && there.item ? twinOf(here.item, there.item, wanted) : undefined;
}
