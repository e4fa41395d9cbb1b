import type { FontFacts } from '@posthorn/contract';
import { embeddingOf } from './embedding.ts';
import { readCharacters } from './font-characters.ts';
import { scriptsOf } from './scripts.ts';

/** The bytes are no font of which anything can be told. */
export class FontUnreadable extends Error {}

type Table = (tag: string) => DataView | undefined;

/** Offsets and numbers are those of the OpenType specification 1.9.1, tables OS/2, head and name. */
const WEIGHT = 4;
const FS_TYPE = 8;
const FS_SELECTION = 62;
const ITALIC_SELECTION = 0x0001;
const MAC_STYLE = 44;
const ITALIC_STYLE = 0x0002;
const nameIds = { copyright: 0, family: 1, style: 2, licence: 13, licenceUrl: 14, typographicFamily: 16, typographicStyle: 17 } as const;

/**
 * What a TrueType file says of itself: family, weight, licence, what its bits allow, which scripts it covers.
 * @throws FontUnreadable where it is cut off or its tables lead out of the file
 */
export function readFont(bytes: Uint8Array): FontFacts {
  try {
    return factsOf(tablesOf(bytes));
  } catch (error) {
    if (error instanceof RangeError) throw new FontUnreadable('a table of the font leads out of the file', { cause: error });
    throw error;
  }
}

function factsOf(table: Table): FontFacts {
  const os2 = table('OS/2');
  const head = table('head');
  const names = readNames(table('name'));
  const characters = readCharacters(table('cmap'));
  const told = (id: number): string | undefined => names.get(id)?.trim() || undefined;
  const selection = os2 && os2.byteLength >= FS_SELECTION + 2 ? os2.getUint16(FS_SELECTION) : 0;
  const style = head && head.byteLength >= MAC_STYLE + 2 ? head.getUint16(MAC_STYLE) : 0;
  const optional = { copyright: told(nameIds.copyright), licence: told(nameIds.licence), licenceUrl: told(nameIds.licenceUrl) };
  return {
    family: told(nameIds.typographicFamily) ?? told(nameIds.family) ?? '',
    style: told(nameIds.typographicStyle) ?? told(nameIds.style) ?? '',
    weight: os2?.getUint16(WEIGHT) ?? 400,
    italic: (selection & ITALIC_SELECTION) !== 0 || (style & ITALIC_STYLE) !== 0,
    variable: table('fvar') !== undefined,
    embedding: embeddingOf(os2?.getUint16(FS_TYPE)),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    characters: characters.size,
    scripts: scriptsOf((codePoint) => characters.has(codePoint)),
  };
}

/** @throws FontUnreadable, RangeError */
function tablesOf(bytes: Uint8Array): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) throw new FontUnreadable('it is no font');
  const count = view.getUint16(4);
  const tables = new Map<string, DataView>();
  for (let i = 0; i < count; i++) {
    const at = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    tables.set(tag, new DataView(bytes.buffer, bytes.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)));
  }
  return (tag) => tables.get(tag);
}

/** English texts before those of other languages, those of Windows before those of the Macintosh. */
function readNames(table: DataView | undefined): ReadonlyMap<number, string> {
  const found = new Map<number, { readonly rank: number; readonly text: string }>();
  if (!table) return new Map();
  const storage = table.getUint16(4);
  for (let i = 0; i < table.getUint16(2); i++) {
    const at = 6 + 12 * i;
    const [platform, , language, id, length, offset] = [0, 2, 4, 6, 8, 10].map((field) => table.getUint16(at + field)) as Six;
    const rank = rankOf(platform, language);
    if (rank <= (found.get(id)?.rank ?? 0)) continue;
    const bytes = new Uint8Array(table.buffer, table.byteOffset + storage + offset, length);
    found.set(id, { rank, text: new TextDecoder(platform === 1 ? 'macintosh' : 'utf-16be').decode(bytes) });
  }
  return new Map([...found].map(([id, { text }]) => [id, text]));
}
type Six = [number, number, number, number, number, number];

function rankOf(platform: number, language: number): number {
  if (platform === 3) return language === 0x0409 ? 4 : 2;
  if (platform === 0) return 3;
  return platform === 1 && language === 0 ? 1 : 0;
}
