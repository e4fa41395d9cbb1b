import { beginAlike, FIELD, tokensOf, VALUE } from './tokens.ts';

/**
 * In what two similar passages differ: in nothing but case, marks and punctuation; in values (numbers, dates, cited rules) or fields; in
 * their wording; in their matter, as "erasure" and "rectification" do, so that one can hardly stand for the other.
 */
export type Difference = 'none' | 'values' | 'wording' | 'matter';

/** Words this long carry the matter. */
const LONG = 5;
/** As many long words more on one side are a statement of their own. */
const STATEMENT = 6;
const NEGATION =
  /^(?:nicht|kein(?:e[mnrs]?)?|nie|niemals|ohne|not|no|never|without|cannot|pas|jamais|sans|non|senza|niet|geen|nunca|sin|sem|não)$/;

/** Judges a pair that is similar enough to be compared at all. Words that begin alike count as one: singular and plural, cases. */
export function differenceOf(one: string, other: string): Difference {
  const [a, b] = [tokensOf(one), tokensOf(other)];
  if (a.length === b.length && a.every((token, i) => token === b[i])) return valuesOf(one) === valuesOf(other) ? 'none' : 'values';
  const hunks = hunksOf(a, b);
  if (hunks.every(({ removed, added }) => [...removed, ...added].every((token) => token === VALUE || token === FIELD))) return 'values';
  return hunks.some(isOtherMatter) || negations(a) !== negations(b) ? 'matter' : 'wording';
}

const negations = (tokens: readonly string[]): number => tokens.filter((token) => NEGATION.test(token)).length;

/** Numbers and fields as they stand, in their order. */
const valuesOf = (text: string): string =>
  (text.normalize('NFKC').match(/\{\{[^}]*\}\}|\{[^}]*\}|«[^»]*»|\p{N}+(?:[.,:/]\p{N}+)*|\p{Lu}{2,}/gu) ?? [])
    .join(' ')
    .replace(/\s+/g, ' ');

interface Hunk {
  readonly removed: string[];
  readonly added: string[];
}

function isOtherMatter({ removed, added }: Hunk): boolean {
  const [before, after] = [longOf(removed), longOf(added)];
  if (before.length === 0 || after.length === 0) return before.length >= STATEMENT || after.length >= STATEMENT;
  const hasNew = (words: readonly string[], known: readonly string[]) => words.some((word) => !known.some((one) => beginAlike(one, word)));
  return hasNew(before, after) && hasNew(after, before);
}

const longOf = (tokens: readonly string[]): readonly string[] => tokens.filter((token) => token.length >= LONG);

/** Where two lists of words differ, along their longest common subsequence. */
function hunksOf(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] as number) + 1
          : Math.max(longest[(i + 1) * width + j] as number, longest[i * width + j + 1] as number);
  const hunks: Hunk[] = [];
  let open: Hunk | undefined;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      open = undefined;
      i++;
      j++;
      continue;
    }
    if (open === undefined) {
      open = { removed: [], added: [] };
      hunks.push(open);
    }
    const goDown = j >= b.length || (i < a.length && (longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number));
    if (goDown) open.removed.push(a[i++] as string);
    else open.added.push(b[j++] as string);
  }
  return hunks;
}
