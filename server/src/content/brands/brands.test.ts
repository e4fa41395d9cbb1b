import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { api } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import { beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { factsForContent } from '../../production/index.ts';
import { compareVersions } from '../compare/compare-versions.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { draftBundle } from '../drafts/draft-bundle.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { discardDraft, saveDraft } from '../drafts/save-draft.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { uploadImage } from '../drafts/upload-image.ts';
import { loadBundle, pushFolder, releasedVersion, releaseVersion } from '../index.ts';
import { composeSide, showMaterial } from '../proof/show-material.ts';
import { setArea } from '../restrictions/set-areas.ts';
import { decideReview } from '../review/decide-review.ts';
import { rollOut } from '../review/roll-out.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { latestVersion } from '../store.ts';
import { brandImpact, brandUsedIn, showBrand, showBrands } from './show-brands.ts';
import { tryVoice } from './try-voice.ts';
import { showFont, uploadFont } from './upload-font.ts';

const require = createRequire(import.meta.url);
const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const [anna, cara] = [person('anna'), person('cara')];
const all = new Set(['content:approve-compliance']);
const hollyhock = { kind: 'brand', id: 'hollyhock' } as const;
const font = async () =>
  new Uint8Array(await readFile(require.resolve('@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf')));

/** One product for all tests of this file, which begin with the brand as it was released last. */
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop).then(({ version }) => releaseVersion(platform, rita, version.id, 'first'));
});

async function write(actor: Actor, change: (brand: Brand) => Brand): Promise<void> {
  const draft = await showDraft(platform, 'brand', hollyhock.id).catch(() => startDraft(platform, actor, hollyhock));
  await holdLock(platform, actor, { ...hollyhock, editor: actor.id, takeOver: true });
  const document = change(draft.document as unknown as Brand) as unknown as JsonDocument;
  await saveDraft(platform, actor, { ...hollyhock, document, editor: actor.id, ifMatch: `"${draft.revision}"` });
}

const withColour = (value: string) => (brand: Brand) => ({ ...brand, colors: { ...brand.colors, brand: value } });

test('brands are listed with colours, logo and how many templates are in them', async () => {
  const { rows } = await showBrands(platform, {});
  expect(rows).toMatchObject([{ id: 'hollyhock', name: 'Hollyhock & Wren', version: 1, templates: 1, colors: { brand: '#1f5f58' } }]);
  expect(rows[0]?.logo?.url).toMatch(/^\/api\/assets\/[0-9a-f]{64}$/);
  const { document, versions } = await showBrand(platform, 'hollyhock');
  expect(document.kind).toBe('brand');
  expect(versions).toMatchObject([{ version: 1, state: 'pushed', current: true }]);
  expect((await brandUsedIn(platform, 'hollyhock', {})).rows).toEqual([{ id: 'shop-invoice', inDraft: false, inReleased: true }]);
  expect(await brandImpact(platform, factsForContent(platform), 'hollyhock')).toMatchObject({ templates: 1, releasedVersions: 1 });
  await expect(showBrand(platform, 'nobody')).rejects.toMatchObject({ code: 'content.unknown-brand' });
});

test('what a way to speak would find in released templates is told with its places, the words of blocks among them', async () => {
  const voice = {
    avoid: [{ words: 'Ware*', better: 'Artikel' }, { words: 'nie da' }],
    terms: ['Banking-app'],
    target: 3,
    targets: { standard: 2.5 },
  };
  const { rows } = await tryVoice(platform, 'hollyhock', { language: 'de', voice: { ...voice, form: 'du' } }, {});
  expect(rows).toMatchObject([{ templateId: 'shop-invoice', class: 'standard', target: 2.5, name: { de: 'Shop-Rechnung' } }]);
  const [{ findings, difficulty, words, total } = { findings: [], total: 0 }] = rows;
  expect([difficulty! > 1 && difficulty! < 7, words! > 100, total >= findings.length]).toEqual([true, true, true]);
  expect(findings).toContainEqual({ rule: 'avoided-word', found: 'Ware', better: 'Artikel', count: 1, block: 'terms' });
  // A name is written as it is, and not otherwise.
  expect(findings).toContainEqual({ rule: 'avoided-word', found: 'Banking-App', better: 'Banking-app', count: 1, block: 'payment' });
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'address-form', better: 'du', block: 'closing' }));
  const formal = await tryVoice(platform, 'hollyhock', { language: 'de', voice: { form: 'Sie', longSentence: 100 } }, {});
  expect(formal.rows[0]).toMatchObject({ total: 0, findings: [], target: 3.5 });
  expect((await tryVoice(platform, 'hollyhock', { language: 'fr', voice }, {})).rows).toEqual([]);
  await expect(tryVoice(platform, 'nobody', { language: 'de', voice }, {})).rejects.toMatchObject({ code: 'content.unknown-brand' });
});

test('a draft is saved upon the revision that it was read with, shown in a template, and touches nothing else', async () => {
  await write(anna, withColour('#225588'));
  const stale = saveDraft(platform, anna, {
    ...hollyhock,
    document: { ...(await showDraft(platform, 'brand', 'hollyhock')).document, name: 'Other' },
    editor: anna.id,
    ifMatch: '"1"',
  });
  await expect(stale).rejects.toMatchObject({ code: 'content.draft-conflict' });
  const example = await draftBundle(platform, hollyhock);
  expect(example.template.id).toBe('example-letter');
  expect(example.samples).toHaveLength(1);
  const inInvoice = await draftBundle(platform, { ...hollyhock, template: 'shop-invoice' });
  expect((inInvoice.brand as unknown as Brand).colors.brand).toBe('#225588');
  expect(inInvoice.samples.length).toBeGreaterThan(0);
  expect(Object.keys(inInvoice.assets)).toEqual(expect.arrayContaining(['logo', 'sans-regular']));
  expect((await showBrand(platform, 'hollyhock')).brand).toMatchObject({
    version: 1,
    colors: { brand: '#1f5f58' },
    draft: { revision: 2 },
  });
  await discardDraft(platform, anna, 'brand', 'hollyhock');
});

test('a brand is released by somebody else, and every template in it gets the new look with the words that it had', async () => {
  const before = (await latestVersion(platform.db, 'shop-invoice'))!;
  await write(anna, withColour('#7a1f4b'));
  const versionId = await submitDraft(platform, anna, { ...hollyhock, comment: 'New colour' });
  // Not yet what drafts are shown with.
  expect((await showBrand(platform, 'hollyhock')).versions).toMatchObject([
    { version: 2, state: 'in_review', current: false },
    { current: true },
  ]);
  await expect(write(anna, withColour('#000000'))).rejects.toMatchObject({ code: 'content.in-review' });
  const approve = (actor: Actor) => decideReview(platform, actor, all, { versionId, decision: 'approve', comment: 'Good' });
  await expect(approve(anna)).rejects.toMatchObject({ code: 'content.own-change' });
  const material = await showMaterial(platform, versionId);
  expect(material.templates.map(({ id }) => id)).toEqual(['shop-invoice']);
  const pictures = await Promise.all(
    (['before', 'after'] as const).map((side) => composeSide(platform, versionId, { side, format: 'html' })),
  );
  const [old, now] = pictures.map((one) => (one.format === 'html' ? one.html : ''));
  expect(old).not.toBe(now);
  const compared = await compareVersions(platform, 'brand', 'hollyhock', { from: before.manifest.brand.versionId, to: versionId });
  expect(compared.nodes[0]?.settings).toEqual([{ field: 'colors.brand', before: '#1f5f58', after: '#7a1f4b' }]);
  await approve(cara);
  await rollOut(platform, { brandId: 'hollyhock', versionId });
  const after = (await latestVersion(platform.db, 'shop-invoice'))!;
  expect(after).toMatchObject({ version: before.version + 1, state: 'released', origin: 'brand', source: before.source });
  expect(after.manifest.brand).toMatchObject({ versionId, version: 2 });
  expect(after.manifest.blocks).toEqual(before.manifest.blocks);
  expect((await loadBundle(platform, after.id, '2026-11-22')).brand.colors.brand).toBe('#7a1f4b');
  // Safe to repeat.
  await rollOut(platform, { brandId: 'hollyhock', versionId });
  expect((await releasedVersion(platform, 'shop-invoice'))?.id).toBe(after.id);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('the older look comes back as a newer version; what is the same as now is none', async () => {
  await write(anna, (brand) => ({ ...brand }));
  await expect(submitDraft(platform, anna, { ...hollyhock, comment: 'Nothing' })).rejects.toMatchObject({
    code: 'content.nothing-changed',
  });
  await write(anna, withColour('#1f5f58'));
  const versionId = await submitDraft(platform, anna, { ...hollyhock, comment: 'Back' });
  await decideReview(platform, cara, all, { versionId, decision: 'return', comment: 'No' });
  expect((await showBrand(platform, 'hollyhock')).versions[0]).toMatchObject({ version: 3, state: 'returned', current: false });
  await discardDraft(platform, anna, 'brand', 'hollyhock');
});

test('a brand that a released template cannot be composed with is refused, and the template is named', async () => {
  await write(anna, ({ masters, ...brand }) => ({ ...brand, masters: { other: Object.values(masters)[0]! } }));
  await expect(submitDraft(platform, anna, { ...hollyhock, comment: 'x' })).rejects.toMatchObject({
    code: 'content.has-errors',
    message: expect.stringContaining('shop-invoice: '),
  });
  await discardDraft(platform, anna, 'brand', 'hollyhock');
  const broken = write(anna, ({ masters: _, ...brand }) => brand as Brand);
  await expect(broken).rejects.toMatchObject({ code: 'content.document-invalid' });
  await discardDraft(platform, anna, 'brand', 'hollyhock');
});

test('uploaded fonts and logos stand in the brand under its own names, and in the version that is made of it', async () => {
  const uploaded = await uploadFont(platform, anna, 'hebrew.ttf', await font());
  expect(uploaded.name).toMatch(/^noto-sans-hebrew.*-[0-9a-f]{12}$/);
  expect(await showFont(platform, uploaded.sha256)).toEqual(uploaded.facts);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10" fill="#7a1f4b"/></svg>',
  );
  const logo = await uploadImage(platform, anna, 'Neues Logo.svg', svg);
  await write(anna, (brand) => ({
    ...brand,
    fonts: { ...brand.fonts, hebrew: { regular: 'hebrew' } },
    fallback: ['hebrew'],
    assets: { ...brand.assets, logo: `assets/${logo.name}.svg`, hebrew: `assets/${uploaded.name}.ttf` },
  }));
  const { assets } = await draftBundle(platform, hollyhock);
  expect(assets.logo?.sha256).toBe(logo.sha256);
  expect(assets.hebrew?.sha256).toBe(uploaded.sha256);
  const versionId = await submitDraft(platform, anna, { ...hollyhock, comment: 'Hebrew' });
  await decideReview(platform, cara, all, { versionId, decision: 'approve', comment: 'Good' });
  await rollOut(platform, { brandId: 'hollyhock', versionId });
  expect((await latestVersion(platform.db, 'shop-invoice'))?.manifest.assets).toMatchObject({ logo: logo.sha256, hebrew: uploaded.sha256 });
  // The next draft has them too.
  await startDraft(platform, anna, hollyhock);
  expect((await draftBundle(platform, hollyhock)).assets.hebrew?.sha256).toBe(uploaded.sha256);
  await discardDraft(platform, anna, 'brand', 'hollyhock');
});

test('fonts that the engine cannot set or whose licence forbids it are refused with the reason', async () => {
  const upload = (bytes: Uint8Array) => uploadFont(platform, anna, 'f.ttf', bytes);
  await expect(upload(Buffer.from('wOF2 and more bytes'))).rejects.toMatchObject({
    code: 'content.font-unusable',
    message: expect.stringContaining('WOFF2'),
  });
  const bytes = await font();
  await expect(upload(bytes.slice(0, 9_000))).rejects.toMatchObject({ code: 'content.font-unusable' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const os2 = Array.from({ length: view.getUint16(4) }, (_, i) => 12 + 16 * i).find((at) => view.getUint32(at) === 0x4f532f32)!;
  view.setUint16(view.getUint32(os2 + 8) + 8, 0x0102);
  await expect(upload(bytes)).rejects.toMatchObject({
    code: 'content.font-licence',
    data: { reasons: ['restricted', 'no-subsetting'] },
  });
});

test('who may not write a brand may not begin it either', async () => {
  await setArea(platform, olga, { kind: 'brand', by: 'folder', value: 'holly', roles: [], people: [cara.id] });
  await expect(startDraft(platform, anna, hollyhock)).rejects.toMatchObject({ code: 'content.area-restricted' });
  await startDraft(platform, cara, hollyhock);
  await discardDraft(platform, cara, 'brand', 'hollyhock');
});

test('the same over HTTP, and clerks only look', async () => {
  const clerk = await testApi(platform, [content], ['clerk']);
  expect((await clerk.call(api.brands.list)).rows).toHaveLength(1);
  expect((await clerk.call(api.brands.impact, { params: { id: 'hollyhock' } })).templates).toBe(1);
  const { assets } = await clerk.call(api.brands.get, { params: { id: 'hollyhock' } });
  expect(await clerk.call(api.fonts.get, { params: { sha256: assets['sans-regular']!.sha256 } })).toMatchObject({ weight: 400 });
  expect(await clerk.refused(api.drafts.start, { params: hollyhock, body: {} })).toMatchObject({ status: 403 });
});
