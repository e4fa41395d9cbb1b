import type { Brand, ParagraphStyle } from '@posthorn/engine';
import { isColour, isLarge } from './contrast.ts';

/** A colour that text has in some styles. */
export interface TextColour {
  readonly colour: string;
  /** The styles, by their names. */
  readonly styles: readonly string[];
  /** All of them are large text. */
  readonly large: boolean;
}

/** A colour that text may stand on. */
export interface Ground {
  readonly colour: string;
  /** Where: `paper`, or table and box styles, by their names. */
  readonly uses: readonly string[];
}

/** A style with everything that it takes from those that it builds on. */
export function resolvedStyle(styles: Brand['styles'], name: string, seen: readonly string[] = []): ParagraphStyle {
  const own = styles[name];
  if (own === undefined || seen.includes(name)) return {};
  return own.basedOn === undefined ? own : { ...resolvedStyle(styles, own.basedOn, [...seen, name]), ...own };
}

/** What a text has if no style says its colour. */
const INK = '#000000';

/** The colours of texts with the styles that have them, in the order of the styles. */
export function textColours({ styles }: Pick<Brand, 'styles'>): readonly TextColour[] {
  const all = Object.keys(styles).map((name) => ({ name, style: resolvedStyle(styles, name) }));
  const byColour = Map.groupBy(all, ({ style }) => (style.color ?? INK).toLowerCase());
  return [...byColour]
    .filter(([colour]) => isColour(colour))
    .map(([colour, used]) => ({
      colour,
      styles: used.map(({ name }) => name),
      large: used.every(({ style }) => isLarge(style.size ?? 10, style.weight === 'bold')),
    }));
}

/** The paper, and what tables and boxes put behind their texts. */
export function groundsOf({ tableStyles = {}, boxStyles = {} }: Pick<Brand, 'tableStyles' | 'boxStyles'>): readonly Ground[] {
  const tables = Object.entries(tableStyles).flatMap(([name, style]) =>
    [style.headerBackground, style.groupBackground, style.totalBackground, style.zebra].map((colour) => ({ colour, use: name })),
  );
  const boxes = Object.entries(boxStyles).map(([name, { background }]) => ({ colour: background, use: name }));
  const found = [{ colour: '#ffffff', use: 'paper' }, ...tables, ...boxes].flatMap(({ colour, use }) =>
    colour !== undefined && isColour(colour) ? [{ colour: colour.toLowerCase(), use }] : [],
  );
  return [...Map.groupBy(found, ({ colour }) => colour)].map(([colour, uses]) => ({
    colour,
    uses: [...new Set(uses.map(({ use }) => use))],
  }));
}

/** Parts of a brand that say colours by their values. */
const coloured = ['styles', 'tableStyles', 'boxStyles', 'masters'] as const;

/**
 * Another value for a colour of the palette. What has the old value in styles goes with it, unless another name of the palette has the same
 * value: then nobody knows which was meant.
 */
export function recolour(brand: Brand, name: string, value: string): Brand {
  const old = brand.colors[name]?.toLowerCase();
  const colors = { ...brand.colors, [name]: value };
  const shared = Object.entries(brand.colors).some(([other, colour]) => other !== name && colour.toLowerCase() === old);
  if (old === undefined || shared) return { ...brand, colors };
  const parts = Object.fromEntries(coloured.flatMap((part) => (brand[part] ? [[part, replaced(brand[part], old, value)]] : [])));
  return { ...brand, ...parts, colors };
}

/** Another colour for a text colour everywhere, in the palette too. */
export function recolourText(brand: Brand, old: string, value: string): Brand {
  const name = Object.entries(brand.colors).find(([, colour]) => colour.toLowerCase() === old)?.[0];
  if (name !== undefined) return recolour(brand, name, value);
  return { ...brand, styles: replaced(brand.styles, old, value) };
}

/** How many places of the styles have a value. */
export function usesOfColour(brand: Brand, value: string): number {
  let count = 0;
  for (const part of coloured) replaced(brand[part], value.toLowerCase(), () => ++count);
  return count;
}

function replaced<T>(part: T, old: string, value: string | (() => unknown)): T {
  const visit = (one: unknown): unknown => {
    if (typeof one === 'string' && one.toLowerCase() === old) {
      if (typeof value === 'string') return value;
      value();
    }
    if (Array.isArray(one)) return one.map(visit);
    if (typeof one === 'object' && one !== null) return Object.fromEntries(Object.entries(one).map(([key, field]) => [key, visit(field)]));
    return one;
  };
  return visit(part) as T;
}
