import type { Random } from './random.ts';

const EXTREME = [0, 0xff, 0x7f, 0x80, 1];

/** Damages a file a few times: bytes, numbers of several bytes, pieces moved, cut off or doubled. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return bytes;
  let changed = Uint8Array.from(bytes);
  for (let left = 1 + random.below(random.pick([1, 3, 20])); left > 0; left--) {
    // What is at the front of a file says how the rest is read.
    const at = random.below(random.once(2) ? Math.min(changed.length, 600) : changed.length);
    switch (random.below(7)) {
      case 0:
        changed[at] = random.below(256);
        break;
      case 1:
        changed[at] = (changed[at] as number) ^ (1 << random.below(8));
        break;
      case 2:
        changed.fill(random.pick(EXTREME), at, at + random.pick([1, 2, 4, 8]));
        break;
      case 3:
        changed.copyWithin(at, random.below(changed.length), random.below(changed.length));
        break;
      case 4:
        changed = changed.slice(0, random.once(3) ? at : Math.max(1, changed.length - random.below(64)));
        break;
      case 5:
        changed = Uint8Array.from([...changed.subarray(0, at), ...changed.subarray(random.below(at + 1))].slice(0, 2 * bytes.length));
        break;
      default:
        changed.fill(random.below(256), at, at + random.below(400));
    }
    if (changed.length === 0) return changed;
  }
  return changed;
}

const HEADER = 12;
const ENTRY = 16;

/** Damages a TrueType font inside of one table, exchanges two tables, or changes the directory, so that readers come to it. */
export function mutateFont(font: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(font);
  const view = new DataView(changed.buffer);
  const tables = view.getUint16(4);
  const entry = (): number => HEADER + ENTRY * random.below(tables);
  for (let left = 1 + random.below(4); left > 0; left--) {
    const one = entry();
    const [offset, length] = [view.getUint32(one + 8), view.getUint32(one + 12)];
    const at = Math.min(changed.length - 4, offset + random.below(random.once(2) ? Math.min(64, length) : length));
    switch (random.below(5)) {
      case 0:
        changed.copyWithin(one + 8, entry() + 8, entry() + ENTRY);
        break;
      case 1:
        view.setUint32(one + 8 + 4 * random.below(2), random.pick([0, 1, length * 2, font.length - 1, 0xffffffff, 0x7fffffff]));
        break;
      case 2:
        changed.fill(0x58, one, one + 4);
        break;
      case 3:
        view.setUint16(at, random.pick([0, 1, 0x7fff, 0x8000, 0xffff, random.below(0x10000)]));
        break;
      default:
        changed[at] = random.below(256);
    }
  }
  return changed;
}
