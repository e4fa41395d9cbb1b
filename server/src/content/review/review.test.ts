import { api } from '@posthorn/contract';
import { describe, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { factsForContent } from '../../production/index.ts';
import { showBlock } from '../blocks/show-blocks.ts';
import { impactOf, usedIn } from '../blocks/used-in.ts';
import { createBlock, createTemplate } from '../drafts/create-content.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { discardDraft, saveDraft } from '../drafts/save-draft.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { setTemplateFacts } from '../duties/template-facts.ts';
import { findVersion, loadBundle, pushFolder, releasedVersion, releaseVersion, turningDays } from '../index.ts';
import { latestVersion } from '../store.ts';
import type { ContentKind } from '../types.ts';
import { decideReview, releaseScheduled, takeBack } from './decide-review.ts';
import { rollOut } from './roll-out.ts';
import { showReview, showReviews } from './show-reviews.ts';
import { clearStages, setStages, showDeciders, showStages } from './stages.ts';
import { submitDraft } from './submit-draft.ts';
import { withdrawVersion } from './withdraw-version.ts';

const person = (id: string): Actor => ({ kind: 'user', id, name: id[0]!.toUpperCase() + id.slice(1) });
const [anna, ben, cara] = [person('anna'), person('ben'), person('cara')] as const;
const all = new Set(['content:approve-department', 'content:approve-legal', 'content:approve-compliance']);
const invoice = { kind: 'template', id: 'shop-invoice' } as const;

/** The example, released by its folder. */
async function released(): Promise<TestPlatform> {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'first');
  return platform;
}

/** Writes the draft, starting one if there is none. */
async function write(
  platform: TestPlatform,
  actor: Actor,
  place: { kind: ContentKind; id: string },
  change: (document: JsonDocument) => JsonDocument,
) {
  const draft = await showDraft(platform, place.kind, place.id).catch(() => startDraft(platform, actor, place));
  await holdLock(platform, actor, { ...place, editor: actor.id, takeOver: true });
  await saveDraft(platform, actor, { ...place, document: change(draft.document), editor: actor.id, ifMatch: `"${draft.revision}"` });
}

const withSubject = (subject: string) => (document: JsonDocument) => ({ ...document, subject });
const approve = (platform: TestPlatform, actor: Actor, versionId: string, releaseAt?: Date) =>
  decideReview(platform, actor, all, { versionId, decision: 'approve', comment: 'Good', ...(releaseAt ? { releaseAt } : {}) });

describe('four eyes', () => {
  test('nobody releases a change of their own, whoever pressed submit', async () => {
    const platform = await released();
    await write(platform, anna, invoice, withSubject('From Anna'));
    await write(platform, ben, invoice, withSubject('From Ben'));
    const versionId = await submitDraft(platform, cara, { ...invoice, comment: 'A better subject' });
    for (const author of [anna, ben])
      await expect(approve(platform, author, versionId)).rejects.toMatchObject({ code: 'content.own-change' });
    expect(await showReview(platform, { actor: anna, permissions: all }, versionId)).toMatchObject({
      authors: ['Anna', 'Ben'],
      submittedBy: 'Cara',
      mayDecide: false,
      mayNotBecause: 'own-change',
    });
    await expect(decideReview(platform, rita, new Set(), { versionId, decision: 'approve', comment: 'x' })).rejects.toMatchObject({
      code: 'auth.not-allowed',
    });
    await approve(platform, cara, versionId);
    expect(await releasedVersion(platform, 'shop-invoice')).toMatchObject({
      id: versionId,
      version: 2,
      releasedBy: 'Cara',
      origin: 'workplace',
    });
    await expect(showDraft(platform, 'template', 'shop-invoice')).rejects.toMatchObject({ code: 'content.no-draft' });
    expect(await platform.audit.verify()).toMatchObject({ intact: true });
  });

  test('holds for who wrote in a version that was returned, and goes on being written by others', async () => {
    const platform = await released();
    await write(platform, anna, invoice, withSubject('From Anna'));
    const first = await submitDraft(platform, anna, { ...invoice, comment: 'x' });
    await expect(
      saveDraft(platform, anna, {
        ...invoice,
        document: (await showDraft(platform, 'template', invoice.id)).document,
        editor: 'anna',
        ifMatch: '"2"',
      }),
    ).rejects.toMatchObject({ code: 'content.in-review' });
    await decideReview(platform, rita, all, { versionId: first, decision: 'return', comment: 'Not yet' });
    expect((await findVersion(platform, first)).state).toBe('returned');
    await write(platform, ben, invoice, withSubject('From both'));
    const second = await submitDraft(platform, ben, { ...invoice, comment: 'y' });
    await expect(approve(platform, anna, second)).rejects.toMatchObject({ code: 'content.own-change' });
    await approve(platform, rita, second);
    await expect(approve(platform, rita, second)).rejects.toMatchObject({ code: 'content.review-decided' });
    expect((await showReviews(platform, { actor: rita, permissions: all }, { state: 'returned' })).rows).toMatchObject([
      { versionId: first },
    ]);
  });
});

test('four eyes hold for a block that somebody else goes on from, after it was returned or pushed', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const greeting = { kind: 'block', id: 'greeting' } as const;
  await pushFolder(platform, olga, shop);
  await write(platform, anna, greeting, (document) => ({ ...document, body: [{ type: 'paragraph', id: 'n1', text: 'From Anna' }] }));
  // The other blocks of the folder are not released yet.
  await expect(submitDraft(platform, anna, { ...greeting, comment: 'x' })).rejects.toMatchObject({ code: 'content.block-unreleased' });
  await releaseVersion(platform, rita, (await latestVersion(platform.db, 'shop-invoice'))!.id, 'x');
  const first = await submitDraft(platform, anna, { ...greeting, comment: 'x' });
  await decideReview(platform, rita, all, { versionId: first, decision: 'return', comment: 'x' });
  await discardDraft(platform, anna, 'block', 'greeting');
  await startDraft(platform, ben, { ...greeting, from: first });
  await write(platform, ben, greeting, (document) => ({ ...document, body: [{ type: 'paragraph', id: 'n1', text: 'From Anna and Ben' }] }));
  const second = await submitDraft(platform, cara, { ...greeting, comment: 'x' });
  await expect(approve(platform, anna, second)).rejects.toMatchObject({
    code: 'content.own-change',
    message: expect.stringContaining('Anna, Ben'),
  });
  await approve(platform, cara, second);
});

describe('submitting', () => {
  test('is refused with errors, naming their places, and when nothing changed', async () => {
    const platform = await released();
    await write(platform, anna, invoice, withSubject('{{ invoice.nmber }}'));
    await expect(submitDraft(platform, anna, { ...invoice, comment: 'x' })).rejects.toMatchObject({
      code: 'content.has-errors',
      fields: [{ field: 'template/subject' }],
    });
  });

  test('is refused while it refers to a block that was never released', async () => {
    const platform = await released();
    const brand = String((await startDraft(platform, anna, invoice)).document.brand);
    await createBlock(platform, anna, { name: { en: 'Hello' }, body: [{ type: 'paragraph', text: 'Hello' }] });
    const letter = { name: { en: 'Letter' }, kind: 'batch', purpose: 'service', brand, languages: ['en'], data: { sample: {} } } as const;
    await createTemplate(platform, anna, { ...letter, languages: ['en'] });
    const place = { kind: 'template', id: 'letter' } as const;
    await write(platform, anna, place, (document) => ({ ...document, body: [{ type: 'block', id: 'b', ref: 'hello' }] }));
    await expect(submitDraft(platform, anna, { ...place, comment: 'x' })).rejects.toMatchObject({
      code: 'content.block-unreleased',
      message: expect.stringContaining('hello'),
    });
    const block = await submitDraft(platform, anna, { kind: 'block', id: 'hello', comment: 'x' });
    await approve(platform, rita, block);
    const template = await submitDraft(platform, anna, { ...place, comment: 'x' });
    await approve(platform, rita, template);
    expect((await loadBundle(platform, template, '2026-11-21')).blocks.hello).toMatchObject({ id: 'hello' });
  });
});

describe('stages', () => {
  test('go in their order, each to another person, as they were when it was submitted', async () => {
    const platform = await released();
    await setStages(platform, rita, 'standard', { stages: ['department', 'compliance'] });
    await write(platform, anna, invoice, withSubject('Staged'));
    const versionId = await submitDraft(platform, anna, { ...invoice, comment: 'x' });
    const others = await setStages(platform, rita, 'standard', { stages: ['legal'], dueDays: 5 });
    expect(others).toEqual({ class: 'standard', stages: ['legal'], dueDays: 5, own: true, templates: 1, open: 1, openWithOthers: 1 });
    await expect(
      decideReview(platform, ben, new Set(['content:approve-compliance']), { versionId, decision: 'approve', comment: 'x' }),
    ).rejects.toMatchObject({ code: 'auth.not-allowed' });
    await approve(platform, ben, versionId);
    expect((await findVersion(platform, versionId)).state).toBe('in_review');
    await expect(approve(platform, ben, versionId)).rejects.toMatchObject({ code: 'content.decided-before' });
    await approve(platform, rita, versionId);
    expect((await findVersion(platform, versionId)).state).toBe('released');
    await setStages(platform, rita, 'standard', { stages: ['department', 'legal'] });
    const { version } = await pushFolder(platform, olga, shop);
    await expect(releaseVersion(platform, rita, version.id, 'x')).rejects.toMatchObject({ code: 'content.stages-open' });
  });

  test('of a class without its own are those of all templates, blocks have theirs; a day is wanted where none was said', async () => {
    const platform = await released();
    const shown = async (name: string) => (await showStages(platform)).rows.find((row) => row.class === name);
    await setStages(platform, rita, 'standard', { stages: ['department', 'legal'], dueDays: 7 });
    await setStages(platform, rita, 'credit', { stages: ['legal'] });
    expect(await shown('credit')).toEqual({ class: 'credit', stages: ['legal'], own: true, templates: 0, open: 0, openWithOthers: 0 });
    expect(await shown('block')).toMatchObject({ stages: ['compliance'], own: false });
    await setTemplateFacts(platform, rita, invoice.id, { class: 'reminder', products: [], countries: [] });
    expect(await shown('reminder')).toMatchObject({ stages: ['department', 'legal'], dueDays: 7, own: false, templates: 1 });
    await write(platform, anna, invoice, withSubject('A day'));
    const versionId = await submitDraft(platform, anna, { ...invoice, comment: 'x' });
    expect(await showReview(platform, { actor: ben, permissions: all }, versionId)).toMatchObject({
      ...{ due: '2026-11-28', class: 'reminder', stages: [{ stage: 'department' }, { stage: 'legal' }] },
    });
    await clearStages(platform, rita, 'standard');
    expect(await shown('reminder')).toMatchObject({ stages: ['compliance'], open: 1, openWithOthers: 1 });
    expect((await showDeciders(platform)).rows.map(({ stage }) => stage)).toEqual(['department', 'legal', 'compliance']);
  });
});

describe('a scheduled release', () => {
  test('waits for its time, and can be taken back before', async () => {
    const platform = await released();
    await write(platform, anna, invoice, withSubject('Tomorrow'));
    const first = await submitDraft(platform, anna, { ...invoice, comment: 'x' });
    const tomorrow = new Date('2026-11-22T06:00:00Z');
    await approve(platform, rita, first, tomorrow);
    await releaseScheduled(platform);
    expect((await findVersion(platform, first)).state).toBe('scheduled');
    await takeBack(platform, anna, first, 'Wrong day');
    platform.clock.set(tomorrow);
    await releaseScheduled(platform);
    expect((await findVersion(platform, first)).state).toBe('returned');
    const second = await submitDraft(platform, anna, { ...invoice, comment: 'x' });
    await approve(platform, rita, second, new Date('2026-11-23T06:00:00Z'));
    platform.clock.set('2026-11-23T06:00:30Z');
    await releaseScheduled(platform);
    expect(await findVersion(platform, second)).toMatchObject({ state: 'released', note: 'Good' });
  });
});

test('a withdrawn version cannot be run, and the one before does not come back by itself', async () => {
  const platform = await released();
  const { id } = (await releasedVersion(platform, 'shop-invoice'))!;
  expect(await withdrawVersion(platform, factsForContent(platform), rita, id, 'Wrong bank account')).toEqual([]);
  expect(await releasedVersion(platform, 'shop-invoice')).toBeUndefined();
  await expect(withdrawVersion(platform, factsForContent(platform), rita, id, 'again')).rejects.toMatchObject({
    code: 'content.not-released',
  });
});

describe('a block', () => {
  const greeting = { kind: 'block', id: 'greeting' } as const;
  const saying = (text: string) => (document: JsonDocument) => ({
    ...document,
    body: [{ type: 'paragraph', id: 'n1', text }],
    variants: {},
  });
  const textOf = (bundle: Awaited<ReturnType<typeof loadBundle>>) => (bundle.blocks.greeting!.body[0] as { text: string }).text;

  test('that is released gives every released template that uses it a successor, by itself on its first day', async () => {
    const platform = await released();
    const before = (await releasedVersion(platform, 'shop-invoice'))!;
    await write(platform, anna, greeting, saying('Happy new year'));
    const versionId = await submitDraft(platform, anna, { ...greeting, comment: 'x', validFrom: '2027-01-01', validUntil: '2027-01-31' });
    await expect(approve(platform, anna, versionId)).rejects.toMatchObject({ code: 'content.own-change' });
    await approve(platform, rita, versionId);
    await rollOut(platform, { blockId: 'greeting', versionId });
    const after = (await releasedVersion(platform, 'shop-invoice'))!;
    expect(after).toMatchObject({ version: before.version + 1, origin: 'block' });
    expect(await turningDays(platform, after.id)).toEqual(['2027-01-01', '2027-02-01']);
    const old = textOf(await loadBundle(platform, before.id, '2027-01-15'));
    expect(textOf(await loadBundle(platform, after.id, '2026-12-31'))).toEqual(old);
    expect(textOf(await loadBundle(platform, after.id, '2027-01-01'))).toBe('Happy new year');
    expect(textOf(await loadBundle(platform, after.id, '2027-01-31'))).toBe('Happy new year');
    expect(textOf(await loadBundle(platform, after.id, '2027-02-01'))).toEqual(old);
    await rollOut(platform, { blockId: 'greeting', versionId });
    expect(await releasedVersion(platform, 'shop-invoice')).toMatchObject({ id: after.id });
    const shown = await showBlock(platform, 'greeting');
    expect(shown.versions.map(({ version, state, current, validFrom }) => [version, state, current, validFrom])).toEqual([
      [2, 'released', false, '2027-01-01'],
      [1, 'released', true, undefined],
    ]);
  });

  test('knows who uses it, through other blocks too, and what a change touches', async () => {
    const platform = await released();
    await createBlock(platform, anna, { name: { en: 'Outer' }, body: [{ type: 'block', ref: 'greeting' }] });
    expect((await usedIn(platform, 'greeting', {})).rows).toEqual([
      { kind: 'block', id: 'outer', inDraft: true, inVersion: false, inReleased: false, direct: true },
      { kind: 'template', id: 'shop-invoice', inDraft: false, inVersion: false, inReleased: true, direct: true },
    ]);
    const facts = {
      ...factsForContent(platform),
      communicationsSince: async () => ({ total: 1200, greatest: [{ templateId: 'shop-invoice', composed: 1200 }] }),
    };
    expect(await impactOf(platform, facts, 'greeting')).toMatchObject({
      ...{ templates: 1, blocks: 1, releasedVersions: 1, communicationsAMonth: 1200 },
      greatest: [{ templateId: 'shop-invoice', version: 1 }],
    });
    await expect(usedIn(platform, 'nothing', {})).rejects.toMatchObject({ code: 'content.unknown-block' });
  });
});

test('over HTTP an author submits, compliance approves, and a clerk may do neither', async () => {
  const platform = await released();
  await write(platform, anna, invoice, withSubject('By HTTP'));
  const author = await testApi(platform, [content], ['author']);
  const compliance = await testApi(platform, [content], ['compliance']);
  const review = await author.call(api.reviews.submit, { params: invoice, body: { comment: 'A subject', due: '2026-11-30' } });
  expect(review).toMatchObject({ state: 'open', stage: 'compliance', mayDecide: false, mayNotBecause: 'not-allowed', due: '2026-11-30' });
  expect((await compliance.call(api.reviews.list)).rows).toMatchObject([{ versionId: review.versionId, mayDecide: true }]);
  const decision = { params: { id: review.versionId }, body: { decision: 'approve', comment: 'Fine' } } as const;
  expect(await author.refused(api.reviews.decide, decision)).toMatchObject({ status: 403 });
  expect(await compliance.call(api.reviews.decide, decision)).toMatchObject({
    state: 'released',
    stages: [{ stage: 'compliance', decision: 'approve' }],
  });
  expect((await compliance.call(api.blocks.list, { query: { q: 'greet' } })).rows).toMatchObject([
    { id: 'greeting', version: 1, templates: 1 },
  ]);
  expect(
    await author.call(api.blocks.describe, { params: { id: 'greeting' }, body: { tags: ['polite'], department: 'Sales' } }),
  ).toMatchObject({ tags: ['polite'], department: 'Sales' });
  expect((await author.call(api.blocks.list, { query: { tag: 'polite' } })).rows).toHaveLength(1);
  expect(await author.call(api.blocks.impact, { params: { id: 'greeting' } })).toMatchObject({ templates: 1, communicationsAMonth: 0 });
  const clerk = await testApi(platform, [content], ['clerk']);
  expect(await clerk.refused(api.reviews.takeBack, { params: { id: review.versionId }, body: { comment: 'x' } })).toMatchObject({
    status: 403,
  });
  expect(await compliance.call(api.reviews.withdraw, { params: { id: review.versionId }, body: { reason: 'Stop' } })).toEqual({ runs: [] });
});
