import type { FoundMark, Piece } from '../types.ts';

/** A command of a template language. */
export interface Control {
  readonly kind: 'control';
  readonly verb: 'if' | 'elif' | 'else' | 'endif' | 'for' | 'endfor' | 'other';
  readonly argument: string;
  /** As it stood there. */
  readonly source: string;
  /** What it takes with it: its paragraph, its row, its column. */
  readonly scope: '' | 'p' | 'tr' | 'tc' | 'r';
}
export interface Expression {
  readonly kind: 'expression';
  readonly source: string;
  readonly marks: readonly FoundMark[];
}
export type Part = Piece | Control | Expression;

const tag =
  /\{\{(?:p|r|tr|tc|\+)?-?\s*(?<field>.*?)\s*-?\}\}|\{%-?(?<scope>p|tr|tc|r)?-?\s+(?<verb>\w+)\s*(?<argument>.*?)\s*-?%\}|\{%-?(?<scope2>p|tr|tc|r)?(?<verb2>[a-z]+)\s*(?<argument2>.*?)\s*-?%\}|\{#.*?#\}|\*\|(?<merge>[A-Za-z0-9_:]+)\|\*|%%(?<percent>[A-Za-z0-9_.]+)%%|\u00ab(?<guillemet>[\p{L}_][\p{L}\p{N}_ .-]{0,60})\u00bb|\$\{(?<dollar>[A-Za-z_][A-Za-z0-9_.]*)\}/gsu;

const verbs: Readonly<Record<string, Control['verb']>> = {
  if: 'if',
  elif: 'elif',
  elsif: 'elif',
  elseif: 'elif',
  else: 'else',
  endif: 'endif',
  for: 'for',
  endfor: 'endfor',
};

/** Finds fields and commands in running text, even where word processors have cut them into runs of other marks. */
export function splitControls(pieces: readonly Piece[]): readonly Part[] {
  const parts: Part[] = [];
  let run: (Piece & { kind: 'text' })[] = [];
  const flush = () => {
    if (run.length > 0) parts.push(...splitText(run));
    run = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'text') run.push(piece);
    else {
      flush();
      parts.push(piece);
    }
  }
  flush();
  return parts;
}

function splitText(run: readonly (Piece & { kind: 'text' })[]): readonly Part[] {
  const text = run.map((piece) => piece.text).join('');
  const parts: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(tag)) {
    parts.push(...between(run, done, match.index));
    const part = partOf(match, marksAt(run, match.index));
    if (part) parts.push(part);
    done = match.index + match[0].length;
  }
  parts.push(...between(run, done, text.length));
  return parts;
}

function partOf(match: RegExpMatchArray, marks: readonly FoundMark[]): Part | undefined {
  const { field, scope, verb, argument, scope2, verb2, argument2, merge, percent, guillemet, dollar } = match.groups!;
  const name = merge ?? percent ?? guillemet;
  if (name !== undefined) return { kind: 'field', name, marks };
  const source = field ?? dollar;
  if (source !== undefined) return handlebars(source, match[0]) ?? { kind: 'expression', source, marks };
  const word = verb ?? verb2;
  if (word === undefined) return undefined;
  const known = verbs[word] ?? 'other';
  return {
    kind: 'control',
    verb: known,
    argument: argument ?? argument2 ?? '',
    source: match[0],
    scope: (scope ?? scope2 ?? '') as Control['scope'],
  };
}

/** Handlebars writes its commands in double braces. */
function handlebars(source: string, whole: string): Control | undefined {
  const found = /^(?:#(if|each|unless)\s+(.*)|\/(if|each|unless)|(else))$/s.exec(source);
  if (!found) return undefined;
  const [, open, argument = '', close, otherwise] = found;
  const control = (verb: Control['verb'], of = ''): Control => ({ kind: 'control', verb, argument: of, source: whole, scope: '' });
  if (otherwise) return control('else');
  if (close) return control(close === 'each' ? 'endfor' : 'endif');
  if (open === 'each') return control('for', `this in ${argument}`);
  return control('if', open === 'unless' ? `not ${argument}` : argument);
}

function between(run: readonly (Piece & { kind: 'text' })[], from: number, to: number): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { text, marks } of run) {
    const cut = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (cut !== '') parts.push({ kind: 'text', text: cut, marks });
    at += text.length;
  }
  return parts;
}

function marksAt(run: readonly (Piece & { kind: 'text' })[], index: number): readonly FoundMark[] {
  let at = 0;
  for (const { text, marks } of run) {
    at += text.length;
    if (index < at) return marks;
  }
  return [];
}
