import type { DataField } from '../model/data-fields.ts';

/** What a condition asks of one value. */
export const comparisons = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'startsWith',
  'endsWith',
  'has',
  'lacks',
  'true',
  'false',
  'empty',
  'notEmpty',
] as const;
export type Comparison = (typeof comparisons)[number];

export interface Ask {
  readonly kind: 'ask';
  readonly path: string;
  readonly comparison: Comparison;
  /** A CEL literal, `'de'`, `3`, `decimal('10')`, or another value's path; absent where the comparison needs none. */
  readonly value?: string;
}
export interface Group {
  readonly kind: 'all' | 'any';
  readonly of: readonly Rule[];
}
/** A condition as the builder shows it. */
export type Rule = Ask | Group;

/** The rule as a CEL expression. */
export function ruleToCel(rule: Rule): string {
  if (rule.kind === 'ask') return askToCel(rule);
  const sign = rule.kind === 'all' ? ' && ' : ' || ';
  return rule.of.map((part) => (part.kind === 'ask' ? askToCel(part) : `(${ruleToCel(part)})`)).join(sign);
}

function askToCel({ path, comparison, value = "''" }: Ask): string {
  switch (comparison) {
    case 'has':
      return `has(${path})`;
    case 'lacks':
      return `!has(${path})`;
    case 'true':
      return path;
    case 'false':
      return `!${path}`;
    case 'empty':
      return `size(${path}) == 0`;
    case 'notEmpty':
      return `size(${path}) > 0`;
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return `${path}.${comparison}(${value})`;
    default:
      return `${path} ${comparison} ${value}`;
  }
}

/** A CEL expression as a rule; undefined where it says what the builder cannot show, and text remains. */
export function celToRule(source: string): Rule | undefined {
  const tokens = source.match(TOKEN);
  if (tokens === null || source.replace(TOKEN, '').trim() !== '') return undefined;
  const reader = new Reader(tokens);
  const rule = reader.any();
  return reader.done && rule !== undefined ? rule : undefined;
}

const TOKEN = /'(?:[^'\\]|\\.)*'|&&|\|\||[=!<>]=|[<>!(),]|-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g;
const PATH = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
const METHOD = /^(.+)\.(contains|startsWith|endsWith)$/;

class Reader {
  private readonly tokens: readonly string[];
  private at = 0;
  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  get done(): boolean {
    return this.at === this.tokens.length;
  }

  any(): Rule | undefined {
    return this.group('any', '||', () => this.group('all', '&&', () => this.one()));
  }

  private group(kind: Group['kind'], sign: string, next: () => Rule | undefined): Rule | undefined {
    const of: Rule[] = [];
    do {
      const rule = next();
      if (rule === undefined) return undefined;
      of.push(rule);
    } while (this.take(sign));
    return of.length === 1 ? of[0] : { kind, of };
  }

  private one(): Rule | undefined {
    if (this.take('(')) {
      const rule = this.any();
      return this.take(')') ? rule : undefined;
    }
    const negated = this.take('!');
    const name = this.tokens[this.at] ?? '';
    if (!PATH.test(name)) return undefined;
    this.at += 1;
    if (this.take('(')) return this.call(name, negated);
    if (negated) return { kind: 'ask', path: name, comparison: 'false' };
    const comparison = ['==', '!=', '<', '<=', '>', '>='].find((sign) => this.take(sign)) as Comparison | undefined;
    if (comparison === undefined) return ['true', 'false'].includes(name) ? undefined : { kind: 'ask', path: name, comparison: 'true' };
    const value = this.value();
    return value === undefined ? undefined : { kind: 'ask', path: name, comparison, value };
  }

  private call(name: string, negated: boolean): Rule | undefined {
    const [, path = '', method] = METHOD.exec(name) ?? [];
    const value = this.value();
    if (value === undefined || !this.take(')')) return undefined;
    if (method !== undefined) return negated ? undefined : { kind: 'ask', path, comparison: method as Comparison, value };
    if (name === 'has' && PATH.test(value)) return { kind: 'ask', path: value, comparison: negated ? 'lacks' : 'has' };
    if (name !== 'size' || negated || !PATH.test(value)) return undefined;
    if (this.take('==') && this.take('0')) return { kind: 'ask', path: value, comparison: 'empty' };
    return this.take('>') && this.take('0') ? { kind: 'ask', path: value, comparison: 'notEmpty' } : undefined;
  }

  /** A literal, `decimal('…')`, or a path. */
  private value(): string | undefined {
    const token = this.tokens[this.at];
    if (token === undefined || !/^['\d\-A-Za-z_]/.test(token)) return undefined;
    this.at += 1;
    if (token !== 'decimal') return this.tokens[this.at] === '(' ? undefined : token;
    const inside = this.take('(') ? this.tokens[this.at++] : undefined;
    return inside !== undefined && this.take(')') ? `decimal(${inside})` : undefined;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}

/** What can be asked of a value of a type. */
export function comparisonsFor(field: DataField | undefined): readonly Comparison[] {
  const presence: readonly Comparison[] = field?.optional === false ? [] : ['has', 'lacks'];
  switch (field?.type) {
    case 'boolean':
      return ['true', 'false', ...presence];
    case 'list':
      return ['notEmpty', 'empty', ...presence];
    case 'text':
      return ['==', '!=', 'contains', 'startsWith', 'endsWith', ...presence];
    default:
      return ['==', '!=', '<', '<=', '>', '>=', ...presence];
  }
}

export const needsValue = (comparison: Comparison): boolean => !['has', 'lacks', 'true', 'false', 'empty', 'notEmpty'].includes(comparison);

/** What a person typed as a literal of the field's type, and back. */
export function literalOf(typed: string, type: DataField['type']): string {
  if (type === 'integer') return String(Number.parseInt(typed, 10) || 0);
  if (type === 'decimal')
    return /^-?\d+([.,]\d+)?$/.test(typed)
      ? typed.includes(',') || typed.includes('.')
        ? `decimal('${typed.replace(',', '.')}')`
        : typed
      : '0';
  return `'${typed.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
export function typedOf(literal: string): string {
  const inside = /^decimal\('(.*)'\)$/.exec(literal)?.[1] ?? /^'(.*)'$/s.exec(literal)?.[1] ?? literal;
  return inside.replace(/\\(.)/g, '$1');
}

/** The question that one begins with for a value. */
export function firstAsk(field: DataField): Ask {
  const [comparison = 'has'] = comparisonsFor(field);
  const ask = { kind: 'ask' as const, path: field.path, comparison };
  return needsValue(comparison) ? { ...ask, value: literalOf(field.choices?.[0] ?? '', field.type) } : ask;
}
