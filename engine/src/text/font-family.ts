import type { FontFace } from './font-face.ts';

const families = new WeakMap<FontFace, string>();

/** The name of the family that a face says it belongs to, e.g. `Liberation Sans`; '' where it says nothing that can be read. */
export function familyOf(face: FontFace): string {
  let family = families.get(face);
  if (family === undefined) {
    family = readFamily(new DataView(face.data.buffer, face.data.byteOffset, face.data.byteLength));
    families.set(face, family);
  }
  return family;
}

/** Typographic family, else family (OpenType 1.9.1, table name: name ids 16 and 1), in English where there is a choice. */
function readFamily(font: DataView): string {
  try {
    const table = tableAt(font, 0x6e616d65);
    if (table === undefined) return '';
    const count = font.getUint16(table + 2);
    const strings = table + font.getUint16(table + 4);
    let best = '';
    let rank = 0;
    for (let i = 0; i < count; i++) {
      const record = table + 6 + i * 12;
      const [platform, , language, id, length, offset] = Array.from({ length: 6 }, (_, field) => font.getUint16(record + field * 2));
      if (platform !== 3 || (id !== 1 && id !== 16)) continue;
      const own = (id === 16 ? 3 : 1) + (language === 0x409 ? 1 : 0);
      if (own <= rank) continue;
      rank = own;
      best = new TextDecoder('utf-16be').decode(new Uint8Array(font.buffer, font.byteOffset + strings + offset!, length));
    }
    return best;
  } catch {
    // A table that points beyond the file: the font is used all the same, without a name.
    return '';
  }
}

function tableAt(font: DataView, tag: number): number | undefined {
  for (let i = 0; i < font.getUint16(4); i++) {
    if (font.getUint32(12 + i * 16) === tag) return font.getUint32(12 + i * 16 + 8);
  }
  return undefined;
}
