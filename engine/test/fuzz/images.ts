import { mutateBytes } from './mutate-bytes.ts';
import type { Random } from './random.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);
const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50;
const isSvg = (bytes: Uint8Array): boolean => text(bytes.subarray(0, 400)).includes('<svg') || text(bytes.subarray(0, 5)) === '<?xml';

/** Sizes in a PNG's header: width and height of 32 bits. */
const SIZE_AT = 16;

/** A damaged image: bytes of a PNG or JPEG, the markup of an SVG, or the claim of a size that no memory holds. */
export function damagedImage(bytes: Uint8Array, random: Random): Uint8Array {
  if (isSvg(bytes)) return random.once(4) ? mutateBytes(bytes, random) : bytesOf(damagedSvg(text(bytes), random));
  if (!isPng(bytes) || !random.once(3)) return mutateBytes(bytes, random);
  const changed = Uint8Array.from(bytes);
  const view = new DataView(changed.buffer);
  view.setUint32(SIZE_AT + 4 * random.below(2), random.pick([0, 1, 60_000, 9999, 0x7fffffff, 0xffffffff]));
  return changed;
}

const NUMBERS = ['0', '-1', '1e9', '1e308', '-1e30', 'NaN', '1e400', '', '0.0000001', '100%', '5em', '1e-320'];
const MARKUP = [
  '<g>'.repeat(5000),
  '<use href="#a"/><g id="a"><use href="#a"/></g>',
  '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
  '<image href="file:///etc/passwd"/>',
  '<script>alert(1)</script>',
  '<style>*{fill:url(#x)}</style>',
  '<path d="M0 0a0 0 0 0 0 0 0A1e300 1 0 1 1 5 5z"/>',
  `<path d="${'M0 0l1 1'.repeat(20_000)}"/>`,
  '<linearGradient id="x" href="#x"/><rect width="9" height="9" fill="url(#x)"/>',
  '<rect width="1e300" height="1e300" rx="-5"/>',
  '<rect width="9" height="9" transform="matrix(0 0 0 0 0 0)" stroke="red" stroke-width="1e30"/>',
  '<clipPath id="c" clip-path="url(#c)"><path d="M0 0"/></clipPath><g clip-path="url(#c)"><rect width="1" height="1"/></g>',
  '<text x="1" y="1">text</text>',
  ']]>',
  '&#0;&#xD800;&unknown;',
];

/** Changes numbers, words and markup of an SVG. */
function damagedSvg(svg: string, random: Random): string {
  let changed = svg;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(changed.length);
    const way = random.below(4);
    if (way === 0) changed = changed.slice(0, at) + changed.slice(at).replace(/-?\d+(\.\d+)?/, random.pick(NUMBERS));
    else if (way === 1) changed = changed.slice(0, at) + changed.slice(at).replace('>', `>${random.pick(MARKUP)}`);
    else if (way === 2) changed = changed.slice(0, at) + changed.slice(at + random.below(30));
    else changed = changed.slice(0, at) + changed.slice(random.below(changed.length)).slice(0, 50) + changed.slice(at);
  }
  return changed;
}
