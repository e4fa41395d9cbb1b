/** AES in CBC mode (FIPS 197), for opening encrypted PDFs without a password. Not made to resist timing attacks: there is no secret. */

const sbox = new Uint8Array(256);
const inverse = new Uint8Array(256);

const double = (byte: number): number => ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;

for (let p = 1, q = 1, first = true; first || p !== 1; first = false) {
  // p runs through all elements as powers of 3, q through their inverses.
  p = p ^ double(p);
  q ^= q << 1;
  q ^= q << 2;
  q ^= q << 4;
  q &= 0xff;
  if (q & 0x80) q ^= 0x09;
  const rotate = (bits: number): number => ((q << bits) | (q >> (8 - bits))) & 0xff;
  sbox[p] = q ^ rotate(1) ^ rotate(2) ^ rotate(3) ^ rotate(4) ^ 0x63;
}
sbox[0] = 0x63;
for (let i = 0; i < 256; i++) inverse[sbox[i]!] = i;

const multiply = (a: number, b: number): number => {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>= 1, x = double(x)) if (y & 1) product ^= x;
  return product;
};
const [by9, by11, by13, by14] = [9, 11, 13, 14].map((factor) => Uint8Array.from({ length: 256 }, (_, i) => multiply(i, factor))) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

function expandKey(key: Uint8Array): Uint8Array {
  const words = key.length / 4;
  const total = 16 * (words + 7);
  const out = new Uint8Array(total);
  out.set(key);
  let constant = 1;
  for (let at = key.length; at < total; at += 4) {
    let word = [...out.subarray(at - 4, at)];
    if ((at / 4) % words === 0) {
      word = [word[1]!, word[2]!, word[3]!, word[0]!].map((byte) => sbox[byte]!);
      word[0]! ^= constant;
      constant = double(constant);
    } else if (words > 6 && (at / 4) % words === 4) word = word.map((byte) => sbox[byte]!);
    for (let i = 0; i < 4; i++) out[at + i] = out[at + i - key.length]! ^ word[i]!;
  }
  return out;
}

function addKey(state: Uint8Array, keys: Uint8Array, round: number): void {
  for (let i = 0; i < 16; i++) state[i]! ^= keys[round * 16 + i]!;
}

function decryptBlock(state: Uint8Array, keys: Uint8Array): void {
  const rounds = keys.length / 16 - 1;
  const shifted = new Uint8Array(16);
  addKey(state, keys, rounds);
  for (let round = rounds - 1; round >= 0; round--) {
    for (let i = 0; i < 16; i++) shifted[(i + 4 * (i % 4)) % 16] = inverse[state[i]!]!;
    state.set(shifted);
    addKey(state, keys, round);
    if (round === 0) break;
    for (let c = 0; c < 16; c += 4) {
      const [s0, s1, s2, s3] = [state[c]!, state[c + 1]!, state[c + 2]!, state[c + 3]!];
      state[c] = by14[s0]! ^ by11[s1]! ^ by13[s2]! ^ by9[s3]!;
      state[c + 1] = by9[s0]! ^ by14[s1]! ^ by11[s2]! ^ by13[s3]!;
      state[c + 2] = by13[s0]! ^ by9[s1]! ^ by14[s2]! ^ by11[s3]!;
      state[c + 3] = by11[s0]! ^ by13[s1]! ^ by9[s2]! ^ by14[s3]!;
    }
  }
}

function encryptBlock(state: Uint8Array, keys: Uint8Array): void {
  const rounds = keys.length / 16 - 1;
  const shifted = new Uint8Array(16);
  addKey(state, keys, 0);
  for (let round = 1; round <= rounds; round++) {
    for (let i = 0; i < 16; i++) shifted[i] = sbox[state[(i + 4 * (i % 4)) % 16]!]!;
    state.set(shifted);
    if (round < rounds) {
      for (let c = 0; c < 16; c += 4) {
        const [s0, s1, s2, s3] = [state[c]!, state[c + 1]!, state[c + 2]!, state[c + 3]!];
        const all = s0 ^ s1 ^ s2 ^ s3;
        state[c] = s0 ^ all ^ double(s0 ^ s1);
        state[c + 1] = s1 ^ all ^ double(s1 ^ s2);
        state[c + 2] = s2 ^ all ^ double(s2 ^ s3);
        state[c + 3] = s3 ^ all ^ double(s3 ^ s0);
      }
    }
    addKey(state, keys, round);
  }
}

/** Decrypts whole blocks; a rest is left out. Padding is not taken away. */
export function decryptCbc(bytes: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const keys = expandKey(key);
  const out = new Uint8Array(bytes.length - (bytes.length % 16));
  const state = new Uint8Array(16);
  let before = iv;
  for (let at = 0; at < out.length; at += 16) {
    const block = bytes.subarray(at, at + 16);
    state.set(block);
    decryptBlock(state, keys);
    for (let i = 0; i < 16; i++) out[at + i] = state[i]! ^ before[i]!;
    before = block;
  }
  return out;
}

/** Encrypts whole blocks, without padding. */
export function encryptCbc(bytes: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const keys = expandKey(key);
  const out = new Uint8Array(bytes.length);
  let before = iv;
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const state = out.subarray(at, at + 16);
    for (let i = 0; i < 16; i++) state[i] = bytes[at + i]! ^ before[i]!;
    encryptBlock(state, keys);
    before = state;
  }
  return out;
}
