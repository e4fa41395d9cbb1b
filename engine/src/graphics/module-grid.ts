/** A barcode as a grid of dark and light modules. */
export interface ModuleGrid {
  readonly width: number;
  readonly height: number;
  /** Row by row, 1 for dark. */
  readonly modules: Uint8Array;
}

/** Rectangles while they are found: one list for all, which need not grow each time. */
const gathered: number[] = [];

/**
 * The dark areas as rectangles: x, y, width and height of one after the other, in modules. A run of modules in a row that stands below
 * just the same run is one rectangle with it. Filled as one path they show no hairlines between them, and take a third of the bytes of
 * outlines, and of the time to compress them.
 */
export function rectanglesOf({ width, height, modules }: ModuleGrid): number[] {
  let length = 0;
  /** For every column the rectangle that begins there and reaches down to the row above: its place in the list, -1 for none. */
  const open = new Int32Array(width).fill(-1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; ) {
      if (modules[row + x] !== 1) {
        open[x++] = -1;
        continue;
      }
      const start = x;
      for (x++; x < width && modules[row + x] === 1; x++) open[x] = -1;
      const above = open[start]!;
      if (above >= 0 && gathered[above + 2] === x - start) gathered[above + 3]!++;
      else {
        open[start] = length;
        gathered[length++] = start;
        gathered[length++] = y;
        gathered[length++] = x - start;
        gathered[length++] = 1;
      }
    }
  }
  return gathered.slice(0, length);
}

/** Directions on the screen, clockwise: east, south, west, north. */
const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];

/**
 * Outlines of the dark areas as path commands, one unit per module. Touching modules make one outline, so that no viewer shows
 * hairlines between them; outer outlines run clockwise, holes the other way, for the non-zero rule.
 */
export function outlinePath(grid: ModuleGrid): string {
  const edges = outlineEdges(grid);
  const stride = grid.width + 1;
  let path = '';
  for (let start = 0; start < edges.length; start++) {
    while (edges[start] !== 0) {
      let at = start;
      let direction = takeEdge(edges, at, 0);
      path += `M ${at % stride} ${Math.floor(at / stride)}`;
      for (;;) {
        at += STEP_X[direction]! + STEP_Y[direction]! * stride;
        if (at === start) break;
        const next = takeEdge(edges, at, direction);
        if (next !== direction) path += ` L ${at % stride} ${Math.floor(at / stride)}`;
        direction = next;
      }
      path += ' Z ';
    }
  }
  return path.trimEnd();
}

/** For every corner of the grid the directions in which an outline leaves it, as bits. */
function outlineEdges({ width, height, modules }: ModuleGrid): Uint8Array {
  const stride = width + 1;
  const edges = new Uint8Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (modules[at] !== 1) continue;
      const corner = y * stride + x;
      if (y === 0 || modules[at - width] !== 1) edges[corner]! |= 1;
      if (x + 1 === width || modules[at + 1] !== 1) edges[corner + 1]! |= 2;
      if (y + 1 === height || modules[at + width] !== 1) edges[corner + stride + 1]! |= 4;
      if (x === 0 || modules[at - 1] !== 1) edges[corner + stride]! |= 8;
    }
  }
  return edges;
}

/** Takes an outgoing edge of a corner; where two leave it, the one that turns right, which keeps outlines simple. */
function takeEdge(edges: Uint8Array, corner: number, arriving: number): number {
  // Right, straight on, left. An outline is found at its topmost left corner, from where it goes south or east: called with 0.
  for (let turn = 1; turn >= -1; turn--) {
    const direction = (arriving + turn) & 3;
    if (edges[corner]! & (1 << direction)) {
      edges[corner]! &= ~(1 << direction);
      return direction;
    }
  }
  throw new Error('An outline does not close');
}
