import { CLOSE, CURVE, LINE, MOVE } from '../outline.ts';

/** Numbers of each path command (SVG 2, 9.3). */
const OPERANDS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SEPARATOR = /[\s,]*/y;
/** Flags of arcs stand for themselves, with or without a separator. */
const FLAG = /[01]/y;

/** The path has more numbers than a drawing needs. */
const MOST_NUMBERS = 1_000_000;

/**
 * The outline that path data describes (SVG 2, chapter 9): every command, absolute and relative, arcs and quadratic curves as
 * cubic ones. At a fault it ends with what came before it, as the specification wants.
 */
export function pathOutline(data: string): { readonly outline: number[]; readonly fault: boolean } {
  const builder = new PathBuilder();
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(data)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  let command = '';
  match(SEPARATOR);
  while (at < data.length) {
    const letter = data[at]!;
    if (/[a-zA-Z]/.test(letter)) {
      command = letter;
      at += 1;
    } else if (command === '' || command === 'z' || command === 'Z') return { outline: builder.outline, fault: true };
    const lower = command.toLowerCase();
    const count = OPERANDS[lower];
    if (count === undefined || (builder.outline.length === 0 && lower !== 'm')) return { outline: builder.outline, fault: true };
    const values: number[] = [];
    for (let i = 0; i < count; i++) {
      match(SEPARATOR);
      const word = match(lower === 'a' && (i === 3 || i === 4) ? FLAG : NUMBER);
      if (word === undefined || !Number.isFinite(Number(word))) return { outline: builder.outline, fault: true };
      values.push(Number(word));
    }
    builder.add(lower, values, command !== lower);
    if (builder.outline.length > MOST_NUMBERS) return { outline: builder.outline, fault: true };
    // Further pairs after a move are lines.
    if (lower === 'm') command = command === 'm' ? 'l' : 'L';
    match(SEPARATOR);
  }
  return { outline: builder.outline, fault: false };
}

class PathBuilder {
  readonly outline: number[] = [];
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  /** The last handle, which smooth curves mirror. */
  #handleX = 0;
  #handleY = 0;
  #last = '';

  add(command: string, v: readonly number[], absolute: boolean): void {
    const dx = absolute ? 0 : this.#x;
    const dy = absolute ? 0 : this.#y;
    const x = (i: number): number => v[i]! + dx;
    const y = (i: number): number => v[i]! + dy;
    if (this.#last === 'z' && command !== 'm' && command !== 'z') this.outline.push(MOVE, this.#x, this.#y);
    switch (command) {
      case 'm':
        this.outline.push(MOVE, x(0), y(1));
        this.#to(x(0), y(1));
        this.#startX = this.#x;
        this.#startY = this.#y;
        break;
      case 'l':
        this.#line(x(0), y(1));
        break;
      case 'h':
        this.#line(x(0), this.#y);
        break;
      case 'v':
        this.#line(this.#x, v[0]! + dy);
        break;
      case 'c':
        this.#curve(x(0), y(1), x(2), y(3), x(4), y(5));
        break;
      case 's': {
        const [hx, hy] = this.#mirrored('cs');
        this.#curve(hx, hy, x(0), y(1), x(2), y(3));
        break;
      }
      case 'q':
        this.#quadratic(x(0), y(1), x(2), y(3));
        break;
      case 't': {
        const [hx, hy] = this.#mirrored('qt');
        this.#quadratic(hx, hy, x(0), y(1));
        break;
      }
      case 'a':
        this.#arc(v, x(5), y(6));
        break;
      case 'z':
        if (this.#last !== 'z') this.outline.push(CLOSE);
        this.#to(this.#startX, this.#startY);
    }
    this.#last = command;
  }

  #to(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
    this.#handleX = x;
    this.#handleY = y;
  }

  #line(x: number, y: number): void {
    this.outline.push(LINE, x, y);
    this.#to(x, y);
  }

  #curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.outline.push(CURVE, x1, y1, x2, y2, x, y);
    this.#to(x, y);
    this.#handleX = x2;
    this.#handleY = y2;
  }

  #quadratic(hx: number, hy: number, x: number, y: number): void {
    const part = (from: number, handle: number): number => from + (2 / 3) * (handle - from);
    this.#curve(part(this.#x, hx), part(this.#y, hy), part(x, hx), part(y, hy), x, y);
    this.#handleX = hx;
    this.#handleY = hy;
  }

  #mirrored(after: string): [number, number] {
    if (!after.includes(this.#last) || this.#last === '') return [this.#x, this.#y];
    return [2 * this.#x - this.#handleX, 2 * this.#y - this.#handleY];
  }

  #arc([radiusX = 0, radiusY = 0, rotation = 0, large = 0, sweep = 0]: readonly number[], x: number, y: number): void {
    const rx = Math.abs(radiusX);
    const ry = Math.abs(radiusY);
    if (x === this.#x && y === this.#y) return;
    if (rx === 0 || ry === 0) {
      this.#line(x, y);
      return;
    }
    for (const c of arcCurves(this.#x, this.#y, rx, ry, (rotation * Math.PI) / 180, large === 1, sweep === 1, x, y)) {
      this.#curve(c[0]!, c[1]!, c[2]!, c[3]!, c[4]!, c[5]!);
    }
    this.#to(x, y);
  }
}

/** An elliptical arc as cubic curves of a quarter at most (SVG 2, appendix B.2: from end points to centre). */
function arcCurves(x1: number, y1: number, rx0: number, ry0: number, phi: number, large: boolean, sweep: boolean, x2: number, y2: number) {
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const px = (cos * (x1 - x2)) / 2 + (sin * (y1 - y2)) / 2;
  const py = (-sin * (x1 - x2)) / 2 + (cos * (y1 - y2)) / 2;
  // Radii that are too small to reach are enlarged.
  const stretch = Math.max(1, Math.sqrt((px / rx0) ** 2 + (py / ry0) ** 2));
  const [rx, ry] = [rx0 * stretch, ry0 * stretch];
  const numerator = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px;
  const factor = Math.sqrt(Math.max(0, numerator / (rx * rx * py * py + ry * ry * px * px))) * (large === sweep ? -1 : 1);
  const [cxp, cyp] = [(factor * rx * py) / ry, (-factor * ry * px) / rx];
  const cx = cos * cxp - sin * cyp + (x1 + x2) / 2;
  const cy = sin * cxp + cos * cyp + (y1 + y2) / 2;
  const start = Math.atan2((py - cyp) / ry, (px - cxp) / rx);
  let turn = Math.atan2((-py - cyp) / ry, (-px - cxp) / rx) - start;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  else if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / count;
  const handle = (4 / 3) * Math.tan(step / 4);
  const point = (u: number, v: number): [number, number] => [cx + rx * u * cos - ry * v * sin, cy + rx * u * sin + ry * v * cos];
  return Array.from({ length: count }, (_, i) => {
    const a = start + i * step;
    const b = a + step;
    const last = i === count - 1;
    return [
      ...point(Math.cos(a) - handle * Math.sin(a), Math.sin(a) + handle * Math.cos(a)),
      ...point(Math.cos(b) + handle * Math.sin(b), Math.sin(b) - handle * Math.cos(b)),
      ...(last ? [x2, y2] : point(Math.cos(b), Math.sin(b))),
    ];
  });
}
