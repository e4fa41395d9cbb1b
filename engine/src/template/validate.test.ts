import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shopBundle } from '../../test/bundles.ts';
import { publishedSchema } from './schema.ts';
import { validate } from './validate.ts';

const { template, brand, blocks } = shopBundle();

describe('the schema of posthorn/1', () => {
  it('is published as it is used', () => {
    const published = readFileSync(new URL('../../schema/posthorn-1.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(publishedSchema)));
  });

  it('accepts the example', () => {
    expect(validate(template, 'template')).toEqual([]);
    expect(validate(brand, 'brand')).toEqual([]);
    for (const block of Object.values(blocks)) expect(validate(block, 'block')).toEqual([]);
  });

  it.each([
    [{ ...template, boddy: [] }, '/boddy', 'Did you mean "body"?'],
    [{ ...template, body: [{ type: 'tabel', each: 'x', columns: [] }] }, '/body/0/type', 'Did you mean "table"?'],
    [{ ...template, purpose: 'advertizing' }, '/purpose', 'Did you mean "advertising"?'],
    [{ ...template, body: [{ type: 'heading', level: 7, text: 'x' }] }, '/body/0/level', 'Use 1, 2, 3, 4, 5, 6.'],
    [
      { ...template, body: [{ type: 'space', height: '5 mm' }] },
      '/body/0/height',
      'Write a number without quotation marks and unit, such as 5: lengths are millimetres, sizes of type points.',
    ],
    [
      { ...template, body: [{ type: 'image', asset: 'x' }] },
      '/body/0',
      'Write what the picture tells to who cannot see it, "alt": "…"; or "alt": "" where it only decorates.',
    ],
    [{ ...template, subject: { en: 'x', 'not a tag': 'y' } }, '/subject/not a tag', undefined],
  ])('says where a template is wrong and what was meant', (document, pointer, hint) => {
    expect(validate(document, 'template')).toMatchObject([{ pointer, ...(hint === undefined ? {} : { hint }) }]);
  });

  it('lets no style sheet of its own into a page', () => {
    const colors = { ...brand.colors, brand: 'red;}body{display:none' };
    const fonts = { sans: { ...brand.fonts.sans!, web: 'Arial;}</style><script>' } };
    expect(validate({ ...brand, colors, fonts }, 'brand').map((f) => f.pointer)).toEqual(['/colors/brand', '/fonts/sans/web']);
  });

  it.each([null, undefined, 3, 'x', [], true])('takes %j for no template', (value) => {
    expect(validate(value, 'template')).toHaveLength(1);
  });
});
