/** A rectangle in pixels. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Marked {
  /** Share of the pixels that are different, 0 to 1. */
  readonly share: number;
  readonly marks: readonly Mark[];
}

/** Side of the squares in which differences are gathered: about a word at 100 dots an inch. */
const CELL = 12;
/** Of 255. Drawing is the same for the same page: only rounding is forgiven. */
const FORGIVEN = 10;

/** Where two pictures of the same size are different: rectangles around what belongs together. */
export function differingPlaces(a: Uint8ClampedArray, b: Uint8ClampedArray, width: number, height: number): Marked {
  const across = Math.ceil(width / CELL);
  const down = Math.ceil(height / CELL);
  const cells = new Uint8Array(across * down);
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width * 4; x < width; x++, i += 4) {
      if (!far(a[i]!, b[i]!) && !far(a[i + 1]!, b[i + 1]!) && !far(a[i + 2]!, b[i + 2]!)) continue;
      count++;
      cells[((y / CELL) | 0) * across + ((x / CELL) | 0)] = 1;
    }
  }
  return { share: count / Math.max(1, width * height), marks: gathered(cells, across, down, width, height) };
}

const far = (a: number, b: number): boolean => a - b > FORGIVEN || b - a > FORGIVEN;

/** Cells that touch each other, or have one cell between them, are one place. */
function gathered(cells: Uint8Array, across: number, down: number, width: number, height: number): Mark[] {
  const marks: Mark[] = [];
  for (let start = 0; start < cells.length; start++) {
    if (cells[start] !== 1) continue;
    let [left, right, top, bottom] = [across, 0, down, 0];
    const open = [start];
    cells[start] = 2;
    while (open.length > 0) {
      const cell = open.pop()!;
      const [x, y] = [cell % across, (cell / across) | 0];
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -2; dx <= 2; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= across || ny >= down || cells[ny * across + nx] !== 1) continue;
          cells[ny * across + nx] = 2;
          open.push(ny * across + nx);
        }
    }
    const [x, y] = [left * CELL, top * CELL];
    marks.push({ x, y, width: Math.min(width, (right + 1) * CELL) - x, height: Math.min(height, (bottom + 1) * CELL) - y });
  }
  return marks;
}
