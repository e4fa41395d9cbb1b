import { expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import { createUser } from '../../platform/auth/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { findVersion, pushFolder, releaseVersion } from '../index.ts';
import { decideReview } from '../review/decide-review.ts';
import { countDueReviews, remindOfReviews } from '../review/remind.ts';
import { showReview, showReviews } from '../review/show-reviews.ts';
import { setStages } from '../review/stages.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { addAbsence, endAbsence, listAbsences, listColleagues } from './keep-absences.ts';
import { standInsOf } from './stand-in.ts';

const place = { kind: 'template', id: 'shop-invoice' } as const;

async function person(platform: TestPlatform, name: string, role: 'author' | 'clerk' | 'compliance'): Promise<Actor> {
  const { user } = await createUser(platform, olga, { email: `${name}@example.com`, name, roles: [role] });
  return { kind: 'user', id: user.id, name };
}

/** The example released, and a change of it by somebody, in review. */
async function inReview(due?: string) {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'first');
  const [anna, carl, conny] = [
    await person(platform, 'Anna', 'author'),
    await person(platform, 'Carl', 'clerk'),
    await person(platform, 'Conny', 'compliance'),
  ];
  const submit = async (author: Actor, subject: string) => {
    const draft = await startDraft(platform, author, place);
    await holdLock(platform, author, { ...place, editor: 'x' });
    await saveDraft(platform, author, { ...place, document: { ...draft.document, subject }, editor: 'x', ifMatch: `"${draft.revision}"` });
    return await submitDraft(platform, author, { ...place, comment: subject, ...(due ? { due } : {}) });
  };
  const decide = (actor: Actor, versionId: string, own: readonly string[] = []) =>
    decideReview(platform, actor, new Set(own), { versionId, decision: 'approve', comment: 'Good' });
  const viewer = async (actor: Actor, own: readonly string[] = []) => ({
    actor,
    permissions: new Set(own),
    standIns: await standInsOf(platform, actor),
  });
  return { platform, anna, carl, conny, submit, decide, viewer };
}

test('somebody decides in the place of who is away, on those days, and it is written down', async () => {
  const { platform, anna, carl, conny, submit, decide, viewer } = await inReview();
  const versionId = await submit(anna, 'From Anna');
  await expect(decide(carl, versionId)).rejects.toMatchObject({ code: 'auth.not-allowed' });
  expect((await listColleagues(platform, conny)).map(({ name }) => name)).toEqual(['Anna', 'Carl']);
  await addAbsence(platform, conny, { deputy: carl.id, from: '2026-11-22', until: '2026-11-30' });
  await expect(decide(carl, versionId), 'not before the first day').rejects.toMatchObject({ code: 'auth.not-allowed' });
  expect((await showReviews(platform, await viewer(carl), { mine: true })).rows).toEqual([]);
  platform.clock.set('2026-11-22T09:00:00Z');
  expect((await showReviews(platform, await viewer(carl), { mine: true })).rows).toMatchObject([{ versionId, insteadOf: 'Conny' }]);
  await decide(carl, versionId);
  expect((await findVersion(platform, versionId)).state).toBe('released');
  const shown = await showReview(platform, await viewer(carl), versionId);
  expect(shown.stages).toMatchObject([{ by: 'Carl', insteadOf: 'Conny' }]);
  platform.clock.set('2026-12-01T09:00:00Z');
  expect(await standInsOf(platform, carl)).toEqual([]);
});

test('four eyes hold for who stands in: not for one’s own change, not for that of who is away, and no second stage', async () => {
  const { platform, anna, carl, conny, submit, decide, viewer } = await inReview();
  await addAbsence(platform, conny, { deputy: anna.id, from: '2026-11-21', until: '2026-11-30' });
  await addAbsence(platform, conny, { deputy: carl.id, from: '2026-11-21', until: '2026-11-30' });
  const own = await submit(anna, 'From Anna');
  await expect(decide(anna, own)).rejects.toMatchObject({ code: 'content.own-change' });
  await decide(carl, own);
  const theirs = await submit(conny, 'From Conny');
  await expect(decide(carl, theirs), 'Conny might not release it either').rejects.toMatchObject({ code: 'auth.not-allowed' });
  expect((await showReviews(platform, await viewer(carl), { mine: true })).rows).toEqual([]);
  await decide(rita, theirs, ['content:approve-compliance']);
  await setStages(platform, rita, 'standard', { stages: ['department', 'compliance'] });
  const staged = await submit(anna, 'In two stages');
  await decide(carl, staged);
  await expect(decide(carl, staged)).rejects.toMatchObject({ code: 'content.decided-before' });
  await expect(decide(conny, staged, ['content:approve-compliance']), 'it was decided in their name').rejects.toMatchObject({
    code: 'content.decided-before',
  });
});

test('an absence is ended by who is away, not by who stands in', async () => {
  const { platform, carl, conny } = await inReview();
  const { id } = await addAbsence(platform, conny, { deputy: carl.id, from: '2026-11-21', until: '2026-11-30' });
  expect(await listAbsences(platform, carl, new Set())).toMatchObject([{ user: { name: 'Conny' }, deputy: { name: 'Carl' }, now: true }]);
  await expect(endAbsence(platform, carl, new Set(), id)).rejects.toMatchObject({ code: 'auth.not-allowed' });
  await endAbsence(platform, conny, new Set(), id);
  expect(await listAbsences(platform, conny, new Set())).toEqual([]);
  await expect(addAbsence(platform, conny, { deputy: carl.id, from: '2026-11-30', until: '2026-11-21' })).rejects.toMatchObject({
    code: 'content.window-invalid',
  });
  await expect(addAbsence(platform, conny, { deputy: conny.id, from: '2026-11-21', until: '2026-11-30' })).rejects.toMatchObject({
    code: 'content.unknown-deputy',
  });
});

test('people are reminded of what is due from the day before on, once a day', async () => {
  const { platform, anna, submit, viewer } = await inReview('2026-11-23');
  const versionId = await submit(anna, 'From Anna');
  const reminded = async () => {
    await remindOfReviews(platform);
    return (await showReview(platform, await viewer(anna), versionId)).remindedOn;
  };
  expect(await reminded()).toBeUndefined();
  expect(await countDueReviews(platform)).toBe(0);
  platform.clock.set('2026-11-22T08:00:00Z');
  expect(await reminded()).toBe('2026-11-22');
  expect(await reminded()).toBe('2026-11-22');
  platform.clock.set('2026-11-25T08:00:00Z');
  expect(await reminded()).toBe('2026-11-25');
  expect(await countDueReviews(platform)).toBe(1);
});
