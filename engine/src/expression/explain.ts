import type { ASTNode } from '@marcbachmann/cel-js';
import type { Language } from './environment.ts';
import { nearestName } from './nearest-name.ts';

/** What is wrong with an expression, and where in it. */
export interface Fault {
  readonly code:
    | 'expression.syntax'
    | 'expression.unknown-field'
    | 'expression.unknown-name'
    | 'expression.unknown-function'
    | 'expression.wrong-arguments'
    | 'expression.wrong-types';
  readonly message: string;
  readonly hint?: string;
  readonly offset: number;
  readonly length: number;
}

interface LibraryError {
  readonly code?: string;
  readonly summary?: string;
  readonly message?: string;
  readonly range?: { readonly start: number; readonly end: number };
  readonly node?: ASTNode;
}

/** Puts an error of the library into the words of a template's author, with its place and a hint. */
export function explain(thrown: unknown, source: string, language: Language): Fault {
  const error = thrown as LibraryError;
  const start = Math.min(error.range?.start ?? 0, source.length);
  const end = Math.max(start, Math.min(error.range?.end ?? source.length, source.length));
  const place = { offset: start, length: Math.max(1, end - start) };
  const node = error.node;
  const words = error.summary ?? error.message ?? 'The expression cannot be read.';
  switch (error.code) {
    case 'no_such_key':
      return unknownField(node, source.slice(start, end), language, place);
    case 'unknown_variable': {
      const name = source.slice(start, end);
      return {
        code: 'expression.unknown-name',
        message: `There is no "${name}" here.`,
        ...hintFor(name, language.variables.keys()),
        ...place,
      };
    }
    case 'no_matching_overload':
      return unknownCall(node, words, language, place);
    case 'no_such_overload':
      return wrongOperands(words, place);
    default:
      return { code: node?.op === undefined ? 'expression.syntax' : 'expression.wrong-types', message: sentence(words), ...place };
  }
}

type Where = { readonly offset: number; readonly length: number };

function hintFor(name: string, names: Iterable<string>): { hint?: string } {
  const near = nearestName(name, names);
  return near === undefined ? {} : { hint: `Did you mean "${near}"?` };
}

function unknownField(node: ASTNode | undefined, found: string, language: Language, place: Where): Fault {
  const name = node?.op === '.' ? node.args[1] : found;
  const owner = node?.op === '.' ? node.args[0] : undefined;
  const type = owner === undefined ? undefined : typeOf(owner, language);
  const names = type === undefined ? [...language.types.values()].flatMap((t) => [...t.fields.keys()]) : [...type.fields.keys()];
  const near = nearestName(name, names);
  const list = type === undefined || names.length > 12 ? undefined : `It has ${names.join(', ')}.`;
  const hint = near === undefined ? list : `Did you mean "${near}"?`;
  const ownerText = owner === undefined ? 'The object' : owner.input.slice(owner.range.start, owner.range.end);
  const fault = { code: 'expression.unknown-field' as const, message: `${ownerText} has no field "${name}".`, ...place };
  return hint === undefined ? fault : { ...fault, hint };
}

/** The object type of a part of an expression; undefined where it stands inside a macro, whose names are not known outside. */
function typeOf(node: ASTNode, language: Language) {
  const result = language.environment.check(node.input.slice(node.range.start, node.range.end));
  return result.valid && result.type !== undefined ? language.types.get(result.type) : undefined;
}

/** Functions of CEL itself that a hint may name. */
const BUILT_IN = [
  'has',
  'size',
  'default',
  'map',
  'filter',
  'exists',
  'all',
  'startsWith',
  'endsWith',
  'contains',
  'matches',
  'string',
  'int',
];

function unknownCall(node: ASTNode | undefined, words: string, language: Language, place: Where): Fault {
  const name = node?.op === 'call' || node?.op === 'rcall' ? node.args[0] : (/'(?:[^']*\.)?(\w+)\(/.exec(words)?.[1] ?? '');
  const fn = language.functions.get(name);
  if (fn !== undefined) {
    const given = /\((.*)\)/.exec(words)?.[1] ?? '';
    const hint = `Use ${fn.signatures.map((s) => fn.name + s.replace(/: .*$/, '')).join(' or ')}.`;
    return { code: 'expression.wrong-arguments', message: `${name}() does not take (${given}).`, hint, ...place };
  }
  if (BUILT_IN.includes(name)) return { code: 'expression.wrong-arguments', message: sentence(words), ...place };
  const message = `There is no function "${name}".`;
  return { code: 'expression.unknown-function', message, ...hintFor(name, [...language.functions.keys(), ...BUILT_IN]), ...place };
}

function wrongOperands(words: string, place: Where): Fault {
  const match = /overload: (\S.*?) (==|!=|<=|>=|[-+*/%<>]|in) (.*)$/.exec(words);
  if (match === null) return { code: 'expression.wrong-types', message: sentence(words), ...place };
  const [, left = '', operator = '', right = ''] = match;
  const fault = { code: 'expression.wrong-types' as const, message: `${left} ${operator} ${right} cannot be calculated.`, ...place };
  const numeric = (t: string) => t === 'decimal' || t === 'int';
  if (operator === '/') return { ...fault, hint: 'Say how to round: divide(a, b, digits).' };
  if (operator === '+' && (left === 'string' || right === 'string') && (numeric(left) || numeric(right))) {
    return { ...fault, hint: 'Make text of the number first: number(x), money(x, currency) or string(x).' };
  }
  if (numeric(left) !== numeric(right) && (left === 'string' || right === 'string')) {
    return { ...fault, hint: 'A text in quotes is compared with texts, a number without quotes with numbers.' };
  }
  return fault;
}

const sentence = (words: string): string => {
  const text = words.split('\n')[0]!.trim();
  return text.endsWith('.') ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};
