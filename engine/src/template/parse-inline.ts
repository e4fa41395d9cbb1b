/**
 * The short form of running text: `{{ expression }}`, `**bold**`, `_italic_`, `\n`. A backslash takes the meaning from the
 * character behind it (`\*`, `\_`, `\{`, `\\`). An underscore inside a word is an underscore.
 */
export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}
export interface FieldPiece {
  readonly kind: 'field';
  readonly expression: string;
  /** Where the expression begins in the short form. */
  readonly offset: number;
  readonly bold: boolean;
  readonly italic: boolean;
}
export type Piece = TextPiece | FieldPiece;

export interface InlineFault {
  readonly code: 'text.unclosed-field' | 'text.empty-field' | 'text.unclosed-mark';
  readonly offset: number;
  readonly length: number;
}

export interface ParsedInline {
  readonly pieces: readonly Piece[];
  readonly faults: readonly InlineFault[];
}

/** Splits the short form into text and fields; never throws. */
export function parseInline(source: string): ParsedInline {
  const pieces: Piece[] = [];
  const faults: InlineFault[] = [];
  let bold = false;
  let italic = false;
  let boldAt = 0;
  let text = '';
  const flush = () => {
    if (text !== '') pieces.push({ kind: 'text', text, bold, italic });
    text = '';
  };
  let i = 0;
  while (i < source.length) {
    const c = source[i]!;
    if (c === '\\' && '*_{}\\'.includes(source[i + 1] ?? ' ')) {
      text += source[i + 1];
      i += 2;
    } else if (c === '{' && source[i + 1] === '{') {
      flush();
      const end = endOfExpression(source, i + 2);
      if (end < 0) {
        faults.push({ code: 'text.unclosed-field', offset: i, length: source.length - i });
        break;
      }
      const raw = source.slice(i + 2, end);
      const lead = raw.length - raw.trimStart().length;
      if (raw.trim() === '') faults.push({ code: 'text.empty-field', offset: i, length: end + 2 - i });
      else pieces.push({ kind: 'field', expression: raw.trim(), offset: i + 2 + lead, bold, italic });
      i = end + 2;
    } else if (c === '*' && source[i + 1] === '*') {
      flush();
      bold = !bold;
      boldAt = i;
      i += 2;
    } else if (c === '_' && togglesItalic(source, i, italic)) {
      flush();
      italic = !italic;
      i += 1;
    } else {
      text += c;
      i += 1;
    }
  }
  flush();
  if (bold) faults.push({ code: 'text.unclosed-mark', offset: boldAt, length: 2 });
  return { pieces, faults };
}

const WORD = /[\p{L}\p{N}]/u;

function togglesItalic(source: string, at: number, italic: boolean): boolean {
  const before = source[at - 1] ?? ' ';
  const after = source[at + 1] ?? ' ';
  if (italic) return !/\s/.test(before) && !WORD.test(after);
  if (WORD.test(before) || /\s|_/.test(after)) return false;
  // Opens only where it is closed again.
  for (let j = at + 1; j < source.length; j++) {
    if (source[j] === '{' && source[j + 1] === '{') {
      const end = endOfExpression(source, j + 2);
      if (end < 0) return false;
      j = end + 1;
    } else if (source[j] === '_' && source[j - 1] !== '\\' && !/\s/.test(source[j - 1]!) && !WORD.test(source[j + 1] ?? ' ')) {
      return true;
    }
  }
  return false;
}

/** Index of the `}}` that closes a field, past strings and map literals in its expression; -1 where there is none. */
function endOfExpression(source: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < source.length; i++) {
    const c = source[i]!;
    if (quote !== '') {
      if (c === '\\') i += 1;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '{') depth += 1;
    else if (c === '}') {
      if (depth === 0 && source[i + 1] === '}') return i;
      depth = Math.max(0, depth - 1);
    }
  }
  return -1;
}
