import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sends one server-sent event. */
export type SendEvent = (event: string, data: object) => void;

/** Proxies and browsers close connections on which nothing comes. */
const heartbeatMilliseconds = 15_000;

/**
 * Answers with server-sent events until the browser goes away. What the browser cannot take fast enough is dropped: each event
 * must be worth something without the ones before it.
 * @param begin starts sending and returns how to stop
 */
export async function eventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  begin: (send: SendEvent) => Promise<() => void> | (() => void),
): Promise<FastifyReply> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 2000\n\n');
  const send: SendEvent = (event, data) => {
    if (!raw.writableEnded && raw.writableLength < 1_000_000) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const heartbeat = setInterval(() => raw.write(': \n\n'), heartbeatMilliseconds);
  heartbeat.unref();
  const gone = new Promise<void>((done) => {
    request.raw.once('close', done);
    raw.once('close', done);
  });
  try {
    const stop = await begin(send);
    void gone.then(stop);
  } catch (error) {
    request.log.error(error);
    raw.end();
  }
  void gone.then(() => clearInterval(heartbeat));
  return reply;
}
