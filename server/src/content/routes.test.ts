import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../test/api.ts';
import { testPlatform } from '../../test/platform.ts';
import { content, olga, shop, templateId } from '../../test/shop.ts';
import { pushFolder } from './index.ts';

test('templates are listed and shown, previewed in every format, and released by compliance, not by a clerk', async () => {
  const platform = await testPlatform();
  const { version } = await pushFolder(platform, olga, shop);
  const compliance = await testApi(platform, [content], ['compliance']);
  const { rows } = await compliance.call(api.content.templates);
  expect(rows).toMatchObject([
    { id: templateId, name: { de: 'Shop-Rechnung' }, latest: { version: 1, state: 'draft', createdBy: 'Olga' } },
  ]);
  const shown = await compliance.call(api.content.template, { params: { id: templateId } });
  expect(shown.samples).toHaveLength(6);
  expect(shown.formats).toEqual(['pdf', 'email', 'text', 'html', 'sms', 'chat']);
  expect(shown.blocks.find((block) => block.id === 'greeting')).toMatchObject({ version: 1 });

  const preview = (format: 'pdf' | 'email' | 'text' | 'html' | 'sms', query: { sample?: number; language?: string } = {}) =>
    compliance.bytes(api.content.preview, { params: { id: version.id, format }, query });
  const pdf = await preview('pdf');
  expect([pdf.type, pdf.body.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
  const email = JSON.parse((await preview('email', { language: 'de' })).body.toString()) as { subject: string; html: string; text: string };
  expect(email.subject).toMatch(/^Rechnung/);
  expect(email.html).not.toContain('cid:');
  expect(JSON.parse((await preview('sms', { sample: 1 })).body.toString())).toMatchObject({ encoding: 'gsm7', segments: 1 });
  expect(JSON.parse((await preview('html')).body.toString())).toMatchObject({ html: expect.stringContaining('<main') });
  expect(await compliance.refused(api.content.preview, { params: { id: version.id, format: 'pdf' }, query: { sample: 99 } })).toMatchObject(
    { status: 404, code: 'content.no-sample' },
  );
  expect(await compliance.refused(api.content.template, { params: { id: 'nothing' } })).toMatchObject({ code: 'content.unknown-template' });

  const clerk = await testApi(platform, [content], ['clerk']);
  const release = { params: { id: version.id }, body: { note: 'checked' } };
  expect(await clerk.refused(api.content.release, release)).toMatchObject({ status: 403 });
  expect(await compliance.call(api.content.release, release)).toMatchObject({ state: 'released', note: 'checked' });
  expect(await compliance.refused(api.content.release, release)).toMatchObject({ status: 409, code: 'content.not-draft' });
});
