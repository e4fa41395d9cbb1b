import { describe, expect, test } from 'vitest';
import type { Symbology } from '../graphics/symbologies.ts';
import type { ResolvedNode } from '../resolve/resolved.ts';
import { find, lay, paragraph, sampleContext } from './testing/sample-layout.ts';

const context = await sampleContext();
const MM = 72 / 25.4;

/** Free space above and below a code between two lines of text, millimetres; the code of the sample is as high as wide. */
function freeSpace(symbology: Symbology, width: number): readonly [number, number] {
  const source = 'template#/body/1';
  const code: ResolvedNode = { type: 'barcode', source, symbology, payload: '1', width, align: 'left', alt: 'Code' };
  const { document } = lay(context, [paragraph('above', 'tight'), code, paragraph('below', 'tight')]);
  const drawn = document.pages[0]!.items.find(({ kind }) => kind === 'rectangles') as { readonly y: number };
  const line = (text: string) => find(document, text).item.baseline;
  return [(drawn.y - line('above')) / MM, (line('below') - drawn.y) / MM - width];
}

describe('a barcode', () => {
  test('has the free space of its symbology above and below', () => {
    for (const space of freeSpace('qr', 70)) expect(space).toBeGreaterThanOrEqual(4 * 7);
  });

  test('of the American post stands close to the address, as that is small', () => {
    for (const space of freeSpace('intelligentMail', 70)) {
      expect(space).toBeGreaterThanOrEqual(0.71);
      expect(space).toBeLessThan(7);
    }
  });
});
