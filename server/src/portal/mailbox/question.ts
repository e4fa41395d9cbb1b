import { createHash, timingSafeEqual } from 'node:crypto';
import { type CustomerForComposition, postcodeOf } from '../../customers/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { countAnswer } from '../store.ts';

/** Something that a stranger who finds a link does not know at once. It keeps out the curious, not those who know the customer well. */
export interface Question {
  readonly kind: 'postcode' | 'birth-date';
  readonly answer: string;
}

/** Wrong answers within a day, after which nobody is asked any more until tomorrow: one in ten thousand postcodes, not all of them. */
const mostWrong = 5;
const day = 86_400_000;

/** What the customer is asked: as configured, else the other one where the first is not known; undefined where neither is. */
export async function questionFor(platform: Platform, customer: CustomerForComposition): Promise<Question | undefined> {
  const { portalQuestion, portalBirthDate } = platform.config;
  const postcode = await postcodeOf(platform.db, customer.id);
  const born = customer.attributes[portalBirthDate];
  const known: readonly Question[] = [
    ...(typeof born === 'string' && /^\d{4}-\d{2}-\d{2}/.test(born) ? [{ kind: 'birth-date' as const, answer: born.slice(0, 10) }] : []),
    ...(postcode ? [{ kind: 'postcode' as const, answer: postcode }] : []),
  ];
  return known.find((one) => one.kind === portalQuestion) ?? known[0];
}

/**
 * Judges an answer. Wrong ones are counted for the customer, whoever gives them, before they are judged: asking at the same time helps nobody.
 */
export async function judge(
  platform: Platform,
  customer: CustomerForComposition,
  question: Question,
  given: string,
): Promise<'right' | 'wrong' | 'too-many'> {
  const right = same(plain(question.answer), plain(given));
  const now = platform.clock();
  const limit = { since: new Date(now.getTime() - day), most: mostWrong };
  const may = await platform.db.transaction().execute((trx) => countAnswer(trx, customer.id, right, now, limit));
  if (!may) return 'too-many';
  return right ? 'right' : 'wrong';
}

/** Blanks, dashes and small letters make no difference. */
const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

/** In the same time, however much of it is right. */
const same = (a: string, b: string): boolean => timingSafeEqual(hashOf(a), hashOf(b));
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
