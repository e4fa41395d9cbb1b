import { describe, expect, test } from 'vitest';
import { shareOut } from './fallback.ts';
import { createFontFace } from './font-face.ts';
import type { Look } from './look.ts';
import { textOfSegment } from './set-lines.ts';
import { fontBytes, sampleFace, sampleStyle, sampleTypesetter } from './testing/sample-type.ts';

const latin = await sampleFace();
const hebrew = await createFontFace(
  'hebrew',
  fontBytes('400Regular/NotoSansHebrew_400Regular.ttf', '@expo-google-fonts/noto-sans-hebrew/'),
);
const family = { regular: hebrew, bold: hebrew, italic: hebrew, boldItalic: hebrew };
const plain = await sampleStyle({ align: 'start' });
const style = { ...plain, faces: { ...plain.faces, fallbacks: [family] } };
const typesetter = await sampleTypesetter();
const look = { typeface: { face: latin }, fallbacks: [hebrew] } as unknown as Look;

const shares = (text: string) => shareOut(text, look).map(({ text: part, face }) => `${face === hebrew ? 'hebrew' : 'latin'}:${part}`);

describe('characters that a family lacks', () => {
  test('come from the first family that has them', () => {
    expect(shares('abc')).toEqual(['latin:abc']);
    expect(shares('שלום')).toEqual(['hebrew:שלום']);
    expect(shares('abcשלוםxyz')).toEqual(['latin:abc', 'hebrew:שלום', 'latin:xyz']);
  });

  test('bring punctuation along that both families have', () => {
    expect(shares('שלום, רב')).toEqual(['hebrew:שלום, רב']);
    expect(shares('a, ש')).toEqual(['latin:a, ', 'hebrew:ש']);
  });

  test('stay together with their accents and points, and emoji sequences with themselves', () => {
    expect(shares('שָׁלוֹם')).toEqual(['hebrew:שָׁלוֹם']);
    expect(shares('a👨‍👩‍👧b')).toEqual(['latin:a👨‍👩‍👧b']);
  });

  test('are set beside the others, and nothing is reported missing', () => {
    const { lines, missing } = typesetter.set([{ text: 'Herr שלום Meier' }], style, 400, 'de');
    expect(missing).toBe('');
    expect(lines[0]?.segments.map((segment) => [segment.look.typeface.face === hebrew, textOfSegment(segment)])).toEqual([
      [false, 'Herr'],
      [true, 'שלום'],
      [false, 'Meier'],
    ]);
  });

  test('are reported where no family has them', () => {
    expect(typesetter.set([{ text: 'שלום 漢 ✈️' }], style, 400, 'de').missing).toContain('漢');
    expect(typesetter.set([{ text: 'שלום' }], plain, 400, 'de').missing).toBe('שלום');
  });

  test('keep the size, the colour and the decoration of their run', () => {
    const { lines } = typesetter.set([{ text: 'שלום', color: '#ff0000', underline: true }], style, 400, 'de');
    expect(lines[0]?.segments[0]?.look).toMatchObject({ size: 10, color: '#ff0000', underline: true });
  });
});

describe('East Asian text', () => {
  const texts = (source: string, width: number) =>
    typesetter.set([{ text: source }], plain, width, 'ja').lines.map((line) => line.segments.map(({ words }) => words.length));

  test('breaks between ideographs and is drawn as one piece a line', () => {
    const lines = texts('漢字漢字漢字漢字漢字漢字', 30);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toEqual([1]);
  });

  test('does not begin a line with a full stop', () => {
    for (let width = 8; width < 60; width += 4) {
      const { lines } = typesetter.set([{ text: '漢字漢字。漢字漢字。' }], plain, width, 'ja');
      const lengths = lines.map((line) => line.segments.map(textOfSegment).join('').length);
      const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
      if (width > 15) expect(starts).not.toContain(4);
    }
  });

  test('is justified by moving ideographs apart a little, on every line but the last', () => {
    const { lines } = typesetter.set(
      [{ text: '漢字漢字。漢字漢字漢字漢、字漢字漢字漢字漢字漢字' }],
      { ...plain, align: 'justify' },
      40,
      'ja',
    );
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) {
      const [segment] = line.segments;
      expect(segment?.right).toBeCloseTo(40, 1);
      expect(segment?.tracking ?? 0).toBeLessThanOrEqual(2.5);
    }
    expect(lines.at(-1)?.segments[0]?.tracking).toBeUndefined();
  });

  test('fills every line but the last where all lines are to look best together', () => {
    const sentence = '平素は格別のお引き立てを賜り、厚く御礼申し上げます。「電子請求書」は(無料)Web から2026年4月1日。';
    for (let width = 60; width < 200; width += 7) {
      const style = { ...plain, align: 'justify', lineBreaking: 'optimal' } as const;
      const { lines } = typesetter.set([{ text: sentence.repeat(3) }], style, width, 'ja');
      for (const line of lines.slice(0, -1)) {
        expect(line.right).toBeGreaterThan(width * 0.8);
        expect(line.right).toBeLessThan(width + 0.1);
      }
    }
  });
});
