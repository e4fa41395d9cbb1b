import { expect, test } from 'vitest';
import { shopBundle, shopRecords } from '../test/bundles.ts';
import { compile } from './compose.ts';
import type { TemplateBundle } from './template/model.ts';

const typed = (bundle: TemplateBundle, text: string): TemplateBundle => ({
  ...bundle,
  template: { ...bundle.template, body: [{ type: 'paragraph', text }, ...bundle.template.body] },
});
const pdf = async (bundle: TemplateBundle) => (await compile(bundle, { formats: ['pdf'] })).compose(shopRecords()[0]!, 'pdf');

test('a template compiled again after each keystroke gives the same bytes as one compiled afresh', async () => {
  const editing = shopBundle();
  for (const text of ['T', 'Tø', 'Tøj', 'Tøj −→', 'T']) {
    expect(await pdf(typed(editing, text))).toEqual(await pdf(typed(shopBundle(), text)));
  }
});

test('another brand, other assets and other languages are read anew', async () => {
  const before = shopBundle();
  await pdf(before);
  const { template, brand } = before;
  const larger = { ...before, brand: { ...brand, styles: { ...brand.styles, body: { ...brand.styles.body, size: 14 } } } };
  const otherFont = { ...before, assets: { ...before.assets, 'sans-regular': before.assets['sans-italic']! } };
  const german = { ...before, template: { ...template, languages: ['de'] } };
  for (const changed of [larger, otherFont, german]) expect(await pdf(changed)).toEqual(await pdf(structuredClone(changed)));
});
