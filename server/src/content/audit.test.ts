import { randomUUID } from 'node:crypto';
import { api, type Endpoint } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { type TestApi, testApi } from '../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { content, olga, shop } from '../../test/shop.ts';
import { pushFolder } from './index.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Endpoints that change nothing, or whose change is kept otherwise, and how. */
const unaudited: ReadonlyMap<Endpoint, string> = new Map<Endpoint, string>([
  [api.drafts.save, 'every save is a revision with its author, which never changes; the submission names revision and hash'],
  [api.locks.giveBack, 'the lock before it has an entry, and nothing depends on it afterwards'],
  [api.duties.touches, 'keeps nothing'],
  [api.personalData.touches, 'keeps nothing'],
  [api.passages.plan, 'keeps nothing'],
  [api.brands.tryVoice, 'keeps nothing'],
  [api.samples.dataOf, 'keeps nothing'],
]);

/** Endpoints that need more than a template to be called: their entries are looked for in the tests of their own folders. */
const testedElsewhere: ReadonlySet<Endpoint> = new Set<Endpoint>([
  ...Object.values(api.passages),
  ...Object.values(api.proofs),
  ...Object.values(api.translations),
  ...Object.values(api.absences),
  ...Object.values(api.assistant),
  ...Object.values(api.promotion),
  api.samples.addRecords,
  api.assets.upload,
  api.fonts.upload,
  api.reviews.withdraw,
]);

const isChange = ({ method, room, path }: Endpoint): boolean => room === 'content' && method !== 'GET' && path !== '/api/templates/import';

const everyChange: readonly Endpoint[] = Object.values(api)
  .flatMap((room) => Object.values(room) as Endpoint[])
  .filter(isChange);

async function entries(platform: TestPlatform): Promise<readonly string[]> {
  return (await sql<{ action: string }>`select action from platform.audit_entries order by sequence`.execute(platform.db)).rows.map(
    (one) => one.action,
  );
}

test('every change of content by the API leaves an entry in the audit record', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  const author = await testApi(platform, [content]);
  const reviewer = await testApi(platform, [content]);
  const called = new Set<Endpoint>();
  const audited = async <T>(endpoint: Endpoint, action: string, deed: () => Promise<T>): Promise<T> => {
    const before = (await entries(platform)).length;
    const reply = await deed();
    expect((await entries(platform)).slice(before), `${endpoint.method} ${endpoint.path}`).toContain(action);
    called.add(endpoint);
    return reply;
  };
  await story(author, reviewer, version.id, audited);
  const left = everyChange.filter((endpoint) => !called.has(endpoint) && !unaudited.has(endpoint) && !testedElsewhere.has(endpoint));
  expect(left.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

type Audited = <T>(endpoint: Endpoint, action: string, deed: () => Promise<T>) => Promise<T>;

async function story(author: TestApi, reviewer: TestApi, versionId: string, audited: Audited): Promise<void> {
  const invoice = { kind: 'template', id: 'shop-invoice' } as const;
  const { content: templates, drafts, locks, samples, blocks, reviews, comments, suggestions, duties, personalData, restrictions } = api;
  await audited(templates.release, 'content.release', () =>
    reviewer.call(templates.release, { params: { id: versionId }, body: { note: 'x' } }),
  );

  const draft = await audited(drafts.start, 'content.draft-start', () => author.call(drafts.start, { params: invoice, body: {} }));
  await audited(drafts.discard, 'content.draft-discard', () => author.call(drafts.discard, { params: invoice }));
  await author.call(drafts.start, { params: invoice, body: {} });
  await audited(locks.hold, 'content.lock', () => author.call(locks.hold, { params: invoice, body: { editor: 'a' } }));
  const sample = await audited(samples.add, 'content.sample-add', () =>
    author.call(samples.add, { params: { id: invoice.id }, body: { record: { customer: {} } } }),
  );
  await audited(samples.remove, 'content.sample-remove', () =>
    author.call(samples.remove, { params: { id: invoice.id, sample: sample.id } }),
  );
  const comment = await audited(comments.add, 'content.comment', () =>
    author.call(comments.add, { params: invoice, body: { text: 'Shorter?', mentions: [] } }),
  );
  await audited(comments.resolve, 'content.comment-resolve', () =>
    author.call(comments.resolve, { params: { comment: comment.id }, body: { resolved: true } }),
  );

  const id = randomUUID();
  const change = { place: { pointer: '/subject', language: 'en' }, text: 'Invoice', from: 0, to: 7, inserted: 'Bill' };
  const suggested = { id, changes: [change] };
  await audited(suggestions.put, 'content.suggest', () =>
    author.call(suggestions.put, { params: invoice, body: { editor: 'a', suggestions: [suggested] } }),
  );
  await audited(suggestions.decide, 'content.decide-suggestions', () =>
    author.call(suggestions.decide, { params: invoice, body: { editor: 'a', decisions: [{ id, decision: 'withdrawn' }] } }),
  );

  const document = { ...draft.document, subject: 'Another subject' };
  const headers = { 'if-match': '"1"' };
  await author.call(drafts.save, { params: invoice, body: { document, editor: 'a' }, headers });
  const submitted = await audited(reviews.submit, 'content.submit', () =>
    author.call(reviews.submit, { params: invoice, body: { comment: 'A better subject' } }),
  );
  const review = { id: submitted.versionId };
  await audited(reviews.takeBack, 'content.take-back', () => author.call(reviews.takeBack, { params: review, body: { comment: 'Wait' } }));
  const again = await author.call(reviews.submit, { params: invoice, body: { comment: 'Now' } });
  await audited(reviews.decide, 'content.approve', () =>
    reviewer.call(reviews.decide, { params: { id: again.versionId }, body: { decision: 'approve', comment: 'Good' } }),
  );
  await audited(reviews.setStages, 'content.set-stages', () =>
    author.call(reviews.setStages, { params: { class: 'credit' }, body: { stages: ['legal'] } }),
  );
  await audited(reviews.clearStages, 'content.clear-stages', () => author.call(reviews.clearStages, { params: { class: 'credit' } }));

  const name = { en: 'A notice' };
  const sender = { organisation: 'Northlight', address: ['Zürich'] };
  const brand = { name: 'Northlight', sender, form: 'din-b', colors: { brand: '#0b5c8a' }, font: 'figtree' } as const;
  await audited(api.brands.create, 'content.create', () => author.call(api.brands.create, { body: brand }));
  await audited(drafts.createBlock, 'content.create', () => author.call(drafts.createBlock, { body: { name } }));
  await audited(blocks.describe, 'content.block-describe', () =>
    author.call(blocks.describe, { params: { id: 'a-notice' }, body: { department: 'Legal', tags: [] } }),
  );
  await audited(drafts.create, 'content.create', () =>
    author.call(drafts.create, {
      body: {
        name: { en: 'A letter' },
        kind: 'batch',
        purpose: 'service',
        brand: String(draft.document.brand),
        languages: ['en'],
        data: { sample: { a: 1 } },
      },
    }),
  );

  const duty = {
    name: 'Legible',
    source: { law: 'Act' },
    classes: [],
    products: [],
    countries: [],
    channels: ['letter'] as 'letter'[],
    block: 'terms',
  };
  await audited(duties.create, 'content.duty-create', () => author.call(duties.create, { body: { content: duty, reason: 'x' } }));
  await audited(duties.change, 'content.duty-change', () =>
    author.call(duties.change, { params: { id: 'legible' }, body: { version: 1, content: { ...duty, minimumSize: 8 }, reason: 'x' } }),
  );
  await audited(reviews.setReminders, 'content.choose-reminders', () =>
    author.call(reviews.setReminders, { body: { byMail: false, language: 'en' } }),
  );
  const rule = { name: 'Nothing', pattern: 'nothing', sensitivity: 'ordinary', purposes: [] } as const;
  const [named, because] = [{ params: { id: 'nothing' } }, { reason: 'x' }] as const;
  await audited(personalData.create, 'content.data-rule-create', () =>
    author.call(personalData.create, { body: { ...because, content: { ...rule, purposes: [] } } }),
  );
  await audited(personalData.change, 'content.data-rule-change', () =>
    author.call(personalData.change, { ...named, body: { ...because, version: 1, content: { ...rule, purposes: ['service'] } } }),
  );
  await audited(personalData.remove, 'content.data-rule-remove', () =>
    author.call(personalData.remove, { ...named, body: { ...because, version: 2 } }),
  );
  await audited(duties.setFacts, 'content.set-facts', () =>
    author.call(duties.setFacts, { params: { id: invoice.id }, body: { class: 'invoice', products: [], countries: ['DE'] } }),
  );
  const area = await audited(restrictions.set, 'content.set-area', () =>
    author.call(restrictions.set, { body: { kind: 'block', by: 'department', value: 'Legal', roles: ['compliance'], people: [] } }),
  );
  await audited(restrictions.remove, 'content.remove-area', () => author.call(restrictions.remove, { params: { id: area.id } }));
}
