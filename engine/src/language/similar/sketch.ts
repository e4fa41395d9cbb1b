/** Numbers per sketch. 32 bands of 3: passages that share half of their shingles meet in 98 of 100 cases, those that share a fifth in 23. */
const ROWS = 3;
const BANDS = 32;

/**
 * A MinHash sketch of a passage (Broder 1997) over its words and pairs of words: sketches of similar passages agree in many places.
 * Returned are the keys of its bands: passages with a key in common are worth comparing.
 */
export function bandsOf(tokens: readonly string[]): Uint32Array {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  let before = 0;
  for (const [i, token] of tokens.entries()) {
    const word = hashOf(token);
    note(least, word);
    if (i > 0) note(least, Math.imul(before, 31) ^ word);
    before = word;
  }
  const keys = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let key = band + 1;
    for (let row = 0; row < ROWS; row++) key = mix(Math.imul(key, 0x9e3779b1) ^ (least[band * ROWS + row] as number));
    keys[band] = key >>> 0;
  }
  return keys;
}

function note(least: Uint32Array, shingle: number): void {
  let hash = mix(shingle);
  const step = mix(shingle ^ 0x5bd1e995) | 1;
  // Enhanced double hashing gives as many independent enough hashes as are wanted of two.
  for (let i = 0; i < least.length; i++) {
    hash = (hash + step + i * i) | 0;
    const value = mix(hash) >>> 0;
    if (value < (least[i] as number)) least[i] = value;
  }
}

function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** Finalizer of MurmurHash3: every bit of the input changes half of the output's. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
