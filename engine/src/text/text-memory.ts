import type { Run } from '../resolve/resolved.ts';
import { runKey, type TextStyle } from './look.ts';

/** Longer texts are personal letters rather than labels: remembering them would not pay. */
const LONGEST_REMEMBERED = 400;

/**
 * Results remembered by style, language, a number of the caller's and text. Looking a short plain text up makes no garbage: the
 * text itself is the key. When full, everything is forgotten, which costs less than keeping account of use.
 */
export class TextMemory<V> {
  #byStyle = new Map<TextStyle, Map<string, Map<number, Map<string, V>>>>();
  #entries = 0;
  readonly #capacity: number;

  /** @param capacity most results held. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The results for a style, language and number, by `textKey`. */
  at(style: TextStyle, language: string, number: number): Map<string, V> {
    const byLanguage = entry(this.#byStyle, style);
    return entry(entry(byLanguage, language), number);
  }

  /** Remembers a result in a map that `at` gave. */
  remember(results: Map<string, V>, key: string, value: V): void {
    if (this.#entries >= this.#capacity) {
      this.#byStyle = new Map();
      this.#entries = 0;
      return;
    }
    this.#entries++;
    results.set(key, value);
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

/** What tells runs apart within a style; undefined where they are not worth remembering. */
export function textKey(runs: readonly Run[]): string | undefined {
  if (runs.length === 1) {
    const run = runs[0] as Run;
    if (run.text.length > LONGEST_REMEMBERED) return undefined;
    if (runKey(run) === '') return run.text;
  }
  let key = '';
  let length = 0;
  for (const run of runs) {
    length += run.text.length;
    if (length > LONGEST_REMEMBERED || run.href !== undefined) return undefined;
    // The separators are control characters, which marks do not contain.
    key += `\u0001${runKey(run)}\u0002${run.text}`;
  }
  return key;
}
