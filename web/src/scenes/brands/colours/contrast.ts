/** Contrast of two colours by WCAG 2.2, and the colour nearest to one that has enough of it. Colours are `#rrggbb`. */

/** What WCAG 2.2 asks of text: success criteria 1.4.3 (AA) and 1.4.6 (AAA). Large is 18 pt and more, or 14 pt and more in bold. */
export const ratios = { AA: { small: 4.5, large: 3 }, AAA: { small: 7, large: 4.5 } } as const;

export type Verdict = 'AAA' | 'AA' | 'fails';

/** 1 to 21. */
export function contrastOf(a: string, b: string): number {
  const [la, lb] = [luminance(rgbOf(a)), luminance(rgbOf(b))];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

export function verdictOf(ratio: number, large: boolean): Verdict {
  const size = large ? 'large' : 'small';
  if (ratio >= ratios.AAA[size]) return 'AAA';
  return ratio >= ratios.AA[size] ? 'AA' : 'fails';
}

/** Whether text counts as large. @param size points */
export const isLarge = (size: number, bold: boolean): boolean => size >= 18 || (bold && size >= 14);

/**
 * The colour nearest to one that has a contrast on every one of these grounds: as light and as colourful as can be, in the same hue, in OKLCH
 * (Ottosson 2020), whose lightness is that of the eye.
 * @returns undefined where no lightness has it on all of them
 */
export function nearestPassing(colour: string, grounds: readonly string[], ratio: number): string | undefined {
  const passes = (candidate: string) => grounds.every((ground) => contrastOf(candidate, ground) >= ratio);
  if (passes(colour)) return colour;
  const [lightness, chroma, hue] = lchOf(colour);
  const reached = [0, 1].flatMap((end) => {
    if (!passes(hexOf(end, 0, hue))) return [];
    let [bad, good] = [lightness, end];
    for (let i = 0; i < 20; i++) {
      const middle = (bad + good) / 2;
      if (passes(hexOf(middle, chroma, hue))) good = middle;
      else bad = middle;
    }
    return [good];
  });
  const best = reached.sort((a, b) => Math.abs(a - lightness) - Math.abs(b - lightness))[0];
  return best === undefined ? undefined : hexOf(best, chroma, hue);
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

type Triple = readonly [number, number, number];

function rgbOf(colour: string): Triple {
  const n = Number.parseInt(colour.slice(1), 16);
  return [linear((n >> 16) & 255), linear((n >> 8) & 255), linear(n & 255)];
}

/** Of sRGB, IEC 61966-2-1. */
const linear = (channel: number): number => {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const coded = (value: number): number => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);

const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function lchOf(colour: string): Triple {
  const [r, g, b] = rgbOf(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, bb), Math.atan2(bb, a)];
}

/** Less colourful where the screen has no such colour. */
function hexOf(lightness: number, chroma: number, hue: number): string {
  let [low, high] = [0, chroma];
  if (inGamut(toRgb(lightness, chroma, hue))) low = chroma;
  else
    for (let i = 0; i < 16; i++) {
      const middle = (low + high) / 2;
      if (inGamut(toRgb(lightness, middle, hue))) low = middle;
      else high = middle;
    }
  const channels = toRgb(lightness, low, hue).map((value) => Math.round(255 * Math.min(1, Math.max(0, coded(value)))));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

const inGamut = (rgb: Triple): boolean => rgb.every((value) => value >= -0.0001 && value <= 1.0001);

function toRgb(lightness: number, chroma: number, hue: number): Triple {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
