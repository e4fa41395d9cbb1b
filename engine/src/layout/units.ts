/** Points per millimetre: 72 / 25.4. */
const POINTS_PER_MM = 72 / 25.4;

/** Millimetres, as authors write them, in points, as layout counts. */
export function mm(millimetres: number): number {
  return millimetres * POINTS_PER_MM;
}

/** The way back. */
export function toMm(points: number): number {
  return points / POINTS_PER_MM;
}
