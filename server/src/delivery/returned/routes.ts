import { api, type ReturnedCase } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, pageOf, register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCodes } from './read-codes.ts';
import { type ReturnedLetter, recordReturned } from './record-returned.ts';
import { sendAgain } from './send-again.ts';
import { correctReturned, keepReturned, unblockReturned, undoReturned } from './settle-returned.ts';
import { showReturned } from './show-returned.ts';
import { returnedById, returnedLetters } from './store.ts';

/** A photograph of a telephone, in bytes. */
const largestPicture = 20_000_000;

const deeds = { keep: keepReturned, unblock: unblockReturned, undo: undoReturned } as const;

/** The endpoints of letters that came back. */
export function returnedRoutes(app: FastifyInstance, platform: Platform): void {
  const { returnedLetters: endpoints } = api;

  register(app, endpoints.list, async ({ query }) => {
    const limit = limitOf(query);
    const found = await returnedLetters(platform.db, { open: query.open ?? false, after: positionIn(after(query)), limit: limit + 1 });
    const { rows, ...next } = pageOf([...found], limit, ({ at, id }) => `${at.getTime()}_${id}`);
    return { ...next, rows: await showReturned(platform, rows) };
  });

  register(app, endpoints.record, async ({ body, actor }) => ({
    rows: await withCases(platform, await recordReturned(platform, actor, body.numbers, body.reason)),
  }));

  register(app, endpoints.correct, async ({ params, body, actor }) => {
    await correctReturned(platform, actor, params.id, body.place);
    return await one(platform, params.id);
  });

  register(app, endpoints.settle, async ({ params, body, actor }) => {
    await deeds[body.deed](platform, actor, params.id);
    return await one(platform, params.id);
  });

  register(app, endpoints.sendAgain, async ({ params, actor }) => {
    await sendAgain(platform, actor, params.id);
    return await one(platform, params.id);
  });

  void app.register(async (scope) => {
    scope.addContentTypeParser(
      ['image/png', 'image/jpeg'],
      { parseAs: 'buffer', bodyLimit: largestPicture },
      async (_request: unknown, picture: Buffer) => ({ picture }),
    );
    register(scope, endpoints.picture, async ({ query, body, actor }) => {
      const codes = await readCodes(body.picture as Uint8Array);
      return { rows: await withCases(platform, await recordReturned(platform, actor, codes, query.reason)) };
    });
  });
}

function positionIn(text: string | undefined): { readonly at: Date; readonly id: string } | undefined {
  const found = text === undefined ? null : /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  return found === null ? undefined : { at: new Date(Number(found[1])), id: found[2]! };
}

async function one(platform: Platform, id: string): Promise<ReturnedCase> {
  const [shown] = await showReturned(platform, await returnedById(platform.db, [id]));
  if (shown === undefined) throw new PosthornError('returned.unknown-letter');
  return shown;
}

/** What was told, with what follows from it. */
async function withCases(platform: Platform, letters: readonly ReturnedLetter[]) {
  const ids = letters.flatMap((letter) => letter.id ?? []);
  const cases = new Map((await showReturned(platform, await returnedById(platform.db, ids))).map((shown) => [shown.id, shown]));
  return letters.map(({ id, ...told }) => {
    const letter = id === undefined ? undefined : cases.get(id);
    return letter === undefined ? told : { ...told, letter };
  });
}
