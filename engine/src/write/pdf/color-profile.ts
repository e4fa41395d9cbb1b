/**
 * The sRGB colour profile for the output intent, made here: an ICC profile of version 4.2 (ICC.1:2004-10) with the matrix of
 * IEC 61966-2-1 adapted to D50 and its transfer curve as a formula, 500 bytes instead of the usual 3,000.
 */
export function srgbProfile(): Uint8Array {
  const curve = tag('para', [u16(3), u16(0), ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed)]);
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', localized('sRGB')],
    ['cprt', localized('No copyright')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    // Bradford adaptation from D65 to D50, as the sRGB profiles of the ICC have it.
    ['chad', tag('sf32', [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168].map(fixed))],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assemble(tags);
}

const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);
const u32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
/** s15Fixed16Number. */
const fixed = (value: number): Uint8Array => u32(Math.round(value * 65536));
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function tag(type: string, parts: readonly Uint8Array[]): Uint8Array {
  return join([ascii(type), u32(0), ...parts]);
}

const xyz = (x: number, y: number, z: number): Uint8Array => tag('XYZ ', [fixed(x), fixed(y), fixed(z)]);

/** multiLocalizedUnicodeType with one English text. */
function localized(text: string): Uint8Array {
  const characters = [...text].map((character) => u16(character.charCodeAt(0)));
  return tag('mluc', [u32(1), u32(12), ascii('enUS'), u32(text.length * 2), u32(28), ...characters]);
}

function assemble(tags: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const placed = new Map<Uint8Array, number>();
  const table: Uint8Array[] = [u32(tags.length)];
  const body: Uint8Array[] = [];
  let at = 128 + 4 + tags.length * 12;
  for (const [signature, data] of tags) {
    let offset = placed.get(data);
    if (offset === undefined) {
      offset = at;
      placed.set(data, at);
      const padding = new Uint8Array((4 - (data.length % 4)) % 4);
      body.push(data, padding);
      at += data.length + padding.length;
    }
    table.push(ascii(signature), u32(offset), u32(data.length));
  }
  return join([header(at), ...table, ...body]);
}

function header(size: number): Uint8Array {
  const bytes = new Uint8Array(128);
  const put = (at: number, part: Uint8Array): void => bytes.set(part, at);
  put(0, u32(size));
  put(8, u32(0x04200000));
  put(12, ascii('mntrRGB XYZ '));
  // A fixed moment: the profile does not change.
  put(24, join([2024, 1, 1, 0, 0, 0].map(u16)));
  put(36, ascii('acsp'));
  put(68, join([fixed(0.9642), fixed(1), fixed(0.8249)]));
  return bytes;
}
