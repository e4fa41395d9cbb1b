import type { ChartType } from './chart.ts';

/**
 * Labels made to fit next to each other on an axis, each in `room`: whole; or in their short forms; or on two lines; or only every
 * second, fifth, tenth… of them. Each is a list of lines; an empty one is a label left out.
 * @param most lines that a label may have
 */
export function fitLabels(
  labels: readonly string[],
  short: readonly string[] | undefined,
  room: number,
  type: ChartType,
  most: 1 | 2 = 2,
): string[][] {
  const gap = type.size * 0.6;
  const fits = (texts: readonly string[], width: number): boolean => texts.every((text) => type.measure(text, false) + gap <= width);
  for (const form of short === undefined ? [labels] : [labels, short]) if (fits(form, room)) return form.map((text) => [text]);
  const broken = labels.map((label) => (most === 2 ? twoLines(label, type) : [label]));
  if (broken.every((lines) => fits(lines, room))) return broken;
  const words = labels.length <= MOST_WORDS && labels.some((label) => /\p{L}{4}/u.test(label));
  if (words) return broken.map((lines) => lines.map((line) => cut(line, room - gap, type)));
  const every = stepFor(labels, room, gap, type);
  return labels.map((label, i) => (i % every === 0 ? [cut(label, room * every - gap, type)] : []));
}

/** As many names are all shown, cut short where they must be; of more, or of numbers and dates, some are left out. */
const MOST_WORDS = 12;

/** A label broken at the blank that makes its lines most alike. */
function twoLines(label: string, type: ChartType): string[] {
  let best = [label];
  let least = type.measure(label, false);
  for (let at = label.indexOf(' '); at > 0; at = label.indexOf(' ', at + 1)) {
    const lines = [label.slice(0, at), label.slice(at + 1)];
    const width = Math.max(...lines.map((line) => type.measure(line, false)));
    if (width < least) [best, least] = [lines, width];
  }
  return best;
}

function stepFor(labels: readonly string[], room: number, gap: number, type: ChartType): number {
  for (const step of [2, 3, 4, 5, 6, 10, 12, 20, 25, 50, 100, 250, 500]) {
    if (labels.every((label, i) => i % step !== 0 || type.measure(label, false) + gap <= room * step)) return step;
  }
  return labels.length;
}

/** A text cut to a width, with an ellipsis. */
export function cut(text: string, width: number, type: ChartType, bold = false): string {
  if (type.measure(text, bold) <= width) return text;
  const letters = [...text];
  let [low, high] = [1, letters.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (type.measure(`${letters.slice(0, middle).join('')}…`, bold) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}
