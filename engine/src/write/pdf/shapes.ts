import type { PathItem, RectItem } from '../../layout/display-list.ts';
import { length, strokeColor } from './syntax.ts';

/** Distance of a Bézier curve's handle that makes a quarter of a circle: 4/3 (√2 − 1). */
const QUARTER = 0.5523;

/** Whether a rectangle is only filled, without rounded corners: nearly all are. */
export function isPlainRect(item: RectItem): boolean {
  return item.fill !== undefined && item.stroke === undefined && (item.radius === undefined || item.radius === 0);
}

/** A rectangle, filled (the colour is set already), stroked or both. */
export function rectOperators(item: RectItem, pageHeight: number): string {
  const filled = item.fill !== undefined;
  const stroked = item.stroke !== undefined && (item.strokeWidth ?? 1) > 0;
  if (!filled && !stroked) return '';
  const bottom = pageHeight - item.y - item.height;
  const radius = Math.min(item.radius ?? 0, item.width / 2, item.height / 2);
  const outline =
    radius > 0
      ? roundedRect(item.x, bottom, item.width, item.height, radius)
      : `${length(item.x)} ${length(bottom)} ${length(item.width)} ${length(item.height)} re `;
  const stroke = stroked ? `${strokeColor(item.stroke)} ${length(item.strokeWidth ?? 1)} w\n` : '';
  return `${stroke}${outline}${filled ? (stroked ? 'B' : 'f') : 'S'}\n`;
}

function roundedRect(x: number, y: number, width: number, height: number, radius: number): string {
  const [left, right, bottom, top] = [x, x + width, y, y + height];
  const handle = radius * (1 - QUARTER);
  const point = (px: number, py: number): string => `${length(px)} ${length(py)}`;
  const corner = (...points: string[]): string => `${points.join(' ')} c `;
  return (
    `${point(left + radius, bottom)} m ${point(right - radius, bottom)} l ` +
    corner(point(right - handle, bottom), point(right, bottom + handle), point(right, bottom + radius)) +
    `${point(right, top - radius)} l ` +
    corner(point(right, top - handle), point(right - handle, top), point(right - radius, top)) +
    `${point(left + radius, top)} l ` +
    corner(point(left + handle, top), point(left, top - handle), point(left, top - radius)) +
    `${point(left, bottom + radius)} l ` +
    corner(point(left, bottom + handle), point(left + handle, bottom), point(left + radius, bottom)) +
    'h '
  );
}

/** What to set before the line along a path; nothing for one that is filled. */
export function strokeState({ fill, strokeWidth }: PathItem): string {
  return strokeWidth === undefined ? '' : `${strokeColor(fill)} ${length(strokeWidth)} w 1 J 1 j\n`;
}

/** Paths already translated; barcodes of the same payload and vector logos come again and again. */
const translated = new Map<string, string>();

/**
 * Path commands as PDF operators.
 * @throws Error when the path has other commands than `M`, `L`, `C`, `Z`.
 */
export function pathOperators(d: string): string {
  let operators = translated.get(d);
  if (operators === undefined) {
    operators = translatePath(d);
    if (translated.size >= 256) translated.clear();
    translated.set(d, operators);
  }
  return operators;
}

const OPERATORS: Readonly<Record<string, string>> = { M: 'm', L: 'l', C: 'c', Z: 'h' };
const NUMBER = '-?(?:\\d+\\.?\\d*|\\.\\d+)';
const PATH = new RegExp(`^(?: *(?:[ML](?: ${NUMBER}){2}|C(?: ${NUMBER}){6}|Z)(?= |$))* *$`);

/**
 * Barcodes, which have no curves, have hundreds of commands: whole-text replacements take a third of the time of going from one
 * to the next.
 */
function translatePath(d: string): string {
  if (!PATH.test(d)) throw new Error('A path has something else than M, L, C and Z with their numbers');
  if (d.includes('C')) return d.replace(/([MLCZ])([^MLCZ]*)/g, (_, command, numbers) => `${numbers.trim()} ${OPERATORS[command]}\n`);
  return `${d} `
    .replace(/M ([^MLCZ]+)/g, '$1m\n')
    .replace(/L ([^MLCZ]+)/g, '$1l\n')
    .replace(/Z */g, 'h\n');
}
