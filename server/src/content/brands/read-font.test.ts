import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { FontUnreadable, readFont } from './read-font.ts';

const require = createRequire(import.meta.url);
const fontAt = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(require.resolve(path)));
const sans = () => fontAt('@expo-google-fonts/source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf');

test('a font says what it is called, how heavy it is, what its licence is and what it allows', async () => {
  const facts = readFont(await sans());
  expect(facts).toMatchObject({ family: 'Source Sans 3', weight: 600, italic: true, variable: false });
  expect(facts.embedding).toMatchObject({ permission: 'installable', verdict: 'allowed' });
  expect(facts.licence).toContain('SIL Open Font License');
  expect(facts.licenceUrl).toMatch(/^https?:/);
  expect(facts.characters).toBeGreaterThan(500);
});

test('scripts are told with what is missing of them, and those that it has nothing of are not', async () => {
  const latin = readFont(await sans()).scripts;
  expect(latin.find(({ script }) => script === 'latin-west')).toMatchObject({ share: 1, missing: '' });
  expect(latin.map(({ script }) => script)).not.toContain('arabic');
  const arabic = readFont(await fontAt('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf')).scripts;
  expect(arabic.find(({ script }) => script === 'arabic')?.share).toBeGreaterThan(0.95);
  expect(arabic.map(({ script }) => script)).not.toContain('greek');
});

test('licence bits are read from where they stand', async () => {
  const bytes = await sans();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = Array.from({ length: view.getUint16(4) }, (_, i) => 12 + 16 * i);
  const os2 = tables.find((at) => String.fromCharCode(...bytes.subarray(at, at + 4)) === 'OS/2')!;
  view.setUint16(view.getUint32(os2 + 8) + 8, 0x0002);
  expect(readFont(bytes).embedding).toMatchObject({ permission: 'restricted', verdict: 'refused' });
});

test('a font that is cut off is told so, wherever it ends', async () => {
  const bytes = await sans();
  for (const length of [0, 3, 12, 40, 200, 5_000]) expect(() => readFont(bytes.slice(0, length))).toThrow(FontUnreadable);
});
