/** Colours of a page from those of a brand: those that cannot be read on their ground are made lighter or darker until they can (WCAG 2.2, 1.4.3). */
export interface PageColours {
  readonly ink: string;
  readonly quiet: string;
  readonly brand: string;
  /** What stands on the brand's colour. */
  readonly onBrand: string;
  readonly rule: string;
  readonly tint: string;
  readonly paper: string;
}

type Rgb = readonly [number, number, number];
const readable = 4.6;

export function pageColours(colors: { readonly [name: string]: string }, appearance: 'light' | 'dark'): PageColours {
  const paper: Rgb = appearance === 'light' ? [255, 255, 255] : [22, 24, 27];
  const tint: Rgb = appearance === 'light' ? (parse(colors.tint) ?? [244, 246, 248]) : [33, 36, 41];
  const away: Rgb = appearance === 'light' ? [0, 0, 0] : [255, 255, 255];
  const on = (colour: Rgb | undefined, fallback: Rgb) => write(untilReadable(colour ?? fallback, [paper, tint], away));
  const brand = untilReadable(parse(colors.brand) ?? parse(colors.accent) ?? [31, 78, 121], [paper, tint], away);
  return {
    ink: on(appearance === 'light' ? parse(colors.ink) : undefined, appearance === 'light' ? [28, 32, 36] : [236, 238, 240]),
    quiet: on(appearance === 'light' ? parse(colors.quiet) : undefined, appearance === 'light' ? [85, 92, 99] : [176, 182, 189]),
    brand: write(brand),
    onBrand: contrast(brand, [255, 255, 255]) >= readable ? '#ffffff' : '#101214',
    rule: appearance === 'light' ? write(mix(paper, [0, 0, 0], 0.5)) : write(mix(paper, [255, 255, 255], 0.45)),
    tint: write(tint),
    paper: write(paper),
  };
}

function untilReadable(colour: Rgb, grounds: readonly Rgb[], away: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, away, share);
    if (grounds.every((ground) => contrast(mixed, ground) >= readable)) return mixed;
  }
  return away;
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => a.map((value, at) => Math.round(value + (b[at]! - value) * share)) as unknown as Rgb;

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(text: string | undefined): Rgb | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text ?? '');
  return hex === null ? undefined : (hex.slice(1).map((part) => Number.parseInt(part, 16)) as unknown as Rgb);
}

const write = (colour: Rgb): string => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
