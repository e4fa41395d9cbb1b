import type { Run } from '../resolve/resolved.ts';
import { runKey, type TextStyle } from './look.ts';

/** Longer texts are never remembered. */
const LONGEST_REMEMBERED = 3000;
/** Longer ones are mostly personal letters rather than labels: they are remembered when they come a second time. */
const LABEL = 400;
/** Of long texts that came once so many are known. */
const SEEN_ONCE = 500;
/** What has a number of so many digits (a reference, an account, a postcode) is one person's. Remembering it fills the memory for nothing. */
const PERSONAL_DIGITS = 5;

/**
 * Results remembered by style, language, a number of the caller's and text. Looking a short plain text up makes no garbage: the
 * text itself is the key. When full, everything is forgotten, which costs less than keeping account of use.
 */
export class TextMemory<V> {
  #byStyle = new Map<TextStyle, Map<string, Map<number, Map<string, V>>>>();
  /** What was asked for last: the cells of a table are of one style. */
  #lastStyle: TextStyle | undefined;
  #lastLanguage = '';
  #last = new Map<number, Map<string, V>>();
  readonly #seenOnce = new Set<string>();
  #entries = 0;
  readonly #capacity: number;

  /** @param capacity most results held, of the length of labels. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The results for a style, language and number, by `textKey`. */
  at(style: TextStyle, language: string, number: number): Map<string, V> {
    if (style !== this.#lastStyle || language !== this.#lastLanguage) {
      this.#last = entry(entry(this.#byStyle, style), language);
      this.#lastStyle = style;
      this.#lastLanguage = language;
    }
    return entry(this.#last, number);
  }

  /** Remembers a result in a map that `at` gave. A long one counts as several. */
  remember(results: Map<string, V>, key: string, value: V): void {
    if (key.length > LABEL && !this.#seenBefore(key)) return;
    if (this.#entries >= this.#capacity) {
      this.#byStyle = new Map();
      this.#lastStyle = undefined;
      this.#entries = 0;
      return;
    }
    this.#entries += 1 + Math.floor(key.length / LABEL) * 10;
    results.set(key, value);
  }

  #seenBefore(key: string): boolean {
    if (this.#seenOnce.has(key)) return true;
    if (this.#seenOnce.size >= SEEN_ONCE) this.#seenOnce.clear();
    this.#seenOnce.add(key);
    return false;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: maps of maps of any depth
function entry<K, V extends Map<any, any>>(map: Map<K, V>, key: K): V {
  let value = map.get(key);
  if (value === undefined) {
    value = new Map() as V;
    map.set(key, value);
  }
  return value;
}

function isPersonal(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    digits = code >= 0x30 && code <= 0x39 ? digits + 1 : 0;
    if (digits === PERSONAL_DIGITS) return true;
  }
  return false;
}

/** What tells runs apart within a style; undefined where they are not worth remembering. */
export function textKey(runs: readonly Run[]): string | undefined {
  if (runs.length === 1) {
    const run = runs[0] as Run;
    if (run.text.length > LONGEST_REMEMBERED || isPersonal(run.text)) return undefined;
    if (runKey(run) === '') return run.text;
  }
  let key = '';
  let length = 0;
  for (const run of runs) {
    length += run.text.length;
    if (length > LONGEST_REMEMBERED || run.href !== undefined || isPersonal(run.text)) return undefined;
    // The separators are control characters, which marks do not contain.
    key += `\u0001${runKey(run)}\u0002${run.text}`;
  }
  return key;
}
