import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Hyphenator, loadHyphenator } from './hyphenation.ts';

/** Word lists of the German hyphenation team, all break points marked; they lie outside of the repository. */
const FOLDER = '/work/shared/data/hyphenation-de';
const LISTS = ['arzneiwirkstoffnamen', 'arzneiwirkstoffnamen-supplement', 'pre-1901'];

/** Marks of break points, weighted or not. */
const MARKS = /[·=<>\-|.]+/;
/** Places nearer to the ends of a word are not asked for: the engine does not break there. */
const BEFORE = 2;
const AFTER = 3;

interface Score {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
}

function score(list: string, hyphenator: Hyphenator): Score {
  let [right, missed, wrong] = [0, 0, 0];
  for (const line of readFileSync(`${FOLDER}/${list}`, 'utf8').split('\n')) {
    const [word = '', marked = ''] = (line.split('#')[0] as string).trim().split(';');
    if (marked === '' || !/^\p{L}+$/u.test(word) || marked.split(MARKS).join('') !== word) continue;
    const stated = placesOf(marked).filter((at) => at >= BEFORE && word.length - at >= AFTER);
    const found = hyphenator.breaks(word);
    right += found.filter((at) => stated.includes(at)).length;
    wrong += found.filter((at) => !stated.includes(at)).length;
    missed += stated.filter((at) => !found.includes(at)).length;
  }
  return { right, missed, wrong };
}

function placesOf(marked: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const part of marked.split(MARKS).slice(0, -1)) {
    at += part.length;
    places.push(at);
  }
  return places;
}

const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;

describe.skipIf(!LISTS.every((list) => existsSync(`${FOLDER}/${list}`)))(
  'German hyphenation (skipped where its word lists are not there)',
  () => {
    test('finds these shares of the break points of the lists, and so many wrong ones', { timeout: 60_000 }, async () => {
      const hyphenator = (await loadHyphenator('de')) as Hyphenator;
      const table = LISTS.map((list) => {
        const { right, missed, wrong } = score(list, hyphenator);
        return { list, breaks: right + missed, found: percent(right, right + missed), wrong: percent(wrong, right + wrong) };
      });
      expect(table).toMatchInlineSnapshot(`
      [
        {
          "breaks": 22112,
          "found": 88.8,
          "list": "arzneiwirkstoffnamen",
          "wrong": 8.6,
        },
        {
          "breaks": 6210,
          "found": 84.5,
          "list": "arzneiwirkstoffnamen-supplement",
          "wrong": 9.9,
        },
        {
          "breaks": 2530,
          "found": 84.9,
          "list": "pre-1901",
          "wrong": 14.7,
        },
      ]
    `);
    });
  },
);
