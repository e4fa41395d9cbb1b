import type { Rect } from '../template/masters.ts';
import { type Sheet, tidy } from './sheet.ts';

/** An envelope with a window, and how a sheet is folded into it. Millimetres. */
export interface Envelope {
  readonly width: number;
  readonly height: number;
  readonly window: { readonly left: number; readonly bottom: number; readonly width: number; readonly height: number };
  /** From the top edge of the sheet. */
  readonly folds: readonly number[];
}

export interface Seen {
  /** Where the window is over the sheet when that lies in the middle of its play. */
  readonly window: Rect;
  /** What is seen wherever the sheet slips to. */
  readonly safe: Rect;
}

/**
 * Where a window is over a sheet. The part above the first fold lies behind it, with the fold at the foot of the packet, which slips as far
 * as the envelope is larger than it: so what must be seen stands where the window is in every position.
 */
export function seenThrough({ width, height, window, folds }: Envelope, sheet: Sheet): Seen {
  const edges = [0, ...folds, sheet.height];
  const packet = Math.max(...edges.slice(1).map((edge, i) => edge - edges[i]!));
  const panel = folds[0] ?? sheet.height;
  const across = Math.max(0, width - sheet.width);
  const up = Math.max(0, height - packet);
  const highest = panel - window.bottom - window.height;
  const at = (dx: number, dy: number) => ({ x: window.left - dx, y: highest + dy });
  const middle = at(across / 2, up / 2);
  const safe = { x: at(0, 0).x, y: at(0, up).y, width: window.width - across, height: window.height - up };
  return { window: tidied({ ...middle, width: window.width, height: window.height }), safe: tidied(safe) };
}

const tidied = ({ x, y, width, height }: Rect): Rect => ({ x: tidy(x), y: tidy(y), width: tidy(width), height: tidy(height) });

/** DIN 680: window of DL envelopes (DIN 678), 20 mm from the left and 15 mm from the foot. */
const dl = { width: 220, height: 110, window: { left: 20, bottom: 15, width: 90, height: 45 } } as const;
/** Swiss C5 with a window of 100 × 45 mm; where it is differs between makers: these are the usual figures. */
const c5 = { width: 229, height: 162 } as const;
const c5Window = { bottom: 67, width: 100, height: 45 } as const;

/** By the names of presets. Folds of DIN 5008: 87 and 192 mm (form A), 105 and 210 mm (form B). */
export const envelopes = {
  'din-a': { ...dl, folds: [87, 192] },
  'din-b': { ...dl, folds: [105, 210] },
  /** Commercial #10, 9 1/2 × 4 1/8 in; window 4 1/2 × 1 1/8 in, 7/8 in from the left and 1/2 in from the foot; folded in thirds. */
  'us-10': {
    width: 241.3,
    height: 104.8,
    window: { left: 22.2, bottom: 12.7, width: 114.3, height: 28.6 },
    folds: [93.1, 186.2],
  },
  'swiss-left': { ...c5, window: { left: 20, ...c5Window }, folds: [148.5] },
  'swiss-right': { ...c5, window: { left: 117, ...c5Window }, folds: [148.5] },
} as const satisfies Readonly<Record<string, Envelope>>;

export type LetterForm = keyof typeof envelopes;
export const letterForms = Object.keys(envelopes) as LetterForm[];
