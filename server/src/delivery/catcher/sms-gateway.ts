import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { caughtWithKey, keepCaught } from './store.ts';

const largestRequest = 64 * 1024;

/** An SMS gateway on loopback: `POST /messages` with `{to, from, text}` and the header `Idempotency-Key`; answers 201 `{id}`. */
export async function catchShortMessages(platform: Platform): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(platform, request, response).catch((error: unknown) => {
      platform.log.warn({ err: error }, 'catcher: a short message could not be kept');
      reply(response, 500, { error: 'could not be kept' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/messages') return reply(response, 404, { error: 'POST /messages' });
  const message = await readMessage(request);
  if (message === undefined) return reply(response, 400, { error: 'to and text are needed' });
  const key = request.headers['idempotency-key']?.toString() ?? null;
  const before = key === null ? undefined : await caughtWithKey(platform.db, key);
  if (before !== undefined) return reply(response, 200, { id: before });
  const id = newId();
  const at = platform.clock();
  const objectKey = `caught/${at.toISOString().slice(0, 10)}/${id}.txt`;
  const text = Buffer.from(message.text);
  await platform.objects.put(objectKey, text, { mediaType: 'text/plain; charset=utf-8' });
  await keepCaught(platform.db, {
    id,
    at,
    kind: 'sms',
    sender: message.from,
    recipients: [message.to],
    subject: message.text.slice(0, 100),
    bytes: text.length,
    messageId: id,
    idempotencyKey: key,
    objectKey,
  });
  reply(response, 201, { id });
}

async function readMessage(request: IncomingMessage): Promise<{ to: string; from: string; text: string } | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > largestRequest) return undefined;
    pieces.push(piece);
  }
  try {
    const { to, from, text } = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>;
    if (typeof to !== 'string' || typeof text !== 'string') return undefined;
    return { to, text, from: typeof from === 'string' ? from : '' };
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
