/** How the labels of a list count; the names are those of PDF. */
export type ListNumbering = 'Decimal' | 'LowerAlpha' | 'UpperAlpha' | 'LowerRoman' | 'UpperRoman' | 'Disc' | 'Circle' | 'Square';

/** Labels by depth where the author says nothing. */
const NUMBERS = ['1.', 'a)', 'i.'];
const BULLETS = ['•', '–', '·'];

const KINDS: Readonly<Record<string, ListNumbering>> = {
  ...{ '1': 'Decimal', a: 'LowerAlpha', A: 'UpperAlpha', i: 'LowerRoman', I: 'UpperRoman' },
  ...{ '◦': 'Circle', '○': 'Circle', '▪': 'Square', '■': 'Square' },
};

/** The counter in a pattern: a character that stands for itself, not in a word. */
const COUNTER = /(?<![\p{L}\p{N}])[1aAiI](?![\p{L}\p{N}])/u;

/** The pattern of a list; without one of its own it follows from how many lists of its kind it is in. */
export function labelPattern(own: string | undefined, ordered: boolean, outer: readonly string[]): string {
  const usual = ordered ? NUMBERS : BULLETS;
  const depth = outer.filter((label) => BULLETS.includes(label) !== ordered).length;
  return own ?? (usual[depth % usual.length] as string);
}

/** How a pattern counts. */
export function numberingOf(pattern: string, ordered: boolean): ListNumbering {
  if (!ordered) return KINDS[pattern] ?? 'Disc';
  return KINDS[COUNTER.exec(pattern)?.[0] ?? '1'] ?? 'Decimal';
}

/**
 * The label of an item.
 * @param outer label of the item that the list is in; '' where it is in none
 */
export function labelOf(pattern: string, ordered: boolean, number: number, outer: string): string {
  const parent = outer.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (!ordered) return pattern;
  const counter = COUNTER.exec(pattern);
  const counted =
    counter === null ? pattern + number : pattern.slice(0, counter.index) + count(counter[0], number) + pattern.slice(counter.index + 1);
  return counted.replace('*', parent);
}

/** A number as one of 1, a, A, i, I counts. */
export function count(counter: string, number: number): string {
  switch (counter) {
    case 'a':
      return letters(number);
    case 'A':
      return letters(number).toUpperCase();
    case 'i':
      return roman(number).toLowerCase();
    case 'I':
      return roman(number);
    default:
      return String(number);
  }
}

/** a … z, aa, ab …; a number where there is no such letter. */
function letters(number: number): string {
  if (number < 1) return String(number);
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  return text;
}

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;
/** Beyond that Roman numerals are rows of M. */
const LARGEST_ROMAN = 3999;

function roman(number: number): string {
  if (number < 1 || number > LARGEST_ROMAN) return String(number);
  let text = '';
  let rest = number;
  for (const [value, sign] of ROMAN) {
    for (; rest >= value; rest -= value) text += sign;
  }
  return text;
}
