/** What is wrong with a text that is no JSON, as a good compiler says it; engines only say which character they did not expect. */
export interface JsonFault {
  readonly message: string;
  readonly hint: string;
  /** Where in the text. */
  readonly at: number;
}

const TOKEN = /\s*(?:([{}[\],:])|("(?:[^"\\\n]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|$)/y;

/** What may come next: in an object a name, the colon behind it or a value; behind a value a comma or the end. */
type Wanted = 'value' | 'name' | 'colon' | 'comma';

/** Finds the first fault of a text that `JSON.parse` refuses. */
export function jsonFault(text: string): JsonFault {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  let wanted: Wanted = 'value';
  /** Behind the last token: what is missing is missing there. */
  let end = 0;
  let last = '';
  for (;;) {
    TOKEN.lastIndex = end;
    const match = TOKEN.exec(text);
    const at = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
    if (match === null) return strange(text, at, wanted);
    const [, sign, string, other] = match;
    const isEnd = sign === undefined && string === undefined && other === undefined;
    const fault = isEnd ? unfinished(open, end, wanted) : misplaced({ sign, string, at, end, last, wanted, inside: open.at(-1)?.bracket });
    if (fault !== undefined) return fault;
    if (isEnd) return { message: 'Something is wrong with this JSON', hint: 'Look at escapes (\\) in its texts.', at: 0 };
    if (sign === '{' || sign === '[') open.push({ bracket: sign, at });
    if (sign === '}' || sign === ']') open.pop();
    wanted = next(sign, wanted, open.at(-1)?.bracket);
    last = sign ?? 'value';
    end = TOKEN.lastIndex;
  }
}

function next(sign: string | undefined, wanted: Wanted, inside: string | undefined): Wanted {
  if (sign === '{') return 'name';
  if (sign === '[' || sign === ':') return 'value';
  if (sign === '}' || sign === ']') return 'comma';
  if (sign === ',') return inside === '{' ? 'name' : 'value';
  return wanted === 'name' ? 'colon' : 'comma';
}

interface Met {
  readonly sign: string | undefined;
  readonly string: string | undefined;
  readonly at: number;
  readonly end: number;
  readonly last: string;
  readonly wanted: Wanted;
  readonly inside: string | undefined;
}

function misplaced({ sign, string, at, end, last, wanted, inside }: Met): JsonFault | undefined {
  const closes = sign === '}' || sign === ']';
  if (closes && last === ',') return { message: 'There is a comma too many', hint: 'No comma stands behind the last item.', at: end - 1 };
  if (closes && (wanted === 'comma' || last === '{' || last === '[')) {
    if (inside === (sign === '}' ? '{' : '[')) return undefined;
    return { message: `“${sign}” closes what it did not open`, hint: 'Look for a bracket that is missing before it.', at };
  }
  if (wanted === 'comma' && sign === ',') {
    return inside === undefined ? { message: 'Something follows the end', hint: 'Take it away.', at } : undefined;
  }
  if (wanted === 'comma') {
    if (inside === undefined) return { message: 'Something follows the end', hint: 'A file holds one object.', at };
    return { message: 'A comma is missing here', hint: 'Items are parted by commas.', at: end };
  }
  if (wanted === 'colon') return sign === ':' ? undefined : { message: 'A colon is missing here', hint: 'Write "name": value.', at: end };
  if (wanted === 'name') return string === undefined ? { message: 'A name is wanted here', hint: 'Write "name": value.', at } : undefined;
  return sign === undefined || sign === '{' || sign === '[' ? undefined : { message: 'A value is missing here', hint: 'Write one.', at };
}

function unfinished(
  open: readonly { readonly bracket: string; readonly at: number }[],
  end: number,
  wanted: Wanted,
): JsonFault | undefined {
  const bracket = open.at(-1);
  if (bracket !== undefined)
    return { message: `This “${bracket.bracket}” is not closed`, hint: 'Close it, or look for a missing bracket.', at: bracket.at };
  return wanted === 'comma' ? undefined : { message: 'The file holds nothing', hint: 'Write an object.', at: end };
}

/** What is no token of JSON at all. */
function strange(text: string, at: number, wanted: Wanted): JsonFault {
  const rest = text.slice(at, at + 2);
  if (rest.startsWith('"'))
    return {
      message: 'This text is not closed',
      hint: 'A text ends with " in its line; write \\n for a new line, \\" for a quotation mark.',
      at,
    };
  if (rest.startsWith("'")) return { message: 'This is no quotation mark of JSON', hint: 'Write "…".', at };
  if (rest === '//' || rest === '/*') return { message: 'JSON has no comments', hint: 'Take it away; a template has a "description".', at };
  if (wanted === 'name') return { message: 'A name stands in quotation marks', hint: 'Write "name": value.', at };
  return {
    message: 'This is no value of JSON',
    hint: 'Texts stand in quotation marks; other values are numbers, true, false and null.',
    at,
  };
}

const WIDEST = 100;
const BEFORE = 60;

/** The fault with file, line, column, and the line with a caret under the place. */
export function describeJsonFault(path: string, text: string, { message, at }: JsonFault): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const column = at - start;
  const from = Math.max(0, column - BEFORE);
  const number = String(text.slice(0, at).split('\n').length);
  const shown = (text.slice(start + from).split('\n', 1)[0] as string).slice(0, WIDEST);
  const margin = ' '.repeat(number.length);
  return `${path} is not valid JSON: ${message}, line ${number} column ${column + 1}.\n  ${margin} |\n  ${number} | ${shown}\n  ${margin} | ${' '.repeat(column - from)}^`;
}
