/** An expression of a template language, as far as it can be said in CEL. */
export type Read =
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: Read }
  | { readonly kind: 'two'; readonly operator: string; readonly left: Read; readonly right: Read };

const token =
  /\s*(?:(==|!=|<=|>=|<|>|\.|\[|\]|\(|\)|\|)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*))/uy;
const comparisons = new Set(['==', '!=', '<=', '>=', '<', '>']);

/**
 * Reads names, literals, comparisons, `and`, `or`, `not`: what Jinja, Liquid, Handlebars and their like share.
 * @returns undefined where it says more: a function, a filter, a sum
 */
export function readExpression(source: string): Read | undefined {
  const tokens = tokensOf(source.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d\u201e]/g, '"'));
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reader = new Reader(tokens);
  const read = reader.either();
  return reader.atEnd ? read : undefined;
}

function tokensOf(source: string): readonly string[] | undefined {
  const found: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; source.slice(at).trim() !== ''; ) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (!match) return undefined;
    found.push(match.slice(1).find((one) => one !== undefined)!);
    at = token.lastIndex;
  }
  return found;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(): Read | undefined {
    return this.#joined(['or', '||'], '||', () => this.#both());
  }

  #both(): Read | undefined {
    return this.#joined(['and', '&&'], '&&', () => this.#negated());
  }

  #joined(words: readonly string[], operator: string, part: () => Read | undefined): Read | undefined {
    let left = part();
    while (left && words.includes(this.#next ?? '')) {
      this.#at++;
      const right = part();
      left = right && { kind: 'two', operator, left, right };
    }
    return left;
  }

  #negated(): Read | undefined {
    if (this.#next !== 'not') return this.#compared();
    this.#at++;
    const of = this.#negated();
    return of && { kind: 'not', of };
  }

  #compared(): Read | undefined {
    const left = this.#single();
    const operator = this.#next ?? '';
    if (!left || !comparisons.has(operator)) return left;
    this.#at++;
    const right = this.#single();
    return right && { kind: 'two', operator, left, right };
  }

  #single(): Read | undefined {
    const one = this.#take();
    if (one === undefined) return undefined;
    if (one === '(') {
      const inner = this.either();
      return this.#take() === ')' ? inner : undefined;
    }
    if (/^["']/.test(one)) return { kind: 'text', value: one.slice(1, -1).replace(/\\(.)/g, '$1') };
    if (/^-?\d/.test(one)) return { kind: 'number', value: one };
    if (/^(?:true|false)$/i.test(one)) return { kind: 'bool', value: one.toLowerCase() === 'true' };
    return /^[\p{L}_]/u.test(one) && !/^(?:and|or|not|in|is|if|else)$/.test(one) ? this.#path(one) : undefined;
  }

  #path(first: string): Read | undefined {
    const path = [first];
    for (;;) {
      if (this.#next === '.') {
        this.#at++;
        const name = this.#take() ?? '';
        if (!/^[\p{L}_]/u.test(name)) return undefined;
        path.push(name);
      } else if (this.#next === '[') {
        this.#at++;
        const name = this.#take() ?? '';
        if (!/^["']/.test(name) || this.#take() !== ']') return undefined;
        path.push(name.slice(1, -1));
      } else if (this.#next === '(' || this.#next === '|') return undefined;
      else return { kind: 'path', path };
    }
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string | undefined {
    return this.#tokens[this.#at++];
  }
}
