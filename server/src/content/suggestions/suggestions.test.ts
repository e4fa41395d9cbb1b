import { randomUUID } from 'node:crypto';
import { api, type NodesChange, type SuggestionContent, type WordsChange } from '@posthorn/contract';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { discardDraft } from '../drafts/save-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder, releaseVersion } from '../index.ts';
import { submitDraft } from '../review/submit-draft.ts';
import { decideSuggestions, listSuggestions, putSuggestions } from './keep-suggestions.ts';

vi.setConfig({ testTimeout: 120_000 });

const invoice = { kind: 'template', id: 'shop-invoice' } as const;
const change = (part: Partial<WordsChange> = {}): WordsChange => ({
  place: { pointer: '/body/2', nodeId: 'n3', language: 'en' },
  text: 'Please pay within 14 days.',
  from: 18,
  to: 20,
  inserted: '30',
  ...part,
});
const suggestion = (part: Partial<WordsChange> = {}): SuggestionContent => ({ id: randomUUID(), changes: [change(part)] });

const nodes = (part: Partial<NodesChange> = {}): NodesChange => ({
  place: { pointer: '/body/3', language: 'en' },
  between: ['n3', null],
  gone: [],
  come: [{ type: 'paragraph', text: 'within 30 days' }],
  ...part,
});

test('a lawyer suggests while the author writes; the author decides, and what is open keeps the draft from being submitted', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'x');
  await startDraft(platform, olga, invoice);
  await holdLock(platform, olga, { ...invoice, editor: 'desk' });
  const heard: unknown[] = [];
  const stop = platform.events.listen('content', (news) => void heard.push(news));
  const [first, second] = [suggestion(), suggestion({ from: 0, to: 6, inserted: [{ type: 'text', text: 'Kindly' }] })];
  const lawyer = { ...invoice, editor: 'law' };
  const author = { ...invoice, editor: 'desk' };
  await putSuggestions(platform, rita, { ...lawyer, suggestions: [first, second] });
  await vi.waitFor(() => expect(heard).toContainEqual({ ...invoice, news: 'suggestions', data: { editor: 'law' } }));
  stop();
  const open = new Map((await listSuggestions(platform, 'template', invoice.id)).map((one) => [one.id, one]));
  expect(open.get(first.id)).toMatchObject({ ...first, by: 'Rita', byId: 'rita' });
  expect(open.get(second.id)).toMatchObject({ ...second, by: 'Rita' });

  await expect(decideSuggestions(platform, rita, { ...lawyer, decisions: [{ id: first.id, decision: 'accepted' }] })).rejects.toMatchObject(
    {
      code: 'content.suggestion-not-yours',
    },
  );
  const own = suggestion({ inserted: '21' });
  await putSuggestions(platform, olga, { ...author, suggestions: [own] });
  await expect(putSuggestions(platform, rita, { ...lawyer, suggestions: [own] })).rejects.toMatchObject({
    code: 'content.suggestion-not-yours',
    message: expect.stringContaining('Olga'),
  });
  await expect(submitDraft(platform, olga, { ...invoice, comment: 'x' })).rejects.toMatchObject({
    code: 'content.suggestions-open',
    message: expect.stringContaining('3 suggestions'),
    fields: expect.arrayContaining([{ field: 'n3', message: 'Rita: “14” → “30”' }]),
  });

  // Who writes moves what others suggested along, and may write on in it: then it is told.
  await putSuggestions(platform, olga, {
    ...author,
    suggestions: [{ ...first, changes: [change({ text: `Hello. ${change().text}`, from: 25, to: 27 })] }],
  });
  await putSuggestions(platform, olga, {
    ...author,
    suggestions: [{ ...second, changes: [change({ from: 0, to: 6, inserted: 'Very kindly' })] }],
  });
  const kept = await listSuggestions(platform, 'template', invoice.id);
  const authors = Object.fromEntries(kept.map(({ id, by, changedBy }) => [id, [by, changedBy]]));
  expect(authors).toEqual({ [first.id]: ['Rita', undefined], [second.id]: ['Rita', 'Olga'], [own.id]: ['Olga', undefined] });

  await decideSuggestions(platform, olga, {
    ...author,
    decisions: [
      { id: first.id, decision: 'accepted' },
      { id: own.id, decision: 'withdrawn' },
    ],
  });
  await decideSuggestions(platform, rita, { ...lawyer, decisions: [{ id: second.id, decision: 'withdrawn' }] });
  expect(await listSuggestions(platform, 'template', invoice.id)).toEqual([]);
  await expect(putSuggestions(platform, rita, { ...lawyer, suggestions: [second] })).rejects.toMatchObject({
    code: 'content.suggestion-decided',
  });
  // The author undoes what they accepted.
  await putSuggestions(platform, olga, { ...author, suggestions: [first] });
  expect(await listSuggestions(platform, 'template', invoice.id)).toMatchObject([{ id: first.id, by: 'Rita' }]);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('suggestions end with their draft, and those that say nothing or reach past the text are refused', async () => {
  const platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
  await startDraft(platform, olga, invoice);
  const desk = { ...invoice, editor: 'desk' };
  for (const wrong of [
    suggestion({ to: 90 }),
    suggestion({ from: 20, to: 18 }),
    suggestion({ to: 18, inserted: '' }),
    suggestion({ inserted: [{}] }),
    { ...suggestion(), changes: [nodes({ come: [] })] },
    { ...suggestion(), changes: [nodes({ come: [{}] })] },
    { ...suggestion(), changes: [change(), change({ place: { pointer: '/subject', language: 'de' } })] },
  ])
    await expect(putSuggestions(platform, rita, { ...desk, suggestions: [wrong] })).rejects.toMatchObject({
      code: 'content.suggestion-invalid',
    });
  const one = suggestion();
  await putSuggestions(platform, rita, { ...desk, suggestions: [one] });
  await discardDraft(platform, olga, 'template', invoice.id);
  await expect(listSuggestions(platform, 'template', invoice.id)).rejects.toMatchObject({ code: 'content.no-draft' });
  await startDraft(platform, olga, invoice);
  expect(await listSuggestions(platform, 'template', invoice.id)).toEqual([]);
  await expect(putSuggestions(platform, rita, { ...desk, suggestions: [one] })).rejects.toMatchObject({
    code: 'content.suggestion-decided',
  });
});

test('whole nodes are suggested with the words around them, kept as they are, and named where they keep a draft from being submitted', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'x');
  await startDraft(platform, olga, invoice);
  await holdLock(platform, olga, { ...invoice, editor: 'desk' });
  const divided: SuggestionContent = { id: randomUUID(), changes: [change({ inserted: '' }), nodes()] };
  const replaced: SuggestionContent = {
    id: randomUUID(),
    changes: [nodes({ gone: [{ type: 'table', id: 't' }], come: [{ type: 'line' }] })],
  };
  await putSuggestions(platform, rita, { ...invoice, editor: 'law', suggestions: [divided, replaced] });
  expect(await listSuggestions(platform, 'template', invoice.id)).toEqual(
    expect.arrayContaining([expect.objectContaining(divided), expect.objectContaining(replaced)]),
  );
  // The same, read from the database with its keys in another order, is no change by somebody else.
  await putSuggestions(platform, olga, { ...invoice, editor: 'desk', suggestions: [divided] });
  expect((await listSuggestions(platform, 'template', invoice.id)).map(({ changedBy }) => changedBy)).toEqual([undefined, undefined]);
  await expect(submitDraft(platform, olga, { ...invoice, comment: 'x' })).rejects.toMatchObject({
    fields: expect.arrayContaining([
      { field: 'n3', message: 'Rita: “14” → “”, “” → “within 30 days”' },
      { field: '/body/3', message: 'Rita: “table” → “line”' },
    ]),
  });
});

test('over HTTP compliance suggests, a clerk reads and may not', async () => {
  const platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
  await startDraft(platform, olga, invoice);
  const [compliance, clerk] = [await testApi(platform, [content], ['compliance']), await testApi(platform, [content], ['clerk'])];
  const one = { ...suggestion(), assistant: { purpose: 'shorten', model: 'm' } };
  const body = { editor: 'law', suggestions: [one] };
  await compliance.call(api.suggestions.put, { params: invoice, body });
  expect((await clerk.call(api.suggestions.list, { params: invoice })).rows).toMatchObject([one]);
  expect(await clerk.refused(api.suggestions.put, { params: invoice, body })).toMatchObject({ status: 403 });
  const decisions = [{ id: one.id, decision: 'withdrawn' as const }];
  await compliance.call(api.suggestions.decide, { params: invoice, body: { editor: 'law', decisions } });
  expect((await compliance.call(api.suggestions.list, { params: invoice })).rows).toEqual([]);
});
