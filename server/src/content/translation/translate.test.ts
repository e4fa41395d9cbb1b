import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, shop } from '../../../test/shop.ts';
import { importDraft } from '../bring-in/import-draft.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { checkDraft } from '../drafts/draft-bundle.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder } from '../index.ts';
import { exportXliff, importXliff, showTranslations } from './translate.ts';

const invoice = { kind: 'template', id: 'shop-invoice' } as const;
const anna = { kind: 'user', id: 'anna', name: 'Anna' } as const;
const agency = (xliff: string, change = (text: string) => text) =>
  xliff.replace(
    /<source([^>]*)>(.*?)<\/source>(?:<target[^>]*>.*?<\/target>)?/gs,
    (_, attributes: string, text: string) => `<source>${text}</source><target${attributes}>${change(text)}</target>`,
  );

async function withShop(): Promise<TestPlatform> {
  const platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
  return platform;
}

test('a language that is new is exported whole, comes back into a draft, and is composed', async () => {
  const platform = await withShop();
  const before = await showTranslations(platform, invoice, 'en');
  expect(before.units.every(({ states }) => states.de === 'current')).toBe(true);
  const file = await exportXliff(platform, invoice, { source: 'en', target: 'pl', all: false });
  const done = await importXliff(
    platform,
    anna,
    invoice,
    agency(file, (text) => text.replace(/^(\p{L})/u, 'PL $1')),
  );
  expect(done).toMatchObject({ target: 'pl', problems: [] });
  const { document, basedOn } = await showDraft(platform, 'template', 'shop-invoice');
  expect(basedOn).toMatchObject({ version: 1 });
  expect(document.languages).toContain('pl');
  const after = await showTranslations(platform, invoice, 'en');
  expect(after.units.filter(({ states }) => states.pl !== 'current')).toEqual([]);
  const { diagnostics } = await checkDraft(platform, 'template', 'shop-invoice');
  expect(diagnostics.filter(({ severity, place }) => severity === 'error' && place.part === 'template')).toEqual([]);
  expect(
    await importXliff(
      platform,
      anna,
      invoice,
      agency(file, (text) => text.replace(/^(\p{L})/u, 'PL $1')),
    ),
  ).toMatchObject({ changed: 0 });
});

test('a changed source makes its translations outdated, and only those are exported', async () => {
  const platform = await withShop();
  const draft = await startDraft(platform, anna, invoice);
  await holdLock(platform, anna, { ...invoice, editor: 'a' });
  const document = { ...draft.document, subject: { ...(draft.document.subject as JsonDocument), en: 'A new subject' } };
  await saveDraft(platform, anna, { ...invoice, document, editor: 'a', ifMatch: '"1"' });
  const { units } = await showTranslations(platform, invoice, 'en');
  expect(units.filter(({ states }) => states.de === 'outdated').map(({ id }) => id)).toEqual(['subject']);
  const file = await exportXliff(platform, invoice, { source: 'en', target: 'de', all: false });
  expect(file.match(/<unit /g)).toHaveLength(1);
  await expect(
    importXliff(
      platform,
      anna,
      invoice,
      agency(file, () => 'Ein neuer Betreff'),
    ),
  ).rejects.toMatchObject({ code: 'content.locked' });
  await expect(importXliff(platform, anna, { kind: 'block', id: 'payment' }, file)).rejects.toMatchObject({ code: 'content.xliff-other' });
});

test('over HTTP: side by side, file out, file in', async () => {
  const platform = await withShop();
  const author = await testApi(platform, [content], ['author']);
  const { bytes } = author;
  const params = { kind: 'block', id: 'terms' } as const;
  const { type, body } = await bytes(api.translations.exporting, { params, query: { source: 'en', target: 'it', all: true } });
  expect(type).toContain('application/xliff+xml');
  expect(body.toString()).toContain('srcLang="en" trgLang="it"');
  expect((await author.call(api.translations.show, { params })).languages).toEqual(expect.arrayContaining(['de', 'en']));
});

test('a file that is brought in becomes a draft that can be edited, with a sample and blocks', async () => {
  const platform = await withShop();
  const text = 'Guten Tag {name},\n\n1. eins\n2. zwei\n[late>\nSie sind zu spät.\n]\n';
  const { id, imported } = await importDraft(platform, anna, {
    name: 'Alter Brief.txt',
    bytes: new TextEncoder().encode(text),
    brand: 'hollyhock',
    language: 'de',
  });
  expect(imported.findings).toEqual([]);
  expect((await showDraft(platform, 'template', id)).document.data).toMatchObject({
    properties: { name: { type: 'string' }, late: { type: 'boolean' } },
  });
  expect(await checkDraft(platform, 'template', id)).toMatchObject({ errors: 0 });
  const again = await importDraft(platform, anna, { name: 'Alter Brief.txt', bytes: new TextEncoder().encode(text), brand: 'hollyhock' });
  expect(again.id).toBe('alter-brief-2');
});
