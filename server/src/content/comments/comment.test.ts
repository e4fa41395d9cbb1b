import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { testPlatform } from '../../../test/platform.ts';
import { content, olga, shop } from '../../../test/shop.ts';
import type { Actor } from '../../platform/platform.ts';
import { pushFolder } from '../index.ts';
import { addComment, listComments, resolveComment } from './comment.ts';

const anna: Actor = { kind: 'user', id: 'anna', name: 'Anna' };
const ben: Actor = { kind: 'user', id: 'ben', name: 'Ben' };
const invoice = { kind: 'template', id: 'shop-invoice' } as const;

test('a passage is commented on, answered, resolved, and opened again by an answer', async () => {
  const platform = await testPlatform();
  await pushFolder(platform, olga, shop);
  const anchor = { nodeId: 'n3', quote: 'within 14 days', language: 'en' };
  const first = await addComment(platform, anna, invoice, { text: 'Really 14? @ben', mentions: ['ben'], anchor });
  const whole = await addComment(platform, ben, invoice, { text: 'Nice letter' });
  const answered = await addComment(platform, ben, invoice, { text: 'Yes', replyTo: first.id });
  expect(answered).toMatchObject({
    id: first.id,
    anchor,
    mentions: ['ben'],
    by: 'Anna',
    byId: 'anna',
    replies: [{ text: 'Yes', by: 'Ben' }],
  });
  await resolveComment(platform, ben, first.id, true);
  expect(await listComments(platform, 'template', invoice.id)).toMatchObject([
    { id: first.id, resolvedBy: 'Ben' },
    { id: whole.id, replies: [] },
  ]);
  await addComment(platform, anna, invoice, { text: 'Law says 30', replyTo: answered.replies[0]!.id });
  const [open] = await listComments(platform, 'template', invoice.id);
  expect(open!.replies.map(({ text }) => text)).toEqual(['Yes', 'Law says 30']);
  expect(open).not.toHaveProperty('resolvedAt');
  await expect(addComment(platform, anna, { kind: 'block', id: 'greeting' }, { text: 'x', replyTo: first.id })).rejects.toMatchObject({
    code: 'content.unknown-comment',
  });
  await expect(addComment(platform, anna, { kind: 'block', id: 'nothing' }, { text: 'x' })).rejects.toMatchObject({
    code: 'content.unknown-block',
  });
  await expect(resolveComment(platform, anna, open!.replies[0]!.id, true)).rejects.toMatchObject({ code: 'content.unknown-comment' });
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('over HTTP a clerk comments and two versions are compared', async () => {
  const platform = await testPlatform();
  const { version } = await pushFolder(platform, olga, shop);
  const clerk = await testApi(platform, [content], ['clerk']);
  const comment = await clerk.call(api.comments.add, { params: invoice, body: { text: 'Please check' } });
  expect((await clerk.call(api.comments.list, { params: invoice })).rows).toEqual([comment]);
  await clerk.call(api.comments.resolve, { params: { comment: comment.id }, body: { resolved: true } });
  expect((await clerk.call(api.comments.list, { params: invoice })).rows[0]).toMatchObject({ resolvedBy: 'test' });
  const author = await testApi(platform, [content], ['author']);
  const draft = await author.call(api.drafts.start, { params: invoice, body: {} });
  await author.call(api.locks.hold, { params: invoice, body: { editor: 'a' } });
  const document = { ...draft.document, subject: 'Reminder' };
  await author.call(api.drafts.save, { params: invoice, body: { document, editor: 'a' }, headers: { 'if-match': '"1"' } });
  const comparison = await author.call(api.comparing.compare, { params: invoice, query: { from: version.id, to: 'draft' } });
  expect(comparison).toMatchObject({ counts: { added: 0, removed: 0, changed: 1, moved: 0 }, nodes: [{ nodeId: '', change: 'changed' }] });
  expect(comparison.nodes[0]!.texts.every(({ field }) => field === 'subject')).toBe(true);
});
