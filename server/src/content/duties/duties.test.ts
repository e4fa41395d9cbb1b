import { api, type DutyContent } from '@posthorn/contract';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, importShop, olga, rita, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { findRun, productionRoom, startRun } from '../../production/index.ts';
import { listFailures } from '../../production/store/failures.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { checkDraft, draftBundle } from '../drafts/draft-bundle.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder, releasedVersion, releaseVersion } from '../index.ts';
import { decideReview, releaseScheduled } from '../review/decide-review.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { changeDuty, createDuty } from './change-duty.ts';
import { checkReleased } from './check-released.ts';
import { listDuties, showDuty, touchedBy } from './show-duties.ts';
import { setTemplateFacts, showTemplateDuties } from './template-facts.ts';

vi.setConfig({ testTimeout: 120_000 });

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const [cora, anna] = [person('cora'), person('anna')] as const;
const invoice = { kind: 'template', id: 'shop-invoice' } as const;
const all = new Set(['content:approve-department', 'content:approve-legal', 'content:approve-compliance']);

/** Every letter of the shop closes with its greeting, in ten points, before nothing in particular. */
const closing: DutyContent = {
  name: 'Closing words',
  source: { law: 'BGB', paragraph: '§ 312', link: 'https://www.gesetze-im-internet.de/bgb/__312.html' },
  ...{ classes: ['standard'], products: [], countries: [], channels: ['letter'], block: 'closing', blockVersion: 1, minimumSize: 10 },
};
/** The fine print has eight points. */
const tooLarge: DutyContent = { ...closing, minimumSize: 11 };
const define = (platform: TestPlatform, it: DutyContent = closing) => createDuty(platform, cora, { content: it, reason: 'The law' });

let platform: TestPlatform;
beforeEach(async () => {
  platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop).then(({ version }) => releaseVersion(platform, rita, version.id, 'first'));
});

/** Takes the closing words out of the open draft. */
async function writeWithout(block: string): Promise<void> {
  const draft = await startDraft(platform, anna, invoice);
  await holdLock(platform, anna, { ...invoice, editor: 'a' });
  const body = (draft.document.body as JsonDocument[]).filter((node) => node.ref !== block);
  await saveDraft(platform, anna, { ...invoice, document: { ...draft.document, body }, editor: 'a', ifMatch: '"1"' });
}

describe('while a template is written', () => {
  test('what it lacks is told with its place, and goes to the browser with the bundle', async () => {
    await define(platform);
    await writeWithout('closing');
    const { diagnostics, errors } = await checkDraft(platform, 'template', invoice.id);
    expect(errors).toBe(1);
    expect(diagnostics).toMatchObject([
      {
        code: 'duty.missing',
        place: { part: 'template', pointer: '/body' },
        message: expect.stringContaining('“Closing words” (§ 312 BGB)'),
      },
    ]);
    expect((await draftBundle(platform, invoice)).duties).toMatchObject([
      { id: 'closing-words', block: 'closing', minimumSize: 10, wording: { id: 'closing' } },
    ]);
  });
});

describe('at release', () => {
  test('a draft without it is refused with place and hint, and is released when it is there', async () => {
    await define(platform);
    await writeWithout('closing');
    const refused = submitDraft(platform, anna, { ...invoice, comment: 'Shorter' });
    await expect(refused).rejects.toMatchObject({
      code: 'content.duty-unmet',
      message: expect.stringContaining('asks for the block “closing”, which is not in the letter'),
      hint: 'Put the block in by reference; a copy of its text does not count.',
      fields: [{ field: 'template/body' }],
    });
    await holdLock(platform, anna, { ...invoice, editor: 'a' });
    const draft = await startDraft(platform, anna, invoice).catch(() => undefined);
    expect(draft).toBeUndefined();
  });

  test('letters that come out too small are refused with the sizes', async () => {
    await define(platform, tooLarge);
    await writeWithout('terms');
    await expect(submitDraft(platform, anna, { ...invoice, comment: 'x' })).rejects.toMatchObject({
      code: 'content.duty-unmet',
      message: expect.stringContaining('asks for 11 pt; the block “closing” has 10 pt in the letter'),
    });
  });

  test('a version from a folder is refused too', async () => {
    await define(platform, tooLarge);
    const other = await testPlatform({ rooms: [content] });
    await pushFolder(other, olga, shop);
    await createDuty(other, cora, { content: { ...tooLarge, blockVersion: 1 }, reason: 'x' });
    const { version } = await pushFolder(other, olga, shop);
    await expect(releaseVersion(other, rita, version.id, 'x')).rejects.toMatchObject({ code: 'content.duty-unmet' });
  });

  test('a duty that came after the submission stops the release; a scheduled one goes back to its authors', async () => {
    await writeWithout('terms');
    const versionId = await submitDraft(platform, anna, { ...invoice, comment: 'x' });
    const releaseAt = new Date(platform.clock().getTime() + 60_000);
    await decideReview(platform, rita, all, { versionId, decision: 'approve', comment: 'Good', releaseAt });
    const { version } = await define(platform, { ...closing, block: 'terms', name: 'Terms' });
    expect(version).toBe(1);
    platform.clock.advance(120_000);
    await releaseScheduled(platform);
    expect(await releasedVersion(platform, invoice.id)).toMatchObject({ version: 1 });
    await expect(submitDraft(platform, anna, { ...invoice, comment: 'y' })).rejects.toMatchObject({ code: 'content.duty-unmet' });
  });
});

describe('at composition', () => {
  test('a communication that lacks it is held as a failure with its reason; others go on', async () => {
    const room = productionRoom({
      route: () => () => ({ channel: 'post', code: 'test', text: 'By post' }),
      delivered: () => async () => new Map(),
    });
    const working = await testPlatform({ work: true, rooms: [room, content], logLevel: 'error' });
    await importShop(working, ['2011-12-09']);
    await pushFolder(working, olga, shop).then(({ version }) => releaseVersion(working, rita, version.id, 'first'));
    // After the release: the law came overnight. Credit notes have no terms.
    await createDuty(working, cora, { content: { ...closing, name: 'Terms', block: 'terms', minimumSize: 8 }, reason: 'x' });
    const { id } = await startRun(working, olga, { templateId: invoice.id, selection: { dataset: 'invoices' } });
    await vi.waitFor(async () => expect((await findRun(working.db, id))?.endedAt).toBeTruthy(), { timeout: 60_000, interval: 200 });
    const run = (await findRun(working.db, id))!;
    const failures = await listFailures(working.db, id, { limit: 100 });
    expect(run.composed + run.failed).toBe(run.records);
    expect(run.composed).toBeGreaterThan(30);
    expect(run.failed).toBeGreaterThan(0);
    expect(JSON.stringify(failures)).toContain(
      '“Terms” (§ 312 BGB) asks for the block “terms”, which is not shown in the letter for this record.',
    );
  });
});

describe('the register', () => {
  test('tells which released versions meet a duty, and what a change of the law would touch before it is kept', async () => {
    await define(platform);
    expect((await listDuties(platform)).rows).toMatchObject([{ id: 'closing-words', state: 'holds', met: 0, unmet: 0, unchecked: 1 }]);
    await checkReleased(platform, { dutyId: 'closing-words' });
    expect((await listDuties(platform)).rows).toMatchObject([{ met: 1, unmet: 0, unchecked: 0 }]);

    const touched = await touchedBy(platform, tooLarge);
    expect(touched).toMatchObject({
      total: 1,
      verdicts: [
        { templateId: 'shop-invoice', version: 1, state: 'unmet', findings: [{ code: 'duty.too-small', hint: expect.any(String) }] },
      ],
    });
    expect((await touchedBy(platform, { ...closing, classes: ['credit'] })).total).toBe(0);
    expect((await showDuty(platform, 'closing-words')).history).toHaveLength(1);
  });

  test('a change holds from its day on; until then the version before, and both are kept', async () => {
    await define(platform);
    const changed = { content: { ...tooLarge, validFrom: '2027-01-01' }, reason: 'The new law of 2027', version: 1 };
    const duty = await changeDuty(platform, cora, 'closing-words', changed);
    expect(duty).toMatchObject({ version: 2, state: 'holds' });
    await expect(changeDuty(platform, cora, 'closing-words', changed)).rejects.toMatchObject({ code: 'content.duty-changed' });
    await startDraft(platform, anna, invoice);
    expect((await draftBundle(platform, invoice)).duties).toMatchObject([{ minimumSize: 10 }]);
    // The register looks ahead.
    await checkReleased(platform, { dutyId: 'closing-words' });
    expect(await showDuty(platform, 'closing-words')).toMatchObject({
      history: [{ version: 2 }, { version: 1 }],
      verdicts: [{ state: 'unmet' }],
    });
    platform.clock.set('2027-01-01T00:00:00Z');
    expect((await draftBundle(platform, invoice)).duties).toMatchObject([{ minimumSize: 11 }]);
    // What is submitted today must be right on that day too.
    platform.clock.set('2026-12-01T00:00:00Z');
    await writeAgain();
    await expect(submitDraft(platform, anna, { ...invoice, comment: 'x' })).rejects.toMatchObject({
      code: 'content.duty-unmet',
      data: { day: '2027-01-01' },
    });
  });

  async function writeAgain(): Promise<void> {
    await holdLock(platform, anna, { ...invoice, editor: 'a' });
  }

  test('finds a template by its class, product and country, and customers by theirs', async () => {
    await define(platform, { ...closing, products: ['credit'], countries: ['DE'] });
    const duties = async () => (await showTemplateDuties(platform, invoice.id)).duties.length;
    expect(await duties()).toBe(0);
    const facts = { class: 'standard', products: ['credit'], countries: [], countryField: 'customer.country' };
    await setTemplateFacts(platform, cora, invoice.id, facts);
    expect(await duties()).toBe(1);
    await startDraft(platform, anna, invoice);
    expect((await draftBundle(platform, invoice)).duties).toMatchObject([{ records: { field: 'customer.country', values: ['DE'] } }]);
    await setTemplateFacts(platform, cora, invoice.id, { ...facts, countries: ['AT'] });
    expect(await duties()).toBe(0);
  });

  test('is written by compliance alone, and every change is in the audit', async () => {
    const compliance = await testApi(platform, [content], ['compliance']);
    const author = await testApi(platform, [content], ['author']);
    const body = { content: closing, reason: 'x' };
    expect(await author.refused(api.duties.create, { body })).toMatchObject({ status: 403 });
    expect(await compliance.call(api.duties.create, { body })).toMatchObject({ id: 'closing-words', version: 1 });
    expect(await author.call(api.duties.list)).toMatchObject({ rows: [{ content: { name: 'Closing words' } }] });
    expect(await compliance.refused(api.duties.create, { body })).toMatchObject({ code: 'content.exists' });
    expect(
      await compliance.refused(api.duties.create, { body: { ...body, content: { ...closing, name: 'Other', block: 'nothing' } } }),
    ).toMatchObject({
      code: 'content.unknown-block',
    });
    expect(
      await author.refused(api.duties.setFacts, { params: { id: invoice.id }, body: { class: 'x', products: [], countries: [] } }),
    ).toMatchObject({
      status: 403,
    });
  });
});
