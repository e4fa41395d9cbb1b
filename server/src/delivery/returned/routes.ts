import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCodes } from './read-codes.ts';
import { recordReturned } from './record-returned.ts';

/** A photograph of a telephone, in bytes. */
const largestPicture = 20_000_000;

/** The endpoints of letters that came back. */
export function returnedRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.returnedLetters.record, async ({ body, actor }) => ({
    rows: [...(await recordReturned(platform, actor, body.numbers, body.reason))],
  }));

  void app.register(async (scope) => {
    scope.addContentTypeParser(
      ['image/png', 'image/jpeg'],
      { parseAs: 'buffer', bodyLimit: largestPicture },
      async (_request: unknown, picture: Buffer) => ({ picture }),
    );
    register(scope, api.returnedLetters.picture, async ({ query, body, actor }) => ({
      rows: [...(await recordReturned(platform, actor, await readCodes(body.picture as Uint8Array), query.reason))],
    }));
  });
}
