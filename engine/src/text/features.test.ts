import { describe, expect, test } from 'vitest';
import type { Run } from '../resolve/resolved.ts';
import { createFontFace } from './font-face.ts';
import { textOfSegment } from './set-lines.ts';
import { fontBytes, sampleStyle, sampleTypesetter } from './testing/sample-type.ts';

const typesetter = await sampleTypesetter();
const style = await sampleStyle({ align: 'start' });
const segments = (...runs: Run[]) => typesetter.set(runs, style, 400, 'de').lines[0]?.segments ?? [];
const glyphs = (run: Run) => segments(run).flatMap(({ words }) => words.flatMap((word) => [...word.glyphs]));
const width = (run: Run) => segments(run).at(-1)?.right ?? 0;

describe('a run', () => {
  test('may have features beside those of its style', () => {
    expect(glyphs({ text: '1/2', features: { frac: 1 } })).not.toEqual(glyphs({ text: '1/2' }));
    expect(glyphs({ text: '0123', features: { onum: 1 } })).not.toEqual(glyphs({ text: '0123' }));
    expect(width({ text: '1111', features: { tnum: 1 } })).toBeCloseTo(width({ text: '0000', features: { tnum: 1 } }));
  });

  test('is set in small capitals of the font where it has them', () => {
    expect(segments({ text: 'Große Kapitälchen', smallcaps: true }).map(textOfSegment)).toEqual(['Große Kapitälchen']);
    expect(glyphs({ text: 'abc', smallcaps: true })).not.toEqual(glyphs({ text: 'abc' }));
  });

  test('is set in smaller capitals where the font has none, which stand for the small letters', async () => {
    const face = await createFontFace(
      'hebrew',
      fontBytes('400Regular/NotoSansHebrew_400Regular.ttf', '@expo-google-fonts/noto-sans-hebrew/'),
    );
    const faces = { regular: face, bold: face, italic: face, boldItalic: face };
    const [line] = typesetter.set([{ text: 'Große Ehre', smallcaps: true }], { ...style, faces }, 400, 'de').lines;
    expect(line?.segments.map(textOfSegment)).toEqual(['G', 'roße', 'E', 'hre']);
    expect(line?.segments.map(({ look }) => look.size)).toEqual([10, 8, 10, 8]);
    expect(line?.segments[1]?.words[0]?.glyphs).toHaveLength(5);
    expect([...(line?.segments[1]?.words[0]?.clusters ?? [])]).toEqual([0, 1, 2, 2, 3]);
  });

  test('is raised and lowered as its font says', () => {
    const [raised] = segments({ text: '2', script: 'super' });
    const [lowered] = segments({ text: '2', script: 'sub' });
    const { superscript, subscript } = style.faces.regular;
    expect(superscript?.size).toBeGreaterThan(0.5);
    expect(raised?.look.size).toBeCloseTo(10 * (superscript?.size ?? 0));
    expect(raised?.look.rise).toBeCloseTo(10 * (superscript?.rise ?? 0));
    expect(lowered?.look.rise).toBeCloseTo(10 * (subscript?.rise ?? 0));
    expect(lowered?.look.rise).toBeLessThan(0);
  });

  test('has a background of its own, and is told from one without', () => {
    const [one, two] = segments({ text: 'a ' }, { text: 'b', background: '#ffff00' });
    expect(one?.look.background).toBeUndefined();
    expect(two?.look.background).toBe('#ffff00');
  });
});
