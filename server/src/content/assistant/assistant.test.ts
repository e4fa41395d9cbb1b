import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, shop } from '../../../test/shop.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder } from '../index.ts';
import { addressOf } from './ask-model.ts';
import { placeholderFault } from './placeholders.ts';
import { messagesFor } from './prompt.ts';
import { propose } from './propose.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Asked {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: { readonly model: string; readonly messages: readonly { readonly role: string; readonly content: string }[] };
}

/** A server that speaks the protocol: what it answers is up to the test. */
async function provider(answer: (asked: Asked, response: ServerResponse) => void): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const { authorization } = request.headers;
      const one = { path: request.url, authorization, body: JSON.parse(Buffer.concat(parts).toString()) as Asked['body'] };
      asked.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

const says = (text: string) => (_: Asked, response: ServerResponse) => {
  const reply = { model: 'local-1', choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
};

async function desk(url: string | undefined, seconds = 20): Promise<TestPlatform> {
  const config = { assistantUrl: url, assistantModel: 'local', assistantKey: 'sk-secret', assistantSeconds: seconds };
  const platform = await testPlatform({ rooms: [content], config });
  await pushFolder(platform, olga, shop);
  await startDraft(platform, olga, invoice);
  return platform;
}

const invoice = { kind: 'template', id: 'shop-invoice' } as const;
const shorten = { ...invoice, purpose: 'shorten', text: 'We would like to ask you to pay «1» by «2».', language: 'en' } as const;

/** What was noted of every use, oldest first. */
async function uses(platform: TestPlatform): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await sql<{ content: string }>`select content from platform.audit_entries
    where action = 'content.assist' order by sequence`.execute(platform.db);
  return rows.map(({ content }) => (JSON.parse(content) as { data: Record<string, unknown> }).data);
}

test('a passage goes out as words and placeholders with the tone of the brand, and the use is noted without the text', async () => {
  const { url, asked } = await provider(says('  Please pay «1» by «2».\n'));
  const platform = await desk(url);
  const proposal = await propose(platform, olga, shorten);
  expect(proposal).toMatchObject({ text: 'Please pay «1» by «2».', model: 'local-1', characters: { received: 22 } });
  const [one] = asked;
  expect(one).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer sk-secret', body: { model: 'local', stream: false } });
  expect(one!.body.messages).toMatchObject([{ role: 'system' }, { role: 'user', content: shorten.text }]);
  const [use] = await uses(platform);
  expect(use).toMatchObject({ purpose: 'shorten', model: 'local-1', language: 'en', received: 22, sent: proposal.characters.sent });
  expect(JSON.stringify(use)).not.toMatch(/Please|pay|sk-secret/);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});

test('whatever goes wrong at the provider is told by its reason, and noted as refused', async () => {
  const failures: [(asked: Asked, response: ServerResponse) => void, string, RegExp][] = [
    [(_, r) => void r.writeHead(429, { 'retry-after': '7' }).end('{}'), 'assistant.busy', /429/],
    [(_, r) => void r.writeHead(500).end('oops'), 'assistant.unreachable', /500/],
    [
      (_, r) => void r.writeHead(401).end('{"error":{"message":"Incorrect API key: sk-secret"}}'),
      'assistant.refused',
      /401: Incorrect API key: …/,
    ],
    [(_, r) => void r.writeHead(302, { location: 'http://elsewhere.example/' }).end(), 'assistant.unreachable', /reached/],
    [(_, r) => void r.writeHead(200).end('<html>'), 'assistant.unusable', /not JSON/],
    [(_, r) => void r.writeHead(200).end('{"choices":[]}'), 'assistant.unusable', /no text/],
    [(_, r) => void r.writeHead(200).end(`{"x":"${'x'.repeat(500_000)}"}`), 'assistant.unusable', /more than/],
    [
      (_, r) => void r.writeHead(200).end('{"choices":[{"message":{"content":"Pay «1» by «2» or"},"finish_reason":"length"}]}'),
      'assistant.unusable',
      /cut off/,
    ],
    [says('Please pay «1».'), 'assistant.placeholder-lost', /«2» is missing/],
    [says('Pay «1», «1» by «2».'), 'assistant.placeholder-lost', /more than once/],
    [says('Pay «1» by «2» to «3».'), 'assistant.placeholder-lost', /never asked for/],
  ];
  let next = failures[0]![0];
  const { url } = await provider((asked, response) => next(asked, response));
  const platform = await desk(url);
  for (const [answer, code, message] of failures) {
    next = answer;
    await expect(propose(platform, olga, shorten)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  }
  next = (_, r) => void r.writeHead(429, { 'retry-after': '7' }).end('{}');
  await expect(propose(platform, olga, shorten)).rejects.toMatchObject({ hint: 'Try again in 7 seconds.', data: { retryAfterSeconds: 7 } });
  expect((await uses(platform)).map(({ refused }) => refused)).toEqual([...failures.map(([, code]) => code), 'assistant.busy']);
});

test('a provider that never answers is waited for no longer than configured', async () => {
  const { url } = await provider(() => {});
  const platform = await desk(url, 1);
  await expect(propose(platform, olga, shorten)).rejects.toMatchObject({
    code: 'assistant.unreachable',
    message: expect.stringContaining('within 1 seconds'),
  });
});

test('without a provider nothing is sent, and fields that are no placeholders never are', async () => {
  const { url, asked } = await provider(says('x'));
  const off = await desk(undefined);
  await expect(propose(off, olga, shorten)).rejects.toMatchObject({ code: 'assistant.off' });
  const author = await testApi(off, [content], ['author']);
  expect(await author.call(api.assistant.state)).toEqual({ on: false });

  const on = await desk(url);
  for (const text of ['Dear {{ customer.name }}', 'Dear \ufffc', '«1» and «1»'])
    await expect(propose(on, olga, { ...shorten, text })).rejects.toMatchObject({ code: 'assistant.text-unfit' });
  expect(asked).toEqual([]);
  const [asking, clerk] = [await testApi(on, [content], ['author']), await testApi(on, [content], ['clerk'])];
  expect(await asking.call(api.assistant.state)).toEqual({ on: true, model: 'local', host: new URL(url).host });
  const { kind, id, ...body } = shorten;
  expect(await clerk.refused(api.assistant.propose, { params: { kind, id }, body })).toMatchObject({ status: 403 });
  expect(await asking.refused(api.assistant.propose, { params: { kind, id }, body })).toMatchObject({ code: 'assistant.placeholder-lost' });
});

test('the brand says how to address customers, which words not to use, and which are written so', () => {
  const voice = {
    form: 'Sie',
    avoid: [{ words: 'fristgerecht', better: 'bis zum' }, { words: 'anbei' }],
    terms: ['MeinKonto'],
    longSentence: 18,
  } as const;
  const [system] = messagesFor({ purpose: 'translate', text: 'x', language: 'de', from: 'en' }, voice);
  for (const part of [
    'from English into German',
    '"Sie"',
    'fristgerecht (better: bis zum); anbei',
    'MeinKonto',
    '18 words',
    '«1»',
    'no orders',
  ])
    expect(system!.content).toContain(part);
});

test('a placeholder that is broken, moved or repeated is noticed; one that is moved is fine', () => {
  const sent = 'Dear «1», pay «2».';
  expect(placeholderFault(sent, '«2» is due, «1».')).toBeUndefined();
  expect(placeholderFault(sent, 'Dear «1», pay « 2 ».')).toContain('«2» is missing');
  expect(placeholderFault(sent, 'Dear «1», pay «2», «2 now.')).toContain('broken');
  expect(placeholderFault('No fields', 'He said «yes».')).toBeUndefined();
});

test('the address is completed where it has no version', () => {
  expect(addressOf('http://x/v1/')).toBe('http://x/v1/chat/completions');
  expect(addressOf('http://x')).toBe('http://x/v1/chat/completions');
});
