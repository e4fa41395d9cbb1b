/** Where a value stands in a text, by offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the value that a JSON Pointer (RFC 6901) names in a JSON text; where the text has no such value, the nearest one around it. Of a name that
 * stands twice in an object it is the last one, which is the one that counts.
 * @param text valid JSON
 */
export function locate(text: string, pointer: string): Span {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let span = valueAt(text, skipBlanks(text, text.charCodeAt(0) === 0xfeff ? 1 : 0));
  for (const part of parts) {
    const child = childOf(text, span, part);
    if (!child) break;
    span = child;
  }
  return span;
}

function childOf(text: string, parent: Span, part: string): Span | undefined {
  const opening = text[parent.start];
  if (opening !== '{' && opening !== '[') return undefined;
  let at = skipBlanks(text, parent.start + 1);
  let found: Span | undefined;
  for (let index = 0; at < parent.end - 1; index++) {
    let name = String(index);
    if (opening === '{') {
      const key = valueAt(text, at);
      name = JSON.parse(text.slice(key.start, key.end)) as string;
      at = skipBlanks(text, skipBlanks(text, key.end) + 1);
    }
    const value = valueAt(text, at);
    if (name === part) found = value;
    at = skipBlanks(text, value.end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return found;
}

function valueAt(text: string, start: number): Span {
  if (text[start] === '"') return { start, end: stringEnd(text, start) };
  if (text[start] !== '{' && text[start] !== '[') {
    let end = start;
    while (end < text.length && !/[\s,\]}]/.test(text[end]!)) end++;
    return { start, end };
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"') at = stringEnd(text, at) - 1;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return { start, end: at + 1 };
  }
  return { start, end: text.length };
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}
