import type { XmlElement } from './xml.ts';

/** Properties that children take over from their parents (SVG 2, property index), of those that are read here. */
const INHERITED = new Set([
  ...['color', 'fill', 'fill-opacity', 'fill-rule', 'clip-rule', 'visibility', 'stroke', 'stroke-opacity', 'stroke-width'],
  ...['stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset'],
]);
const OWN = new Set(['opacity', 'display', 'clip-path', 'stop-color', 'stop-opacity', 'mask', 'filter']);

/** What an element looks like: properties by name, as written. */
export type Style = ReadonlyMap<string, string>;

export const NO_STYLE: Style = new Map();

interface Rule {
  /** A selector of one element: its name, class and identifier, as far as it names them. */
  readonly name?: string;
  readonly classes: readonly string[];
  readonly id?: string;
  readonly weight: number;
  readonly declarations: readonly (readonly [string, string])[];
}

const MOST_RULES = 2000;
const MOST_CLASSES = 50;

/** The style sheets of a drawing: rules for elements, classes and identifiers; others are left out. */
export class StyleSheet {
  readonly #rules: Rule[] = [];

  add(css: string): void {
    // Cut at the braces and not matched, which takes no longer however it is written.
    for (const block of withoutComments(css).split('}')) {
      const [selectors = '', body] = block.split('{', 2);
      if (body === undefined || this.#rules.length >= MOST_RULES) continue;
      const declarations = readDeclarations(body);
      for (const selector of selectors.split(',')) {
        const rule = readSelector(selector.trim(), declarations);
        if (rule !== undefined && this.#rules.length < MOST_RULES) this.#rules.push(rule);
      }
    }
    this.#rules.sort((a, b) => a.weight - b.weight);
  }

  /** The style of an element: inherited, then its attributes, then rules by weight, then its style attribute. */
  styleOf(element: XmlElement, parent: Style): Style {
    const style = new Map<string, string>();
    for (const [name, value] of parent) if (INHERITED.has(name)) style.set(name, value);
    const set = (name: string, value: string): void => {
      if (!INHERITED.has(name) && !OWN.has(name)) return;
      const meant = value === 'inherit' ? parent.get(name) : value;
      if (meant !== undefined) style.set(name, meant);
    };
    for (const [name, value] of element.attributes) set(name, value.trim());
    const classes = (element.attributes.get('class') ?? '').split(/\s+/, MOST_CLASSES);
    for (const rule of this.#rules) {
      if (!matches(rule, element, classes)) continue;
      for (const [name, value] of rule.declarations) set(name, value);
    }
    for (const [name, value] of readDeclarations(element.attributes.get('style') ?? '')) set(name, value);
    return style;
  }
}

function withoutComments(css: string): string {
  let plain = '';
  let at = 0;
  for (;;) {
    const from = css.indexOf('/*', at);
    const to = from < 0 ? -1 : css.indexOf('*/', from + 2);
    if (to < 0) return plain + css.slice(at, from < 0 ? css.length : from);
    plain += css.slice(at, from);
    at = to + 2;
  }
}

function matches(rule: Rule, element: XmlElement, classes: readonly string[]): boolean {
  if (rule.name !== undefined && rule.name !== element.name) return false;
  if (rule.id !== undefined && rule.id !== element.attributes.get('id')) return false;
  return rule.classes.every((name) => classes.includes(name));
}

function readSelector(selector: string, declarations: Rule['declarations']): Rule | undefined {
  const match = /^(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)$/.exec(selector);
  if (match === null || selector === '') return undefined;
  const [, name, rest = ''] = match;
  const classes = [...rest.matchAll(/\.([\w-]+)/g)].map(([, text]) => text!);
  const id = /#([\w-]+)/.exec(rest)?.[1];
  const named = name === undefined || name === '*' ? {} : { name };
  const weight = (id === undefined ? 0 : 10_000) + classes.length * 100 + ('name' in named ? 1 : 0);
  return { ...named, classes, ...(id === undefined ? {} : { id }), weight, declarations };
}

function readDeclarations(body: string): (readonly [string, string])[] {
  return body.split(';').flatMap((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) return [];
    const value = part.slice(colon + 1).replace(/!important\s*$/, '');
    return [[part.slice(0, colon).trim().toLowerCase(), value.trim()] as const];
  });
}
