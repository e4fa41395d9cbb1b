/** What a QR symbol of a version looks like before any data is in it (ISO/IEC 18004:2015). Made once per version. */
export interface QrSymbol {
  readonly size: number;
  /** Finder, timing and alignment patterns and version information; format information is left light. */
  readonly patterns: Uint8Array;
  /** Indexes of the modules that carry data, in the order in which they are filled. */
  readonly dataOrder: Uint32Array;
  /** For each of the eight masks whether it inverts a module; 0 where there is no data. */
  readonly masks: readonly Uint8Array[];
}

const symbols: (QrSymbol | undefined)[] = [];

/** @param version 1 to 40. */
export function qrSymbol(version: number): QrSymbol {
  symbols[version] ??= makeSymbol(version);
  return symbols[version];
}

function makeSymbol(version: number): QrSymbol {
  const size = version * 4 + 17;
  const patterns = new Uint8Array(size * size);
  const reserved = new Uint8Array(size * size);
  const set = (x: number, y: number, dark: boolean): void => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    patterns[y * size + x] = dark ? 1 : 0;
    reserved[y * size + x] = 1;
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    drawSquares(set, x, y, 4);
  }
  drawAlignment(set, version, size);
  reserveFormat(set, size);
  if (version >= 7) drawVersion(set, version, size);
  const dataOrder = fillingOrder(size, reserved);
  return { size, patterns, dataOrder, masks: MASKS.map((mask) => maskModules(mask, size, reserved)) };
}

/** Concentric squares: a finder pattern with its separator (radius 4) or an alignment pattern (radius 2). */
function drawSquares(set: (x: number, y: number, dark: boolean) => void, centerX: number, centerY: number, radius: 2 | 4): void {
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const distance = Math.max(Math.abs(dx), Math.abs(dy));
      set(centerX + dx, centerY + dy, radius === 4 ? distance !== 2 && distance !== 4 : distance !== 1);
    }
  }
}

function drawAlignment(set: (x: number, y: number, dark: boolean) => void, version: number, size: number): void {
  if (version === 1) return;
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const centers = [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - (count - 2 - i) * step)];
  for (const x of centers) {
    for (const y of centers) {
      const onFinder = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
      if (!onFinder) drawSquares(set, x, y, 2);
    }
  }
}

function reserveFormat(set: (x: number, y: number, dark: boolean) => void, size: number): void {
  for (let i = 0; i < 9; i++) {
    if (i === 6) continue;
    set(8, i, false);
    set(i, 8, false);
  }
  for (let i = 0; i < 8; i++) {
    set(size - 1 - i, 8, false);
    set(8, size - 1 - i, false);
  }
  set(8, size - 8, true);
}

function drawVersion(set: (x: number, y: number, dark: boolean) => void, version: number, size: number): void {
  let remainder = version;
  for (let i = 0; i < 12; i++) remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
  const bits = (version << 12) | remainder;
  for (let i = 0; i < 18; i++) {
    const dark = ((bits >>> i) & 1) === 1;
    const across = size - 11 + (i % 3);
    set(across, Math.floor(i / 3), dark);
    set(Math.floor(i / 3), across, dark);
  }
}

/** Two columns at a time from the right, upwards and downwards in turn, around what is reserved. */
function fillingOrder(size: number, reserved: Uint8Array): Uint32Array {
  const order: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upwards = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = upwards ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (reserved[y * size + x] === 0) order.push(y * size + x);
      }
    }
  }
  return Uint32Array.from(order);
}

/** The conditions of table 10: a module is inverted where the expression is zero. */
const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

function maskModules(mask: (x: number, y: number) => number, size: number, reserved: Uint8Array): Uint8Array {
  return reserved.map((isReserved, i) => (isReserved === 0 && mask(i % size, Math.floor(i / size)) === 0 ? 1 : 0));
}
