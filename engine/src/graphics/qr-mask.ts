import { type Lines, linesOf, penaltyOf } from './qr-penalty.ts';
import type { QrSymbol } from './qr-symbol.ts';

/** Inverts what a mask inverts, and writes level and mask. */
export function masked(symbol: QrSymbol, modules: Uint8Array, mask: number): Uint8Array {
  const inverted = symbol.masks[mask]!;
  const result = new Uint8Array(modules.length);
  for (let i = 0; i < result.length; i++) result[i] = modules[i]! ^ inverted[i]!;
  return withFormat(symbol, result, mask);
}

/** Writes level and mask, protected by a BCH code, twice into the symbol. */
function withFormat({ size }: QrSymbol, modules: Uint8Array, mask: number): Uint8Array {
  let remainder = mask;
  for (let i = 0; i < 10; i++) remainder = (remainder << 1) ^ ((remainder >>> 9) * 0x537);
  const bits = ((mask << 10) | remainder) ^ 0x5412;
  const set = (x: number, y: number, i: number): void => {
    modules[y * size + x] = (bits >>> i) & 1;
  };
  for (let i = 0; i < 15; i++) {
    if (i < 8) set(8, i < 6 ? i : i + 1, i);
    else set(i === 8 ? 7 : 14 - i, 8, i);
    if (i < 8) set(size - 1 - i, 8, i);
    else set(8, size - 15 + i, i);
  }
  return modules;
}

/** For every symbol and mask the modules that differ from the unmasked symbol's, where level and mask are not written yet. */
const differences = new WeakMap<QrSymbol, readonly Lines[]>();
/** The symbol that is weighed, for up to 177 lines of 6 words (version 40): making arrays takes longer than filling them. */
const tried: Lines = { rows: new Int32Array(177 * 6), columns: new Int32Array(177 * 6) };

/** The first of the masks that make the symbol easiest to read. Masks are laid on 32 modules at a time. */
export function bestMask(symbol: QrSymbol, unmasked: Uint8Array): number {
  const { size } = symbol;
  const { rows, columns } = linesOf(unmasked, size);
  let all = differences.get(symbol);
  if (all === undefined) {
    all = symbol.masks.map((_, mask) => linesOf(masked(symbol, new Uint8Array(size * size), mask), size));
    differences.set(symbol, all);
  }
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < all.length; mask++) {
    const difference = all[mask] as Lines;
    for (let i = 0; i < rows.length; i++) {
      tried.rows[i] = rows[i]! ^ difference.rows[i]!;
      tried.columns[i] = columns[i]! ^ difference.columns[i]!;
    }
    const penalty = penaltyOf(tried, size);
    if (penalty < least) {
      least = penalty;
      best = mask;
    }
  }
  return best;
}
