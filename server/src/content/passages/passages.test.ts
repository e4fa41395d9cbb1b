import { check, compile } from '@posthorn/engine';
import { describe, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { showBlocks } from '../blocks/show-blocks.ts';
import { createBlock, createTemplate } from '../drafts/create-content.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, gatherParts } from '../drafts/gather-parts.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { discardDraft, saveDraft } from '../drafts/save-draft.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder } from '../index.ts';
import { addRevision, lockDraft } from '../store/drafts.ts';
import { dismissCluster, joinPassages, reopenCluster, undoReplacement } from './join-passages.ts';
import { mergeBlocks } from './merge-blocks.ts';
import { passagesOf } from './passages-of.ts';
import { showPlan } from './plan-cluster.ts';
import { searchPassages, startSearch } from './search-passages.ts';
import { showClusters, showPassages } from './show-passages.ts';

const anna: Actor = { kind: 'user', id: 'anna', name: 'Anna' };
const ben: Actor = { kind: 'user', id: 'ben', name: 'Ben' };
const signal = new AbortController().signal;
const data = { customer: { name: 'Ada', language: 'de' }, total: '12.50', sum: '9.00', lines: [{ what: 'x' }] };

const pay = (field: string) => ({
  de: `Bitte überweisen Sie den offenen Betrag von {{ money(${field}, 'EUR') }} innerhalb von 14 Tagen auf unser Konto.`,
  en: `Please transfer the open amount of {{ money(${field}, 'EUR') }} to our account within 14 days.`,
});

async function withBrand(): Promise<{ platform: TestPlatform; write: (name: string, body: readonly object[]) => Promise<string> }> {
  const platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
  const brand = 'hollyhock';
  const write = async (name: string, body: readonly object[]) => {
    const draft = await createTemplate(platform, anna, {
      name: { de: name, en: name },
      kind: 'batch',
      purpose: 'contract',
      brand,
      languages: ['de', 'en'],
      data: { sample: data },
    });
    const place = { kind: 'template', id: draft.id, editor: 'a' } as const;
    await holdLock(platform, anna, place);
    await saveDraft(platform, anna, { ...place, document: { ...draft.document, body }, ifMatch: '"1"' });
    platform.clock.advance(60_000);
    return draft.id;
  };
  return { platform, write };
}

async function search(platform: TestPlatform): Promise<Awaited<ReturnType<typeof showClusters>>['rows']> {
  const { id } = await startSearch(platform, anna);
  await searchPassages(platform, { searchId: id }, { signal });
  return (await showClusters(platform, {})).rows;
}

const withText = (rows: Awaited<ReturnType<typeof search>>, words: string) => rows.find(({ text }) => text.includes(words))!;
const bodyOf = async (platform: TestPlatform, id: string) => (await showDraft(platform, 'template', id)).document.body as JsonDocument[];

async function diagnosticsOf(platform: TestPlatform, id: string) {
  const { document } = await showDraft(platform, 'template', id);
  const parts = await gatherParts(platform.db, 'hollyhock', [document]);
  const bundle = await bundleWith(platform, document, parts, blocksOn(parts, '2026-11-21'));
  return { errors: check(bundle).filter(({ severity }) => severity === 'error'), bundle };
}

describe('joining', () => {
  test('passages of three templates become references to one block, whose parameter is the field that differs; undo brings every draft back', async () => {
    const { platform, write } = await withBrand();
    const paragraph = (text: object, more = {}) => ({ type: 'paragraph', id: 'p1', text, ...more });
    const ids = [
      await write('Rechnung A', [paragraph(pay('total'))]),
      await write('Rechnung B', [paragraph(pay('sum'), { when: "customer.language == 'de'" })]),
      await write('Rechnung C', [{ type: 'repeat', id: 'r', each: 'lines', as: 'line', body: [paragraph({ de: pay('total').de })] }]),
    ];
    const before = await Promise.all(ids.map((id) => showDraft(platform, 'template', id)));
    const rows = await search(platform);
    const found = withText(rows, 'offenen Betrag');
    expect(found).toMatchObject({ count: 3, templates: 3, languages: ['de', 'en'] });
    const plan = await showPlan(platform, found.id, {});
    expect(plan).toMatchObject({ chosen: [0, 1, 2], block: { exists: false, parameters: ['theTotal'] } });

    const deed = await joinPassages(platform, ben, found.id, {
      kept: plan.kept,
      members: plan.chosen,
      name: { de: 'Zahlung', en: 'Payment' },
    });
    expect(deed).toMatchObject({ documents: 3, passages: 3, blockId: 'zahlung' });
    const reference = { type: 'block', id: 'p1', ref: 'zahlung' };
    expect(await bodyOf(platform, ids[0]!)).toEqual([{ ...reference, with: { theTotal: "money(total, 'EUR')" } }]);
    expect(await bodyOf(platform, ids[1]!)).toEqual([
      { ...reference, with: { theTotal: "money(sum, 'EUR')" }, when: "customer.language == 'de'" },
    ]);
    const { errors, bundle } = await diagnosticsOf(platform, ids[1]!);
    expect(errors).toEqual([]);
    const text = (await compile(bundle, { formats: ['text'] })).compose(data, 'text', { language: 'de' }) as { text: string };
    expect(text.text).toContain('9,00');

    expect(await undoReplacement(platform, ben, deed.id)).toEqual({ documents: 3, left: 0 });
    for (const draft of before) expect((await showDraft(platform, 'template', draft.id)).document).toEqual(draft.document);
    await expect(undoReplacement(platform, ben, deed.id)).rejects.toMatchObject({ code: 'content.unknown-replacement' });
    expect((await showBlocks(platform, { q: 'zahlung' })).rows.map((one) => one.id)).not.toContain('zahlung');
  });

  test('a released version stays as it is: its template gets a draft, which undo discards again', async () => {
    const { platform, write } = await withBrand();
    const invoice = { kind: 'template', id: 'shop-invoice' } as const;
    const { document } = await startDraft(platform, olga, invoice);
    const first = passagesOf(document).find(({ sort, texts }) => sort === 'paragraph' && Object.keys(texts).length > 1)!.node;
    await discardDraft(platform, olga, invoice.kind, invoice.id);
    await write('Kopie', [{ ...first, id: 'kopie' }]);
    const rows = await search(platform);
    const plans = await Promise.all(rows.map(({ id }) => showPlan(platform, id, {})));
    const plan = plans.find(({ members }) => members.some(({ id }) => id === 'shop-invoice') && members.some(({ id }) => id === 'kopie'))!;
    const members = plan.members.map(({ index }) => index);
    const deed = await joinPassages(platform, ben, plan.id, { kept: plan.kept, members, name: { en: 'Opening' } });
    expect((await showDraft(platform, 'template', 'shop-invoice')).basedOn).toMatchObject({ version: 1 });
    await undoReplacement(platform, ben, deed.id);
    await expect(showDraft(platform, 'template', 'shop-invoice')).rejects.toMatchObject({ code: 'content.no-draft' });
  });

  test('undo after somebody wrote on puts back what is still there, and leaves the rest of the draft alone', async () => {
    const { platform, write } = await withBrand();
    const ids = [
      await write('Eins', [{ type: 'paragraph', id: 'p1', text: pay('total') }]),
      await write('Zwei', [{ type: 'paragraph', id: 'p1', text: pay('total') }]),
    ];
    const found = withText(await search(platform), 'offenen Betrag');
    const deed = await joinPassages(platform, ben, found.id, { kept: 0, members: [0, 1], name: { en: 'Payment' } });
    const place = { kind: 'template', id: ids[0]!, editor: 'a' } as const;
    const draft = await showDraft(platform, 'template', ids[0]!);
    await holdLock(platform, anna, place);
    const more = { type: 'paragraph', id: 'new', text: 'Neu' };
    await saveDraft(platform, anna, {
      ...place,
      document: { ...draft.document, body: [...(draft.document.body as object[]), more] },
      ifMatch: `"${draft.revision}"`,
    });
    await expect(undoReplacement(platform, ben, deed.id)).rejects.toMatchObject({ code: 'content.locked' });
    platform.clock.advance(60_000);
    expect(await undoReplacement(platform, ben, deed.id)).toEqual({ documents: 2, left: 0 });
    expect(await bodyOf(platform, ids[0]!)).toEqual([{ type: 'paragraph', id: 'p1', text: pay('total') }, more]);
  });

  test('other numbers and other matters are shown but not chosen; a draft that is being written cannot be joined', async () => {
    const { platform, write } = await withBrand();
    const days = (n: string, what = 'Löschung') => ({
      de: `Wir bestätigen Ihnen die ${what} Ihrer Daten spätestens ${n} Tage nach Eingang Ihres Antrags.`,
    });
    await write('Eins', [{ type: 'paragraph', id: 'p', text: days('14') }]);
    await write('Zwei', [{ type: 'paragraph', id: 'p', text: days('14') }]);
    await write('Drei', [{ type: 'paragraph', id: 'p', text: days('30') }]);
    const id = await write('Vier', [{ type: 'paragraph', id: 'p', text: days('14', 'Berichtigung') }]);
    const found = withText(await search(platform), 'bestätigen Ihnen');
    await holdLock(platform, anna, { kind: 'template', id, editor: 'a' });
    const plan = await showPlan(platform, found.id, {});
    expect(plan.members.map((one) => [one.id, one.difference, one.obstacle, plan.chosen.includes(one.index)]).sort()).toEqual([
      ['drei', 'values', undefined, false],
      ['eins', 'none', undefined, true],
      ['vier', 'matter', 'locked', false],
      ['zwei', 'none', undefined, true],
    ]);
    expect(plan.members.find((one) => one.id === 'drei')?.texts[0]?.pieces.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '30' },
      { kind: 'added', text: '14' },
    ]);
    const all = plan.members.map(({ index }) => index);
    await expect(joinPassages(platform, ben, found.id, { kept: 0, members: all, name: { en: 'X' } })).rejects.toMatchObject({
      code: 'content.locked',
    });
    expect((await showBlocks(platform, { q: 'x' })).rows.map((one) => one.id)).not.toContain('x');
  });

  test('what is known only in a repeat becomes a parameter', async () => {
    const { platform, write } = await withBrand();
    const item = { type: 'paragraph', id: 'i', text: { de: 'Die Position {{ line.what }} wird Ihnen gesondert in Rechnung gestellt.' } };
    const repeat = { type: 'repeat', id: 'r', each: 'lines', as: 'line', body: [item] };
    const ids = [await write('Eins', [repeat]), await write('Zwei', [repeat])];
    const found = withText(await search(platform), 'Die Position');
    const { block } = await showPlan(platform, found.id, {});
    expect(block.parameters).toEqual(['what']);
    await joinPassages(platform, ben, found.id, { kept: 0, members: [0, 1], name: { de: 'Position' } });
    expect((await diagnosticsOf(platform, ids[1]!)).errors).toEqual([]);
  });
});

test('a block that says just this is what is kept, and its name is not asked for', async () => {
  const { platform, write } = await withBrand();
  const text = { de: 'Diese Mitteilung wurde maschinell erstellt und ist ohne Unterschrift gültig.' };
  await createBlock(platform, anna, { name: { de: 'Ohne Unterschrift' }, body: [{ type: 'paragraph', id: 'n1', text }] });
  const id = await write('Eins', [{ type: 'paragraph', id: 'p', text }]);
  const found = withText(await search(platform), 'maschinell');
  const plan = await showPlan(platform, found.id, {});
  expect(plan.block).toMatchObject({ exists: true, id: 'ohne-unterschrift' });
  expect(plan.chosen).toEqual([1]);
  await joinPassages(platform, ben, found.id, { kept: plan.kept, members: plan.chosen, name: plan.block.name });
  expect(await bodyOf(platform, id)).toEqual([{ type: 'block', id: 'p', ref: 'ohne-unterschrift' }]);
});

test('a passage that is locked gives way to nothing', async () => {
  const { platform, write } = await withBrand();
  const body = [{ type: 'paragraph', id: 'p', locked: true, text: pay('total') }];
  const place = { kind: 'template', id: await write('Eins', []), editor: 'a' } as const;
  await write('Zwei', [{ type: 'paragraph', id: 'p', text: pay('total') }]);
  const draft = await showDraft(platform, 'template', place.id);
  await platform.db.transaction().execute(async (trx) => {
    const document = JSON.stringify({ ...draft.document, body });
    await addRevision(trx, (await lockDraft(trx, 'template', place.id))!, { document, hash: 'x' }, anna, platform.clock());
  });
  const found = withText(await search(platform), 'offenen Betrag');
  const refused = joinPassages(platform, ben, found.id, { kept: 0, members: [0, 1], name: { en: 'Payment' } });
  await expect(refused).rejects.toMatchObject({ code: 'content.passage-locked' });
});

test('passages that are meant to differ are not shown together again, until that is taken back', async () => {
  const { platform, write } = await withBrand();
  const text = { de: 'Mit diesem Schreiben erhalten Sie Ihre persönlichen Unterlagen zum Vertrag.' };
  await write('Eins', [{ type: 'paragraph', id: 'p', text }]);
  await write('Zwei', [{ type: 'paragraph', id: 'p', text: { de: text.de.replace('Unterlagen', 'Dokumente') } }]);
  const found = withText(await search(platform), 'persönlichen');
  await dismissCluster(platform, ben, found.id, 'Legal wants it so');
  expect((await showClusters(platform, { state: 'dismissed' })).rows.map(({ id }) => id)).toEqual([found.id]);
  expect(withText(await search(platform), 'persönlichen')).toBeUndefined();
  await reopenCluster(platform, ben, found.id).catch(() => undefined);
});

test('the report tells how much is stored once less, and one search runs at a time', async () => {
  const { platform, write } = await withBrand();
  for (const name of ['Eins', 'Zwei', 'Drei']) await write(name, [{ type: 'paragraph', id: 'p', text: pay('total') }]);
  await startSearch(platform, anna);
  await expect(startSearch(platform, ben)).rejects.toMatchObject({ code: 'content.search-running' });
  const { search: running } = await showPassages(platform);
  expect(running).toMatchObject({ state: 'running', startedBy: 'Anna' });
  await searchPassages(platform, { searchId: running!.id }, { signal });
  const { report, search: ended } = await showPassages(platform);
  expect(ended?.state).toBe('done');
  expect(report!.passages.before - report!.passages.after).toBeGreaterThanOrEqual(4);
  const saved = 2 * (pay('total').de.length + pay('total').en.length);
  expect(report!.characters.before - report!.characters.after).toBeGreaterThanOrEqual(saved);
});

test('one block takes the place of another in all drafts that use it, and undo gives it back', async () => {
  const { platform, write } = await withBrand();
  const body = [{ type: 'paragraph', id: 'n1', text: { de: 'Vielen Dank.' } }];
  for (const name of ['Dank alt', 'Dank neu']) await createBlock(platform, anna, { name: { de: name }, body });
  await createBlock(platform, anna, { name: { de: 'Mit Wert' }, parameters: ['who'], body });
  const id = await write('Eins', [{ type: 'block', id: 'b', ref: 'dank-alt' }]);
  await expect(mergeBlocks(platform, ben, 'dank-alt', { into: 'mit-wert' })).rejects.toMatchObject({ code: 'content.cannot-merge' });
  const deed = await mergeBlocks(platform, ben, 'dank-alt', { into: 'dank-neu' });
  expect(await bodyOf(platform, id)).toEqual([{ type: 'block', id: 'b', ref: 'dank-neu' }]);
  await undoReplacement(platform, ben, deed.id);
  expect(await bodyOf(platform, id)).toEqual([{ type: 'block', id: 'b', ref: 'dank-alt' }]);
});
