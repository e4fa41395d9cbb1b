import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, type DataRuleContent } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, importShop, olga, rita, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { factsForContent, findRun, productionRoom, startRun } from '../../production/index.ts';
import { listFailures } from '../../production/store/failures.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { checkDraft, draftBundle } from '../drafts/draft-bundle.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { compareFolder, pushFolder, releaseVersion } from '../index.ts';
import { decideReview, releaseScheduled } from '../review/decide-review.ts';
import { rollOut } from '../review/roll-out.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { dataRules } from '../store/personal-data.ts';
import { reviewOf } from '../store/reviews.ts';
import { releasedVersionRow } from '../store.ts';
import { changeRule, createRule, removeRule } from './change-rule.ts';
import { dataOfCommunication } from './data-of-communication.ts';
import { showRegister, showUsers, touchedByRule } from './show-register.ts';
import { findUses } from './uses-of-version.ts';

vi.setConfig({ testTimeout: 120_000 });

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const [cora, anna] = [person('cora'), person('anna')] as const;
const invoice = { kind: 'template', id: 'shop-invoice' } as const;

/** The shop's invoices are for the contract; a name may only be used in advertising, which is absurd and easily refused. */
const secret: DataRuleContent = {
  ...{ name: 'Name of the customer', pattern: 'customer.name', sensitivity: 'confidential', purposes: ['advertising'] },
};
const keep = (platform: TestPlatform, it: DataRuleContent = secret) => createRule(platform, cora, { content: it, reason: 'GDPR' });
const register = (platform: TestPlatform) => showRegister(platform, factsForContent(platform));

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop).then(({ version }) => releaseVersion(platform, rita, version.id, 'first'));
});
afterEach(async () => {
  for (const { id, version } of await dataRules(platform.db)) await removeRule(platform, cora, id, { version, reason: 'The next test' });
});

/** The example's folder with another sentence. */
async function changedShop(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-personal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(shop, folder, { recursive: true, filter: (source) => !source.endsWith('/data') });
  const path = join(folder, 'template.json');
  const template = JSON.parse(await readFile(path, 'utf8')) as { body: object[] };
  await writeFile(path, JSON.stringify({ ...template, body: [...template.body, { type: 'paragraph', text: 'Goodbye' }] }));
  return folder;
}

describe('a use of personal data for another purpose', () => {
  test('sends a scheduled release back to its authors, and keeps no other one waiting', async () => {
    const own = await testPlatform({ rooms: [content] });
    await pushFolder(own, olga, shop).then(({ version }) => releaseVersion(own, rita, version.id, 'first'));
    const releaseAt = new Date(own.clock().getTime() + 60_000);
    const submitted: string[] = [];
    for (const it of [invoice, { kind: 'block', id: 'closing' }] as const) {
      const { document } = await startDraft(own, anna, it);
      await holdLock(own, anna, { ...it, editor: 'a' });
      const body = [...(document.body as JsonDocument[]), { type: 'paragraph', text: { en: 'Goodbye', de: 'Tschüss' } }];
      await saveDraft(own, anna, { ...it, document: { ...document, body }, editor: 'a', ifMatch: '"1"' });
      const versionId = await submitDraft(own, anna, { ...it, comment: 'x' });
      const may = new Set(['content:approve-compliance']);
      await decideReview(own, rita, may, { versionId, decision: 'approve', comment: 'Good', releaseAt });
      submitted.push(versionId);
    }
    await keep(own);
    own.clock.advance(120_000);
    await releaseScheduled(own);
    const states = await Promise.all(submitted.map(async (versionId) => (await reviewOf(own.db, versionId))?.state));
    expect(states).toEqual(['returned', 'released']);
  });

  test('is told while one writes, with its place, and is refused when it is submitted', async () => {
    const draft = await startDraft(platform, anna, invoice);
    expect((await checkDraft(platform, 'template', invoice.id)).errors).toBe(0);
    const { id } = await keep(platform);
    const { diagnostics, errors } = await checkDraft(platform, 'template', invoice.id);
    expect(errors).toBeGreaterThan(0);
    expect(diagnostics[0]).toMatchObject({
      code: 'attribute.not-allowed',
      message: expect.stringContaining('“customer.name” (Name of the customer) is confidential and may be used only for advertising'),
      place: { pointer: expect.stringMatching(/^\//) },
    });
    expect((await draftBundle(platform, invoice)).attributeRules).toMatchObject([{ pattern: 'customer.name', purposes: ['advertising'] }]);
    await holdLock(platform, anna, { ...invoice, editor: 'a' });
    const body = [...(draft.document.body as JsonDocument[]), { type: 'paragraph', text: { en: 'Goodbye', de: 'Tschüss' } }];
    await saveDraft(platform, anna, { ...invoice, document: { ...draft.document, body }, editor: 'a', ifMatch: '"1"' });
    await expect(submitDraft(platform, anna, { ...invoice, comment: 'x' })).rejects.toMatchObject({
      code: 'content.attribute-not-allowed',
      fields: expect.arrayContaining([expect.objectContaining({ field: expect.stringContaining('/') })]),
    });
    await removeRule(platform, cora, id, { version: 1, reason: 'An error' });
    expect(await submitDraft(platform, anna, { ...invoice, comment: 'x' })).toEqual(expect.any(String));
  });

  test('is refused at release and when a folder is compared', async () => {
    await keep(platform);
    const { version } = await pushFolder(platform, olga, await changedShop());
    await expect(releaseVersion(platform, rita, version.id, 'x')).rejects.toMatchObject({ code: 'content.attribute-not-allowed' });
    expect((await compareFolder(platform, shop)).obstacles[0]).toMatchObject({ code: 'attribute.not-allowed' });
  });

  test('holds a communication as a failure with the place, only on the channels that show it; then it tells which data it used', async () => {
    let turn = 0;
    const room = productionRoom({
      route: () => () => ({ channel: turn++ % 2 === 0 ? 'sms' : 'post', code: 'test', text: 'In turns' }),
      delivered: () => async () => new Map(),
    });
    const working = await testPlatform({ work: true, rooms: [room, content], logLevel: 'error' });
    await importShop(working, ['2011-12-09']);
    await pushFolder(working, olga, shop).then(({ version }) => releaseVersion(working, rita, version.id, 'first'));
    // After the release: somebody found out. Only letters show the address.
    await keep(working, { ...secret, name: 'Address', pattern: 'customer.address', purposes: [] });
    const { id } = await startRun(working, olga, { templateId: invoice.id, selection: { dataset: 'invoices', limit: 16 } });
    await vi.waitFor(async () => expect((await findRun(working.db, id))?.endedAt).toBeTruthy(), { timeout: 60_000, interval: 200 });
    const run = (await findRun(working.db, id))!;
    const failures = await listFailures(working.db, id, { limit: 500 });
    expect(run.failed).toBeGreaterThan(0);
    expect(run.composed).toBeGreaterThan(0);
    expect(run.composed + run.failed).toBe(run.records);
    expect(JSON.stringify(failures)).toContain('“customer.address” (Address) is confidential and may be used for no communication');

    const versionId = (await releasedVersionRow(working.db, invoice.id))!.id;
    const made = { versionId, language: 'en', at: working.clock(), record: { customer: { name: 'Anna' }, lines: [{ amount: '' }] } };
    const used = await dataOfCommunication(working, { ...made, channels: ['letter'] });
    expect(used[0]).toMatchObject({ path: 'customer.address', name: 'Address', sensitivity: 'confidential', inRecord: false });
    expect(used.find(({ path }) => path === 'customer.name')).toMatchObject({ inRecord: true, places: expect.any(Array) });
    const byMail = await dataOfCommunication(working, { ...made, channels: ['sms'] });
    expect(byMail.map(({ path }) => path)).not.toContain('customer.address');
  });
});

describe('the register', () => {
  test('lists what nobody has classified first, with where it is used, and what a rule would touch before it is kept', async () => {
    const { attributes, rules, unchecked } = await register(platform);
    expect([rules, unchecked]).toEqual([[], 0]);
    expect(attributes.find(({ path }) => path === 'customer.name')).toMatchObject({ templates: 1, refused: 0 });
    expect(await touchedByRule(platform, factsForContent(platform), { content: { ...secret, pattern: 'customer.n*me' } as never })).toEqual(
      {
        ...{ attributes: [], refused: [] },
      },
    );
    expect(await touchedByRule(platform, factsForContent(platform), { content: secret })).toMatchObject({
      attributes: ['customer.name'],
      refused: [{ templateId: invoice.id, attribute: 'customer.name' }],
    });
    await keep(platform);
    const after = await register(platform);
    expect(after.rules).toMatchObject([{ id: 'name-of-the-customer', attributes: 1 }]);
    expect(after.attributes[0]).not.toHaveProperty('rule');
    expect(after.attributes.at(-1)).toMatchObject({ path: 'customer.name', refused: 1, rule: { sensitivity: 'confidential' } });
    const { rows } = await showUsers(platform, factsForContent(platform), 'customer.name');
    expect(rows).toMatchObject([
      { templateId: invoice.id, allowed: false, places: [{ part: expect.any(String) }, ...rows[0]!.places.slice(1)] },
    ]);
  });

  test('keeps every version of a rule, refuses changes from an old one, and wants the basis of what is special', async () => {
    const born = { ...secret, name: 'Born' };
    const { id } = await keep(platform, born);
    const special: DataRuleContent = { ...born, sensitivity: 'special' };
    const change = { content: special, reason: 'x', version: 1 };
    await expect(changeRule(platform, cora, id, change)).rejects.toMatchObject({ code: 'content.data-rule-invalid' });
    const changed = await changeRule(platform, cora, id, { ...change, content: { ...special, basis: 'Art. 9 (2) (a)' } });
    expect(changed).toMatchObject({ version: 2, content: { basis: 'Art. 9 (2) (a)' } });
    await expect(changeRule(platform, cora, id, change)).rejects.toMatchObject({ code: 'content.data-rule-changed' });
    await removeRule(platform, cora, id, { version: 2, reason: 'Not needed' });
    await expect(changeRule(platform, cora, id, { ...change, version: 3 })).rejects.toMatchObject({ code: 'content.unknown-data-rule' });
    expect(await keep(platform, born)).toMatchObject({ id, version: 4 });
  });

  test('is written by compliance alone', async () => {
    const compliance = await testApi(platform, [content], ['compliance']);
    const author = await testApi(platform, [content], ['author']);
    const body = { content: { ...secret, name: 'By the API' }, reason: 'x' };
    expect(await author.refused(api.personalData.create, { body })).toMatchObject({ status: 403 });
    expect(await compliance.call(api.personalData.create, { body })).toMatchObject({ id: 'by-the-api', version: 1 });
    expect(await author.call(api.personalData.register)).toMatchObject({ rules: [{ content: { pattern: 'customer.name' } }] });
    expect(await author.call(api.personalData.usedIn, { params: { path: 'customer.name' } })).toMatchObject({ rows: [{ version: 1 }] });
    const odd = { ...body, content: { ...secret, pattern: 'customer..name' } };
    expect(await compliance.refused(api.personalData.create, { body: odd })).toMatchObject({ status: 400 });
  });

  test('knows of a wording that begins later on the day on which it begins', async () => {
    const greeting = { kind: 'block', id: 'greeting' } as const;
    const { document } = await startDraft(platform, anna, greeting);
    await holdLock(platform, anna, { ...greeting, editor: 'a' });
    const later = { ...document, body: [{ type: 'paragraph', id: 'n1', text: 'To {{ customer.number }}' }], variants: {} };
    await saveDraft(platform, anna, { ...greeting, document: later, editor: 'a', ifMatch: '"1"' });
    const blockVersion = await submitDraft(platform, anna, { ...greeting, comment: 'x', validFrom: '2027-01-01' });
    const may = new Set(['content:approve-compliance']);
    await decideReview(platform, rita, may, { versionId: blockVersion, decision: 'approve', comment: 'Good' });
    await rollOut(platform, { blockId: 'greeting', versionId: blockVersion });
    await findUses(platform, (await releasedVersionRow(platform.db, invoice.id))!.id, '2026-11-21');
    const users = async () => (await showUsers(platform, factsForContent(platform), 'customer.number')).rows;
    const inGreeting = async () => (await users()).flatMap(({ places }) => places).filter(({ id }) => id === 'greeting');
    expect(await inGreeting()).toEqual([]);
    platform.clock.set('2027-01-01T00:00:00Z');
    expect(await inGreeting()).toMatchObject([{ part: 'block' }]);
    platform.clock.set('2026-11-21T12:00:00Z');
  });

  test('is there even where what a version uses cannot be found', async () => {
    const { id } = (await releasedVersionRow(platform.db, invoice.id))!;
    await sql`delete from content.attribute_uses where version_id = ${id}`.execute(platform.db);
    const objects = { ...platform.objects, get: () => Promise.reject(new Error('The disk is gone.')) };
    expect(await showRegister({ ...platform, objects }, factsForContent(platform))).toMatchObject({ unchecked: 1 });
    expect(await register(platform)).toMatchObject({ unchecked: 0 });
  });
});
