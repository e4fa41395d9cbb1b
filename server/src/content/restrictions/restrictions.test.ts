import { api } from '@posthorn/contract';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import { createUser } from '../../platform/auth/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { createBlock } from '../drafts/create-content.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { discardDraft, saveDraft } from '../drafts/save-draft.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder, releaseVersion } from '../index.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { lockedChanges } from './locked.ts';
import { removeArea, setArea } from './set-areas.ts';

vi.setConfig({ testTimeout: 90_000 });

const p = (id: string, more: object = {}): JsonDocument => ({ type: 'paragraph', id, text: id, ...more });
const invoice = { kind: 'template', id: 'shop-invoice' } as const;

describe('a locked passage', () => {
  const law = p('law', { locked: true });
  const letter = (body: readonly object[]) => ({ kind: 'template', body });

  test('stays what it is while everything beside it changes', () => {
    expect(lockedChanges(letter([p('a'), law]), letter([p('b'), p('c'), law, p('d')]))).toEqual([]);
  });

  test('is neither altered, nor taken away, nor unlocked, nor put there', () => {
    expect(lockedChanges(letter([law]), letter([{ ...law, text: 'other' }]))).toHaveLength(2);
    expect(lockedChanges(letter([law]), letter([]))).toMatchObject([{ id: 'law' }]);
    expect(lockedChanges(letter([law]), letter([p('law')]))).toMatchObject([{ id: 'law' }]);
    expect(lockedChanges(letter([]), letter([law]))).toMatchObject([{ id: 'law' }]);
  });

  test('is not hidden by what is put around it, nor by a change of the condition that it stands in', () => {
    // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
    const under = (condition: string) => letter([{ type: 'if', id: 'i', condition, then: [law, p('more')] }]);
    expect(lockedChanges(letter([law]), under('false'))).not.toEqual([]);
    expect(lockedChanges(under('a'), under('b'))).not.toEqual([]);
    expect(lockedChanges(letter([law]), { kind: 'template', body: [], email: { body: [law] } })).not.toEqual([]);
  });
});

describe('on the server', () => {
  let platform: TestPlatform;
  let anna: Actor;
  let cora: Actor;
  beforeEach(async () => {
    platform = await testPlatform({ rooms: [content] });
    await pushFolder(platform, olga, shop).then(({ version }) => releaseVersion(platform, rita, version.id, 'first'));
    const person = async (name: string, role: 'author' | 'compliance'): Promise<Actor> => {
      const { user } = await createUser(platform, olga, { email: `${name}@posthorn.example`, name, roles: [role] });
      return { kind: 'user', id: user.id, name };
    };
    anna = await person('anna', 'author');
    cora = await person('cora', 'compliance');
  });

  const write = async (actor: Actor, change: (body: JsonDocument[]) => JsonDocument[]) => {
    const draft = await showDraft(platform, 'template', invoice.id).catch(() => startDraft(platform, actor, invoice));
    await holdLock(platform, actor, { ...invoice, editor: actor.id, takeOver: true });
    const document = { ...draft.document, body: change(draft.document.body as JsonDocument[]) };
    return await saveDraft(platform, actor, { ...invoice, document, editor: actor.id, ifMatch: `"${draft.revision}"` });
  };
  const locks = (body: JsonDocument[]) => body.map((node) => (node.ref === 'terms' ? { ...node, locked: true } : node));

  test('a save that alters a locked passage is refused for authors, and nothing is saved', async () => {
    await write(cora, locks);
    const id = ((await showDraft(platform, 'template', invoice.id)).document.body as JsonDocument[]).find(({ locked }) => locked)!.id;
    await write(anna, (body) => [p('new'), ...body]);
    const without = write(anna, (body) => body.filter(({ locked }) => locked !== true));
    await expect(without).rejects.toMatchObject({ code: 'content.passage-locked', data: { nodeIds: [id] }, fields: [{ field: id }] });
    expect((await showDraft(platform, 'template', invoice.id)).revision).toBe(3);
    await write(cora, (body) => body.filter(({ locked }) => locked !== true));
    // Nor may an author lock anything, so that nobody else can write there.
    await expect(write(anna, (body) => body.map((node, i) => (i === 0 ? { ...node, locked: true } : node)))).rejects.toMatchObject({
      code: 'content.passage-locked',
    });
  });

  test('what is in an area is written by those who may, by whatever way; everybody else is told who', async () => {
    const area = await setArea(platform, olga, { kind: 'template', by: 'class', value: 'standard', roles: ['compliance'], people: [] });
    await expect(startDraft(platform, anna, invoice)).rejects.toMatchObject({
      code: 'content.area-restricted',
      message: expect.stringContaining('class "standard"'),
    });
    await write(cora, (body) => [p('new'), ...body]);
    await expect(write(anna, (body) => [p('hers'), ...body])).rejects.toMatchObject({ code: 'content.area-restricted' });
    await expect(discardDraft(platform, anna, 'template', invoice.id)).rejects.toMatchObject({ code: 'content.area-restricted' });
    await expect(submitDraft(platform, anna, { ...invoice, comment: 'x' })).rejects.toMatchObject({ code: 'content.area-restricted' });
    await setArea(platform, olga, { kind: 'template', by: 'class', value: 'standard', roles: ['compliance'], people: [anna.id] });
    await write(anna, (body) => [p('hers'), ...body]);
    await removeArea(platform, olga, area.id);
  });

  test('areas of departments and of ids that begin alike hold for blocks, new ones too', async () => {
    await setArea(platform, olga, { kind: 'block', by: 'department', value: 'Legal', roles: ['compliance'], people: [] });
    await setArea(platform, olga, { kind: 'block', by: 'folder', value: 'law-', roles: [], people: [cora.id] });
    const block = (actor: Actor, id: string, department?: string) =>
      createBlock(platform, actor, { id, name: { en: id }, ...(department ? { department } : {}) });
    await expect(block(anna, 'notice', 'Legal')).rejects.toMatchObject({ code: 'content.area-restricted' });
    await expect(block(anna, 'law-notice')).rejects.toMatchObject({ code: 'content.area-restricted' });
    await block(anna, 'notice', 'Sales');
    await block(cora, 'law-notice', 'Legal');
    await expect(setArea(platform, olga, { kind: 'brand', by: 'class', value: 'x', roles: [], people: [] })).rejects.toMatchObject({
      code: 'content.area-unknown',
    });
  });

  test('areas are set by administrators alone', async () => {
    const author = await testApi(platform, [content], ['author']);
    const body = { kind: 'template', by: 'folder', value: 'a', roles: [], people: [] } as const;
    expect(await author.refused(api.restrictions.set, { body: { ...body, roles: [], people: [] } })).toMatchObject({ status: 403 });
    const administrator = await testApi(platform, [content]);
    const { id } = await administrator.call(api.restrictions.set, { body: { ...body, roles: [], people: [] } });
    expect((await author.call(api.restrictions.list)).rows).toMatchObject([{ id, value: 'a' }]);
    await administrator.call(api.restrictions.remove, { params: { id } });
    expect((await author.call(api.restrictions.list)).rows).toEqual([]);
  });
});
