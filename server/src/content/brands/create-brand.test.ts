import { api, letterForms, type NewBrand } from '@posthorn/contract';
import { check, compile } from '@posthorn/engine';
import { beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { createTemplate } from '../drafts/create-content.ts';
import { checkDraft, draftBundle } from '../drafts/draft-bundle.ts';
import { discardDraft } from '../drafts/save-draft.ts';
import { readAssets } from '../read-assets.ts';
import { decideReview } from '../review/decide-review.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { brandInForm } from './brand-in-form.ts';
import { createBrand } from './create-brand.ts';
import { exampleLetter, exampleRecord } from './example-letter.ts';
import { showBrand, showBrands } from './show-brands.ts';

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const [anna, cara] = [person('anna'), person('cara')];
const northlight: NewBrand = {
  name: 'Northlight',
  sender: { organisation: 'Northlight AG', address: ['Seestrasse 9', '8002 Zürich'] },
  form: 'swiss-right',
  colors: { brand: '#0b5c8a', accent: '#f2a03d' },
  font: 'figtree',
};

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [content] });
});

test('a brand is begun as a draft, in which nothing is written before somebody else released it', async () => {
  const draft = await createBrand(platform, anna, northlight);
  expect(draft).toMatchObject({ kind: 'brand', id: 'northlight', revision: 1, document: { colors: { brand: '#0b5c8a' } } });
  expect(draft).not.toHaveProperty('basedOn');
  const [listed] = (await showBrands(platform, {})).rows;
  expect(listed).toMatchObject({ id: 'northlight', organisation: 'Northlight AG', templates: 0, draft: { savedBy: 'anna' } });
  expect(listed).not.toHaveProperty('version');
  expect(await showBrand(platform, 'northlight')).toMatchObject({ versions: [], document: { id: 'northlight' } });
  expect(await checkDraft(platform, 'brand', 'northlight')).toMatchObject({ errors: 0, warnings: 0 });
  expect(Object.keys((await draftBundle(platform, { kind: 'brand', id: 'northlight' })).assets)).toHaveLength(4);
  const written = () =>
    createTemplate(platform, anna, {
      ...{ name: { de: 'Willkommen' }, kind: 'batch', purpose: 'service', brand: 'northlight', languages: ['de'] },
      data: { sample: { customer: { name: 'Ada', address: ['Ada'] } } },
    });
  await expect(written()).rejects.toMatchObject({ code: 'content.unknown-brand' });

  const versionId = await submitDraft(platform, anna, { kind: 'brand', id: 'northlight', comment: 'The new house' });
  const may = new Set(['content:approve-compliance']);
  const approve = (actor: Actor) => decideReview(platform, actor, may, { versionId, decision: 'approve', comment: 'Good' });
  await expect(approve(anna)).rejects.toMatchObject({ code: 'content.own-change' });
  await approve(cara);
  expect((await showBrand(platform, 'northlight')).brand).toMatchObject({ version: 1 });
  await written();
  expect(await checkDraft(platform, 'template', 'willkommen')).toMatchObject({ errors: 0 });
  await expect(createBrand(platform, anna, northlight)).rejects.toMatchObject({ code: 'content.exists' });
});

test('one that is given up before its first release is gone, and its name is free', async () => {
  const wishes = { ...northlight, name: 'Given up' };
  await createBrand(platform, anna, wishes);
  await expect(createBrand(platform, anna, wishes)).rejects.toMatchObject({ code: 'content.exists' });
  await discardDraft(platform, anna, 'brand', 'given-up');
  expect((await showBrands(platform, {})).rows.map(({ id }) => id)).not.toContain('given-up');
  expect(await createBrand(platform, cara, wishes)).toMatchObject({ createdBy: 'cara' });
});

test('a logo that was not uploaded, a font that does not come with Posthorn and a clerk are refused', async () => {
  const named = { ...northlight, name: 'Other', logo: 'nothing' };
  await expect(createBrand(platform, anna, named)).rejects.toMatchObject({ code: 'content.unknown-asset' });
  const author = await testApi(platform, [content], ['author']);
  const odd = { ...northlight, font: 'comic-sans' as 'figtree' };
  expect(await author.refused(api.brands.create, { body: odd })).toMatchObject({ status: 400 });
  const clerk = await testApi(platform, [content], ['clerk']);
  expect(await clerk.refused(api.brands.create, { body: { ...odd, font: 'figtree' } })).toMatchObject({ status: 403 });
});

test('every form makes letters without a remark, and a colour that is too light is not written in', async () => {
  const place = 'npm:@expo-google-fonts/figtree/400Regular/Figtree_400Regular.ttf';
  const fonts = { family: { regular: 'f', web: 'sans-serif' }, assets: { f: place } };
  const assets = await readAssets(import.meta.dirname, fonts.assets);
  const { sender } = northlight;
  for (const form of letterForms) {
    const wishes = { id: 'b', name: 'B', sender: { ...sender, email: 'a@b.example', phone: '', web: '' }, form, fonts };
    const brand = brandInForm({ ...wishes, colors: { brand: '#f7d038' } });
    expect(brand.styles.heading1?.color).toBe(brand.colors.ink);
    expect(brandInForm({ ...wishes, colors: northlight.colors }).styles.heading1?.color).toBe('#0b5c8a');
    const bundle = { template: exampleLetter(brand), brand, blocks: {}, assets };
    expect(check(bundle), form).toEqual([]);
    const program = await compile(bundle, { formats: ['pdf'] });
    expect(program.compose(exampleRecord, 'pdf').diagnostics ?? [], form).toEqual([]);
  }
});
