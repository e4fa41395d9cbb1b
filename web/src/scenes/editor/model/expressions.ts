/** A field as an author sees it: a value of the data, and how it is written. */
export interface FieldParts {
  readonly path: string;
  /** The function that formats it, with its further arguments as they stand; absent where the value is shown as it is. */
  readonly format?: { readonly name: string; readonly rest: string };
}

const PATH = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`;
const PLAIN = new RegExp(`^${PATH}$`);
const CALL = new RegExp(String.raw`^([a-z]\w*)\((${PATH})(?:,\s*(.*))?\)$`);
const FORMATS = new Set(['money', 'number', 'percent', 'date', 'time', 'iban', 'upper', 'lower', 'title', 'country']);

/** Takes a field's expression apart; undefined where it says more than a value and its format. */
export function fieldParts(expression: string): FieldParts | undefined {
  if (PLAIN.test(expression)) return { path: expression };
  const [, name = '', path = '', rest = ''] = CALL.exec(expression) ?? [];
  if (!FORMATS.has(name) || !balanced(rest)) return undefined;
  return { path, format: { name, rest } };
}

/** `money(a, b) + f(c)` also ends in a bracket; its arguments do not close what they open. */
function balanced(text: string): boolean {
  let depth = 0;
  for (const c of text.replace(/'[^']*'|"[^"]*"/g, '')) {
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** The expression of a value in a format. */
export function expressionOf({ path, format }: FieldParts): string {
  if (format === undefined) return path;
  return format.rest === '' ? `${format.name}(${path})` : `${format.name}(${path}, ${format.rest})`;
}

/** What stands on a field's chip: the value's name, or the beginning of the expression. */
export function chipLabel(expression: string): string {
  const parts = fieldParts(expression);
  if (parts !== undefined) return parts.path;
  return expression.length > 44 ? `${expression.slice(0, 43)}…` : expression;
}
