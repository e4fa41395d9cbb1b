import { Readable } from 'node:stream';
import { api, type PrintStream } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { PosthornError } from '../../platform/errors/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { indexKey, pdfKey } from './build-print-stream.ts';
import { findStream, type PrintStreamRow, streamsOfRun } from './store.ts';

/** The endpoints of print streams. */
export function printStreamRoutes(app: FastifyInstance, platform: Platform): void {
  const ready = async (id: string): Promise<PrintStreamRow> => {
    const stream = await findStream(platform.db, id);
    if (stream === undefined) throw new PosthornError('print-stream.not-found');
    if (stream.state !== 'ready') throw new PosthornError('print-stream.not-ready');
    return stream;
  };

  register(app, api.runs.printStreams, async ({ params }) => ({ rows: (await streamsOfRun(platform.db, params.id)).map(shown) }));

  register(app, api.runs.printStreamPdf, async ({ params }, reply) => {
    const { id, number } = await ready(params.id);
    reply.header('content-disposition', `attachment; filename="print-stream-${number}.pdf"`);
    return Readable.from(await platform.objects.stream(pdfKey(id)), { objectMode: false });
  });

  register(app, api.runs.printStreamIndex, async ({ params }, reply) => {
    const { id, number } = await ready(params.id);
    reply.header('content-disposition', `attachment; filename="print-stream-${number}.jsonl"`);
    return Readable.from(await platform.objects.stream(indexKey(id)), { objectMode: false });
  });
}

function shown(stream: PrintStreamRow): Static<typeof PrintStream> {
  const { id, runId, state, mailPieces, pages, sheets, bytes, createdAt } = stream;
  return { id, runId, state, mailPieces, pages, sheets, bytes, createdAt: createdAt.toISOString() };
}
