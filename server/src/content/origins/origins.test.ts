import { expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder, releasedVersion, releaseVersion } from '../index.ts';
import { decideReview } from '../review/decide-review.ts';
import { rollOut } from '../review/roll-out.ts';
import { submitDraft } from '../review/submit-draft.ts';
import type { ContentKind } from '../types.ts';
import { originOf } from './origin-of.ts';
import { passagesOf } from './passages-of.ts';

const person = (id: string): Actor => ({ kind: 'user', id, name: id[0]!.toUpperCase() + id.slice(1) });
const [anna, ben] = [person('anna'), person('ben')] as const;
const all = new Set(['content:approve-compliance']);

test('a sentence is followed back to who wrote it, why, who released it and when; one of a folder to who pushed it', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'first');
  const write = async (actor: Actor, place: { kind: ContentKind; id: string }, change: (document: JsonDocument) => JsonDocument) => {
    const draft = await showDraft(platform, place.kind, place.id).catch(() => startDraft(platform, actor, place));
    await holdLock(platform, actor, { ...place, editor: actor.id, takeOver: true });
    await saveDraft(platform, actor, { ...place, document: change(draft.document), editor: actor.id, ifMatch: `"${draft.revision}"` });
  };
  const closing = { kind: 'block', id: 'closing' } as const;
  const saying = (text: string) => (document: JsonDocument) => ({
    ...document,
    body: [{ type: 'paragraph', id: 'n1', text: { en: text, de: `De: ${text}` } }],
    variants: {},
  });
  await write(anna, closing, saying('Not yet so good'));
  await write(ben, closing, saying('With kind regards from {{ customer.name }}, "soon"'));
  await write(anna, closing, (document) => ({
    ...document,
    body: [...(document.body as object[]), { type: 'paragraph', id: 'n2', text: 'PS' }],
  }));
  const versionId = await submitDraft(platform, anna, { ...closing, comment: 'Friendlier' });
  platform.clock.set('2026-11-22T10:00:00Z');
  await decideReview(platform, rita, all, { versionId, decision: 'approve', comment: 'Reads well' });
  await rollOut(platform, { blockId: 'closing', versionId });
  const { id } = (await releasedVersion(platform, 'shop-invoice'))!;
  const passages = await passagesOf(platform, id, '2026-11-22', 'de');
  const ours = passages.find(({ text }) => text.startsWith('De: With kind regards'))!;
  expect(ours).toMatchObject({ kind: 'block', id: 'closing', version: 2, versionId, nodeId: 'n1', field: 'text' });
  expect(await originOf(platform, ours)).toMatchObject({
    since: { version: 2 },
    author: { name: 'Ben', how: 'written' },
    submitted: { by: 'Anna', reason: 'Friendlier' },
    decisions: [{ stage: 'compliance', by: 'Rita', comment: 'Reads well', at: '2026-11-22T10:00:00.000Z' }],
    released: { at: '2026-11-22T10:00:00.000Z' },
  });
  // The template got a successor for the block; its own words are as old as they were.
  const subject = passages.find(({ kind, field }) => kind === 'template' && field === 'subject')!;
  expect(subject.version).toBe(2);
  expect(await originOf(platform, subject)).toMatchObject({
    since: { version: 1 },
    author: { name: 'Olga', how: 'pushed' },
    decisions: [],
    released: { by: 'Rita', note: 'first' },
  });
});
