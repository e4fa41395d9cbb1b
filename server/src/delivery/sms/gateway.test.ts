import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type SmsSettings, sendShortMessage } from './gateway.ts';

interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A gateway that answers as the test wants; keeps what it was asked. */
async function gateway(answer: (response: ServerResponse) => void): Promise<{ asked: Asked[]; server: Server; settings: SmsSettings }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push({ headers: request.headers, body });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
  const body = '{"to":"{to}","from":"{from}","text":"{text}","ref":"{id}"}';
  return { asked, server, settings: { url, token: 'secret', from: 'Kontor', body, idPath: 'messages.0.id', timeoutMs: 500 } };
}

const message = { id: 'd-1', to: '+4917012345', text: 'Grüße "aus" dem {to} Lager\n& mehr' };

test('a message is posted as the gateway wants it, and its id is kept', async () => {
  const { asked, settings } = await gateway((response) => response.writeHead(201).end('{"messages":[{"id":4711}]}'));
  expect(await sendShortMessage(settings, message)).toEqual({ kind: 'sent', detail: '201 4711', messageId: '4711' });
  expect(JSON.parse(asked[0]!.body)).toEqual({ to: message.to, from: 'Kontor', text: message.text, ref: 'd-1' });
  expect(asked[0]!.headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': 'd-1',
    authorization: 'Bearer secret',
  });
});

test('a form is posted where the gateway wants one', async () => {
  const { asked, settings } = await gateway((response) => response.writeHead(200).end('OK'));
  const outcome = await sendShortMessage({ ...settings, body: 'recipient={to}&message={text}' }, message);
  expect(outcome).toEqual({ kind: 'sent', detail: '200' });
  expect(asked[0]!.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(Object.fromEntries(new URLSearchParams(asked[0]!.body))).toEqual({ recipient: message.to, message: message.text });
});

test.each([
  [400, { kind: 'refused', error: '400 no' }],
  [404, { kind: 'refused', error: '404 no' }],
  [401, { kind: 'deferred', error: '401 no', channelDown: true }],
  [429, { kind: 'deferred', error: '429 no', throttled: true, retryAfterSeconds: 120 }],
  [503, { kind: 'deferred', error: '503 no', channelDown: true }],
  [500, { kind: 'unknown', error: '500 no' }],
  [504, { kind: 'unknown', error: '504 no' }],
])('the answer %i has a clear meaning', async (status, outcome) => {
  const { settings } = await gateway((response) => response.writeHead(status, { 'retry-after': '120' }).end('no'));
  expect(await sendShortMessage(settings, message)).toEqual(outcome);
});

test('no answer, or a connection that breaks, leaves the fate unknown', async () => {
  const silent = await gateway(() => {});
  expect(await sendShortMessage(silent.settings, message)).toMatchObject({ kind: 'unknown' });
  const broken = await gateway((response) => response.socket?.destroy());
  expect(await sendShortMessage(broken.settings, message)).toMatchObject({ kind: 'unknown' });
});

test('a gateway that is not there defers, because nothing was sent', async () => {
  const { server, settings } = await gateway(() => {});
  await new Promise((resolve) => server.close(resolve));
  expect(await sendShortMessage(settings, message)).toMatchObject({ kind: 'deferred', channelDown: true });
});
