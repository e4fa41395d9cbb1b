import { Readable } from 'node:stream';
import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../../platform/errors/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { bringFile, leaveFile } from './bring-file.ts';
import { beginCheck } from './check-file.ts';
import { largestFile } from './file-bytes.ts';
import { firstRows } from './first-rows.ts';
import { beginFileImport, undoFile } from './import-file.ts';
import { showFile, showFiles, showLists } from './show-files.ts';

/** The endpoints of `contract/src/permission-files.ts`. */
export function permissionFileRoutes(app: FastifyInstance, platform: Platform): void {
  const { permissionFiles } = api;
  register(app, permissionFiles.list, async () => ({ rows: await showFiles(platform) }));
  register(app, permissionFiles.get, ({ params }) => showFile(platform, params.id));
  register(app, permissionFiles.rows, ({ params, body }) => firstRows(platform, params.id, body.settings));
  register(app, permissionFiles.check, ({ params, body }) => beginCheck(platform, params.id, body.settings));
  register(app, permissionFiles.import, ({ params, actor }) => beginFileImport(platform, actor, params.id));
  register(app, permissionFiles.undo, ({ params, actor }) => undoFile(platform, actor, params.id));
  register(app, permissionFiles.leave, async ({ params, actor }) => {
    await leaveFile(platform, actor, params.id);
    return { id: params.id };
  });
  register(app, permissionFiles.lists, async () => ({ rows: await showLists(platform) }));

  // Files come as they are and are never held as a whole, in a scope of their own, which alone takes such bodies.
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { bodyLimit: largestFile }, (_request, payload, done) => done(null, payload));
    register(scope, permissionFiles.bring, async ({ query, actor, raw }) => {
      if (!(raw.body instanceof Readable)) throw new PosthornError('import.file-empty', { detail: 'The body must be the file.' });
      return await bringFile(platform, actor, query, raw.body);
    });
  });
}
