import { contrast } from '../../graphics/contrast.ts';
import type { Brand, ParagraphStyle } from '../../template/model.ts';

/** Size of body text on screens, CSS pixels; other sizes keep their relation to it. */
const BODY = 16;
/** Body text on paper where the brand does not say, points. */
const BODY_POINTS = 10;

const HEADINGS: Readonly<Record<string, number>> = {
  heading1: 1.8,
  heading2: 1.4,
  heading3: 1.15,
  heading4: 1,
  heading5: 1,
  heading6: 0.95,
};

/** A paragraph style as screens show it. Lengths in CSS pixels. */
export interface ScreenStyle {
  readonly fontFamily: string;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly color: string;
  readonly align: 'left' | 'right' | 'center';
  readonly marginTop: number;
  readonly marginBottom: number;
}

/** The looks of a brand for screens. */
export class ScreenBrand {
  readonly brand: Brand;
  private readonly scale: number;
  private readonly known = new Map<string, ScreenStyle>();

  constructor(brand: Brand) {
    this.brand = brand;
    this.scale = BODY / (inherited(brand, 'body').size ?? BODY_POINTS);
  }

  /** Points on paper to pixels on screens. */
  px(points: number): number {
    return Math.round(points * this.scale * 10) / 10;
  }

  style(name: string): ScreenStyle {
    let style = this.known.get(name);
    if (style === undefined) {
      style = this.make(name);
      this.known.set(name, style);
    }
    return style;
  }

  /** Colour of headings, links and buttons. */
  get accent(): string {
    const { colors } = this.brand;
    return colors.accent ?? colors.brand ?? colors.primary ?? this.style('heading1').color;
  }

  get main(): string {
    const { colors } = this.brand;
    return colors.brand ?? colors.primary ?? colors.accent ?? this.style('heading1').color;
  }

  private make(name: string): ScreenStyle {
    const { brand } = this;
    const own = inherited(brand, name);
    const base = inherited(brand, 'body');
    const heading = brand.styles[name] === undefined ? HEADINGS[name] : undefined;
    const points = own.size ?? (base.size ?? BODY_POINTS) * (heading ?? 1);
    const family = own.font ?? base.font ?? Object.keys(brand.fonts)[0] ?? '';
    return {
      fontFamily: brand.fonts[family]?.web ?? 'Helvetica, Arial, sans-serif',
      // Fine print of paper is too fine for screens.
      fontSize: Math.max(12, Math.round(points * this.scale)),
      lineHeight: Math.max(1.2, Math.round(((own.leading ?? points * 1.4) / points) * 100) / 100),
      bold: (own.weight ?? (heading === undefined ? 'regular' : 'bold')) === 'bold',
      italic: own.italic ?? false,
      color: own.color ?? base.color ?? '#1a1a1a',
      align: ALIGNMENTS[own.align ?? 'start'],
      marginTop: Math.round(this.px(own.spaceBefore ?? 0)),
      marginBottom: Math.round(this.px(own.spaceAfter ?? 0)),
    };
  }
}

/** Screens are ragged, and old mail readers know no `start` and `end`. */
const ALIGNMENTS = { start: 'left', end: 'right', left: 'left', right: 'right', center: 'center', justify: 'left' } as const;

/** A style with those it is based on merged in. */
function inherited(brand: Brand, name: string): ParagraphStyle {
  let style: ParagraphStyle = {};
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !seen.has(next); next = brand.styles[next]?.basedOn) {
    seen.add(next);
    style = { ...brand.styles[next], ...style };
  }
  return style;
}

/** Black or white, whichever reads better on a colour (WCAG 2.2 relative luminance). */
export function readableOn(color: string): '#ffffff' | '#1a1a1a' {
  return contrast(color, '#ffffff') >= contrast(color, '#1a1a1a') ? '#ffffff' : '#1a1a1a';
}

/** Least contrast of text with its ground (WCAG 2.2, 1.4.3). */
const LEGIBLE = 4.5;

/** A colour of text on a ground, or black or white where it could not be read there. */
export const legibleOn = (ground: string, color: string): string => (contrast(color, ground) < LEGIBLE ? readableOn(ground) : color);

/** The colour mixed with white until it reads well on a dark ground. */
export function onDark(color: string): string {
  const [r, g, b] = channels(color);
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = [r, g, b].map((c) => Math.round(c + (255 - c) * share));
    const hex = `#${mixed.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(hex, '#16191b') >= 6) return hex;
  }
  return '#ffffff';
}

function channels(color: string): [number, number, number] {
  const n = Number.parseInt(color.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}
