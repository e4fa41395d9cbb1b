import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '@posthorn/contract';
import { compile, type TemplateBundle } from '@posthorn/engine';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, importShop, olga, rita, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { listTemplates, pullFolder, pushFolder, releaseVersion } from '../index.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { createBlock, createTemplate } from './create-content.ts';
import type { JsonDocument } from './document.ts';
import { checkDraft, draftBundle } from './draft-bundle.ts';
import { giveBackLock, holdLock, lockPatience } from './hold-lock.ts';
import { followDraft } from './live.ts';
import { discardDraft, saveDraft } from './save-draft.ts';
import { listRevisions, showDraft, showRevision } from './show-draft.ts';
import { startDraft } from './start-draft.ts';
import { uploadImage } from './upload-image.ts';

const anna: Actor = { kind: 'user', id: 'anna', name: 'Anna' };
const ben: Actor = { kind: 'user', id: 'ben', name: 'Ben' };
const letter = {
  name: { de: 'Mahnung, 2. Stufe', en: 'Second reminder' },
  kind: 'batch',
  purpose: 'contract',
  brand: 'shop',
  languages: ['de', 'en'],
  data: { sample: { customer: { name: 'Ada', language: 'en', address: ['Ada', 'London'] }, due: '2026-12-01', total: '12.50', items: 3 } },
} as const;

async function withShop(): Promise<{ platform: TestPlatform; brand: string }> {
  const platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
  const { template } = await startDraft(platform, olga, { kind: 'template', id: 'shop-invoice' }).then(({ document }) => ({
    template: document,
  }));
  return { platform, brand: String(template.brand) };
}

async function withLetter() {
  const { platform, brand } = await withShop();
  const draft = await createTemplate(platform, anna, { ...letter, languages: [...letter.languages], brand });
  const place = { kind: 'template', id: draft.id } as const;
  const save = async (document: JsonDocument, actor = anna, ifMatch = '"1"', editor = 'a') =>
    await saveDraft(platform, actor, { ...place, document, editor, ifMatch });
  const withText = (text: string): JsonDocument => ({ ...draft.document, body: [{ type: 'paragraph', id: 'n1', text }] });
  return { platform, draft, place, save, withText };
}

/** What a browser makes of the reply: the engine's bundle. */
async function composable(platform: TestPlatform, bundle: Awaited<ReturnType<typeof draftBundle>>): Promise<TemplateBundle> {
  const assets = await Promise.all(
    Object.entries(bundle.assets).map(async ([name, { sha256 }]) => [name, await platform.objects.get(`assets/${sha256}`)] as const),
  );
  const { template, brand, blocks } = bundle;
  return { template, brand, blocks, assets: Object.fromEntries(assets) } as unknown as TemplateBundle;
}

describe('a new template', () => {
  test('begins as a letter of its brand that composes without errors, with the data schema of the sample', async () => {
    const { platform, draft, place } = await withLetter();
    expect(draft).toMatchObject({ id: 'mahnung-2-stufe', revision: 1, createdBy: 'Anna' });
    expect(draft.document.data).toEqual({
      type: 'object',
      required: ['customer', 'due', 'total', 'items'],
      properties: {
        customer: {
          type: 'object',
          required: ['name', 'language', 'address'],
          properties: { name: { type: 'string' }, language: { type: 'string' }, address: { type: 'array', items: { type: 'string' } } },
        },
        due: { type: 'string', format: 'date' },
        total: { type: 'string', format: 'decimal' },
        items: { type: 'integer' },
      },
    });
    expect(await checkDraft(platform, 'template', draft.id)).toMatchObject({ errors: 0 });
    const bundle = await draftBundle(platform, place);
    expect(bundle.class).toBe('standard');
    const program = await compile(await composable(platform, bundle));
    expect(program.compose(bundle.samples[0]!.record, 'text')).toMatchObject({ format: 'text', language: 'en' });
  });

  test('says in its document how its communications come about, and lists follow what it says', async () => {
    const { platform, brand } = await withShop();
    const kinds = async () => (await listTemplates(platform)).flatMap(({ id, kind }) => (id === 'answer' ? [kind] : []));
    const request = { ...letter, id: 'answer', kind: 'interactive', languages: ['de'], brand } as const;
    const draft = await createTemplate(platform, anna, { ...request, languages: [...request.languages] });
    expect([draft.document.use, await kinds()]).toEqual(['interactive', ['interactive']]);
    await holdLock(platform, anna, { kind: 'template', id: 'answer', editor: 'a' });
    const { use: _, ...runs } = draft.document;
    await saveDraft(platform, anna, { kind: 'template', id: 'answer', document: runs, editor: 'a', ifMatch: '"1"' });
    expect(await kinds()).toEqual(['batch']);
  });

  test('is shown with a block that is about to be put in, and with all that the block is made of', async () => {
    const { platform, place } = await withLetter();
    const inner = await createBlock(platform, anna, { name: { en: 'Inner' } });
    const outer = await createBlock(platform, anna, { name: { en: 'Outer' }, body: [{ type: 'block', ref: inner.id }] });
    const own = Object.keys((await draftBundle(platform, place)).blocks);
    const shown = Object.keys((await draftBundle(platform, { ...place, block: outer.id })).blocks);
    expect(shown.filter((id) => !own.includes(id)).sort()).toEqual([inner.id, outer.id]);
  });

  test('takes its data schema from the records of a dataset', async () => {
    const { platform, brand } = await withShop();
    await importShop(platform, ['2011-12-05']);
    const draft = await createTemplate(platform, anna, { ...letter, languages: ['en'], brand, data: { dataset: 'invoices' } });
    expect(draft.document.data).toMatchObject({
      properties: { invoice: { properties: { date: { format: 'date' }, total: { format: 'decimal' }, lines: { type: 'array' } } } },
    });
    const empty = createTemplate(platform, anna, { ...letter, id: 'other', languages: ['en'], brand, data: { dataset: 'nothing' } });
    await expect(empty).rejects.toMatchObject({ code: 'content.no-data' });
  });

  test('of the same id, or of a brand that is not there, is refused', async () => {
    const { platform, draft } = await withLetter();
    const again = createTemplate(platform, ben, { ...letter, languages: ['de'], brand: String(draft.document.brand) });
    await expect(again).rejects.toMatchObject({ code: 'content.exists' });
    await expect(createTemplate(platform, ben, { ...letter, languages: ['de'], brand: 'nobody' })).rejects.toMatchObject({
      code: 'content.unknown-brand',
    });
  });
});

describe('saving', () => {
  test('makes a revision, and the same document again makes none', async () => {
    const { platform, place, save, withText, draft } = await withLetter();
    await holdLock(platform, anna, { ...place, editor: 'a' });
    expect(await save(withText('Hello'))).toMatchObject({ revision: 2, changed: true });
    expect(await save(withText('Hello'))).toMatchObject({ revision: 2, changed: false });
    expect(await save(withText('Hello {{ nothing.there }}'), anna, '"2"')).toMatchObject({ revision: 3 });
    expect(await checkDraft(platform, 'template', draft.id)).toMatchObject({ revision: 3, errors: 1 });
    const { rows } = await listRevisions(platform, 'template', draft.id, {});
    expect(rows.map(({ revision, by }) => [revision, by])).toEqual([
      [3, 'Anna'],
      [2, 'Anna'],
      [1, 'Anna'],
    ]);
    expect((await showRevision(platform, 'template', draft.id, 2)).document).toEqual(withText('Hello'));
  });

  test('over what somebody else saved is refused with who and when, and nothing is lost', async () => {
    const { platform, place, save, withText } = await withLetter();
    await holdLock(platform, anna, { ...place, editor: 'a' });
    await save(withText('From Anna'));
    await holdLock(platform, ben, { ...place, editor: 'b', takeOver: true });
    await expect(save(withText('From Ben'), ben, '"1"', 'b')).rejects.toMatchObject({
      code: 'content.draft-conflict',
      data: { revision: 2, by: 'Anna', at: '2026-11-21T12:00:00.000Z' },
    });
    expect((await showDraft(platform, 'template', place.id)).document).toEqual(withText('From Anna'));
  });

  test('needs a revision and a document of this template, of bounded size and depth', async () => {
    const { platform, place, save, withText } = await withLetter();
    await holdLock(platform, anna, { ...place, editor: 'a' });
    await expect(save(withText('x'), anna, undefined as never)).resolves.toMatchObject({ revision: 2 });
    await expect(saveDraft(platform, anna, { ...place, document: withText('y'), editor: 'a', ifMatch: undefined })).rejects.toMatchObject({
      code: 'content.revision-needed',
    });
    await expect(save({ ...withText('x'), id: 'other' })).rejects.toMatchObject({ code: 'content.document-invalid' });
    await expect(save(withText('x'.repeat(1_600_000)))).rejects.toMatchObject({ code: 'content.document-too-large' });
    let deep: JsonDocument = {};
    for (let i = 0; i < 5_000; i++) deep = { deep };
    await expect(save({ ...withText('x'), deep })).rejects.toMatchObject({ code: 'content.document-too-large' });
  });
});

describe('the lock', () => {
  test('lets one person write, says who, falls after silence and can be taken over', async () => {
    const { platform, place, save, withText } = await withLetter();
    await expect(save(withText('x'))).rejects.toMatchObject({ code: 'content.lock-needed' });
    await holdLock(platform, anna, { ...place, editor: 'a' });
    await expect(holdLock(platform, ben, { ...place, editor: 'b' })).rejects.toMatchObject({
      code: 'content.locked',
      data: { name: 'Anna' },
    });
    await expect(save(withText('x'), ben, '"1"', 'b')).rejects.toMatchObject({
      code: 'content.locked',
      data: { userId: 'anna', editor: 'a' },
    });
    await expect(save(withText('x'), anna, '"1"', 'other tab')).rejects.toMatchObject({ code: 'content.locked' });
    await expect(discardDraft(platform, ben, 'template', place.id)).rejects.toMatchObject({ code: 'content.locked' });
    platform.clock.advance(lockPatience - 1_000);
    await holdLock(platform, anna, { ...place, editor: 'a' });
    platform.clock.advance(lockPatience + 1_000);
    await holdLock(platform, ben, { ...place, editor: 'b' });
    expect(await showDraft(platform, 'template', place.id)).toMatchObject({ lock: { name: 'Ben' } });
    await holdLock(platform, anna, { ...place, editor: 'a', takeOver: true });
    expect(await showDraft(platform, 'template', place.id)).toMatchObject({ lock: { name: 'Anna' } });
    expect(await platform.audit.verify()).toMatchObject({ intact: true });
  });
});

test('who has the draft open hears who is there, who may write, who took it over and what was saved', async () => {
  const { platform, place, save, withText } = await withLetter();
  const heard: { event: string; data: Record<string, unknown> }[] = [];
  const stop = await followDraft(platform, anna, { ...place, editor: 'a' }, (event, data) =>
    heard.push({ event, data: data as Record<string, unknown> }),
  );
  const told = async (event: string, matching: object) =>
    await vi.waitFor(
      () => expect(heard.filter((one) => one.event === event).map(({ data }) => data)).toContainEqual(expect.objectContaining(matching)),
      10_000,
    );
  expect(heard[0]).toEqual({ event: 'lock', data: {} });
  const stopBen = await followDraft(platform, ben, { ...place, editor: 'b' }, () => {});
  await told('people', { people: [expect.objectContaining({ name: 'Anna' }), expect.objectContaining({ name: 'Ben', editor: 'b' })] });
  await holdLock(platform, anna, { ...place, editor: 'a' });
  await save(withText('Hello'));
  await told('saved', { revision: 2, by: 'Anna', editor: 'a' });
  await holdLock(platform, ben, { ...place, editor: 'b', takeOver: true });
  await told('lock', { takenFrom: 'Anna', takenFromEditor: 'a', holder: expect.objectContaining({ name: 'Ben' }) });
  await giveBackLock(platform, ben, 'template', place.id, 'b');
  heard.length = 0;
  stopBen();
  await told('people', { people: [expect.objectContaining({ name: 'Anna' })] });
  stop();
});

describe('a draft of a version', () => {
  test('has the ids that its nodes lacked, the samples of the version, and goes without a trace when it is discarded', async () => {
    const { platform } = await withShop();
    const draft = await showDraft(platform, 'template', 'shop-invoice');
    expect(draft).toMatchObject({ basedOn: { version: 1 }, revision: 1 });
    expect((draft.document.body as { id: string }[]).every(({ id }) => /^n\d+$/.test(id))).toBe(true);
    const bundle = await draftBundle(platform, { kind: 'template', id: 'shop-invoice' });
    expect(bundle.samples).toHaveLength(6);
    const program = await compile(await composable(platform, bundle));
    expect(program.compose(bundle.samples[0]!.record, 'pdf')).toMatchObject({ format: 'pdf' });
    await expect(startDraft(platform, anna, { kind: 'template', id: 'shop-invoice' })).rejects.toMatchObject({
      code: 'content.draft-exists',
    });
    await discardDraft(platform, anna, 'template', 'shop-invoice');
    await expect(showDraft(platform, 'template', 'shop-invoice')).rejects.toMatchObject({ code: 'content.no-draft' });
    expect((await startDraft(platform, anna, { kind: 'template', id: 'shop-invoice' })).document).toEqual(draft.document);
  });

  test('of a block is shown in a template that uses it', async () => {
    const { platform } = await withShop();
    const draft = await startDraft(platform, anna, { kind: 'block', id: 'greeting' });
    await holdLock(platform, anna, { kind: 'block', id: 'greeting', editor: 'a' });
    const document = { ...draft.document, body: [{ type: 'paragraph', id: 'n1', text: 'A new wording' }] };
    await saveDraft(platform, anna, { kind: 'block', id: 'greeting', document, editor: 'a', ifMatch: '"1"' });
    const bundle = await draftBundle(platform, { kind: 'block', id: 'greeting' });
    expect(bundle.template.id).toBe('shop-invoice');
    const program = await compile(await composable(platform, bundle));
    expect(program.compose(bundle.samples[0]!.record, 'text')).toMatchObject({ text: expect.stringContaining('A new wording') });
  });

  test('of a block that nothing uses is shown in an empty letter', async () => {
    const { platform } = await withShop();
    const draft = await createBlock(platform, anna, { name: { de: 'Gruß' }, body: [{ type: 'paragraph', text: 'Guten Tag' }] });
    expect(draft).toMatchObject({ id: 'gruss', document: { body: [{ id: 'n1', text: 'Guten Tag' }] } });
    const bundle = await draftBundle(platform, { kind: 'block', id: 'gruss' });
    const program = await compile(await composable(platform, bundle));
    expect(program.compose({}, 'text')).toMatchObject({ text: expect.stringContaining('Guten Tag') });
  });
});

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

describe('images', () => {
  test('are kept once, judged by their bytes, and reach the bundle of a draft that names them', async () => {
    const { platform, place, save, withText } = await withLetter();
    const image = await uploadImage(platform, anna, 'Unser Logo.png', pixel);
    expect(image).toMatchObject({ mediaType: 'image/png', width: 1, height: 1 });
    expect(image.name).toMatch(/^unser-logo-[0-9a-f]{12}$/);
    expect(await uploadImage(platform, ben, 'other.jpg', pixel)).toMatchObject({ name: image.name });
    await expect(uploadImage(platform, anna, 'x.png', Buffer.from('MZ program'))).rejects.toMatchObject({ code: 'content.image-unusable' });
    await holdLock(platform, anna, { ...place, editor: 'a' });
    await save({ ...withText('x'), body: [{ type: 'image', id: 'i', asset: image.name, width: 10, alt: 'Logo' }] });
    expect((await draftBundle(platform, place)).assets[image.name]).toEqual({ sha256: image.sha256, url: image.url, bytes: pixel.length });
    expect(await checkDraft(platform, 'template', place.id)).toMatchObject({ errors: 0 });
  });
});

test('what was pulled with its images is the same when it is pushed, and its images reach a draft of it', async () => {
  const { platform, place, save, withText } = await withLetter();
  const image = await uploadImage(platform, anna, 'stamp.png', pixel);
  await holdLock(platform, anna, { ...place, editor: 'a' });
  await save({ ...withText('x'), body: [{ type: 'image', id: 'i', asset: image.name, width: 10, alt: 'Stamp' }] });
  // The pages of the brand have blocks in their footers.
  const { latest } = (await listTemplates(platform)).find(({ id }) => id === 'shop-invoice')!;
  await releaseVersion(platform, rita, latest!.id, 'x');
  await submitDraft(platform, anna, { ...place, comment: 'x' });
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-pull-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { files } = await pullFolder(platform, place.id, folder);
  expect(files).toContain(`images/${image.name}`);
  expect(await pushFolder(platform, ben, folder)).toMatchObject({ changed: false, errors: 0 });
  await rename(join(folder, 'images', image.name), join(folder, 'images', 'round.png'));
  const template = (await readFile(join(folder, 'template.json'), 'utf8')).replaceAll(image.name, 'round');
  await writeFile(join(folder, 'template.json'), template.replaceAll(place.id, 'other-letter'));
  expect(await pushFolder(platform, ben, folder)).toMatchObject({ changed: true, errors: 0 });
  await startDraft(platform, anna, { kind: 'template', id: 'other-letter' });
  expect((await draftBundle(platform, { kind: 'template', id: 'other-letter' })).assets.round).toMatchObject({ sha256: image.sha256 });
});

test('over HTTP an author writes with If-Match, uploads an image and sees it; a clerk may only read', async () => {
  const { platform, draft } = await withLetter();
  const author = await testApi(platform, [content], ['author']);
  const params = { kind: 'template', id: draft.id } as const;
  await author.call(api.locks.hold, { params, body: { editor: 'a' } });
  const body = { document: { ...draft.document, subject: 'Reminder' }, editor: 'a' };
  expect(await author.refused(api.drafts.save, { params, body })).toMatchObject({ status: 428, code: 'content.revision-needed' });
  expect(await author.call(api.drafts.save, { params, body, headers: { 'if-match': '"1"' } })).toMatchObject({
    revision: 2,
    changed: true,
  });
  expect(
    await author.refused(api.drafts.save, { params, body: { ...body, document: draft.document }, headers: { 'if-match': '"1"' } }),
  ).toMatchObject({
    status: 409,
    code: 'content.draft-conflict',
    data: { revision: 2 },
  });
  const image = await author.call(api.assets.upload, {
    query: { name: 'a.png' },
    body: pixel as never,
    headers: { 'content-type': 'image/png' },
  });
  const bytes = await author.bytes(api.assets.bytes, { params: { sha256: image.sha256 } });
  expect([bytes.type, bytes.body.equals(pixel)]).toEqual(['image/png', true]);
  expect((await author.call(api.assets.list)).rows).toHaveLength(1);
  const { schema } = await author.call(api.samples.dataOf, {
    body: { records: [{ due: '2026-12-01' }, { due: '2026-12-02', note: 'x' }] },
  });
  expect(schema).toMatchObject({ required: ['due'], properties: { due: { format: 'date' }, note: { type: 'string' } } });
  const saves = await author.call(api.comparing.compare, { params, query: { from: 'save-1', to: 'draft' } });
  expect(saves.nodes).toMatchObject([{ nodeId: '', change: 'changed' }]);
  expect(JSON.stringify(saves.nodes[0]!.texts)).toMatch(/subject.*Second reminder.*Reminder|Reminder.*Second reminder/);
  expect(await author.refused(api.comparing.compare, { params, query: { from: 'save-9', to: 'draft' } })).toMatchObject({
    code: 'content.unknown-revision',
  });
  const added = await author.call(api.samples.add, { params: { id: draft.id }, body: { record: { customer: { name: 'Bo' } } } });
  expect((await author.call(api.samples.list, { params: { id: draft.id } })).rows.map(({ label }) => label)).toEqual(['Ada, en', 'Bo']);
  await author.call(api.samples.remove, { params: { id: draft.id, sample: added.id } });
  const { rows } = await author.call(api.content.templates);
  expect(rows.find(({ id }) => id === draft.id)).toMatchObject({ kind: 'batch', class: 'standard', draft: { revision: 2 } });
  const clerk = await testApi(platform, [content], ['clerk']);
  expect(await clerk.call(api.drafts.get, { params })).toMatchObject({ revision: 2, lock: { editor: 'a' } });
  expect(await clerk.refused(api.drafts.save, { params, body })).toMatchObject({ status: 403 });
});
