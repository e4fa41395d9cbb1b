import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { eventStream, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { largestImport } from './bring-in/bring-in.ts';
import { importDraft } from './bring-in/import-draft.ts';
import { showImport, showImportedFiles, showImports } from './bring-in/show-imports.ts';
import { createBlock, createTemplate } from './drafts/create-content.ts';
import { checkDraft, draftBundle } from './drafts/draft-bundle.ts';
import { giveBackLock, holdLock } from './drafts/hold-lock.ts';
import { inferSchema } from './drafts/infer-schema.ts';
import { addRecordsAsSamples, addSample, listSamples, removeSample } from './drafts/keep-samples.ts';
import { followDraft } from './drafts/live.ts';
import { discardDraft, saveDraft } from './drafts/save-draft.ts';
import { listRevisions, showDraft, showRevision } from './drafts/show-draft.ts';
import { startDraft } from './drafts/start-draft.ts';
import { tellRepeats } from './drafts/tell-repeats.ts';
import { largestImage, showImages, uploadImage } from './drafts/upload-image.ts';

/** The endpoints of `contract/src/content/drafts.ts`. */
export function draftRoutes(app: FastifyInstance, platform: Platform): void {
  const { drafts, samples, locks } = api;

  register(app, drafts.create, ({ body, actor }) => createTemplate(platform, actor, body));
  register(app, drafts.createBlock, ({ body, actor }) => createBlock(platform, actor, body));
  register(app, drafts.get, async ({ params }, reply) => {
    const draft = await showDraft(platform, params.kind, params.id);
    reply.header('etag', `"${draft.revision}"`);
    return draft;
  });
  register(app, drafts.start, ({ params, body, actor }) => startDraft(platform, actor, { ...params, ...body }));
  register(app, drafts.discard, async ({ params, actor }) => {
    await discardDraft(platform, actor, params.kind, params.id);
    return { ok: true };
  });
  register(app, drafts.revisions, ({ params, query }) => listRevisions(platform, params.kind, params.id, query));
  register(app, drafts.revision, ({ params }) => showRevision(platform, params.kind, params.id, params.revision));
  register(app, drafts.bundle, ({ params, query }) => draftBundle(platform, { ...params, ...query }));
  register(app, drafts.check, ({ params }) => checkDraft(platform, params.kind, params.id));

  register(app, samples.list, async ({ params }) => ({ rows: [...(await listSamples(platform, params.id))] }));
  register(app, samples.add, ({ params, body, actor }) => addSample(platform, actor, params.id, body.record, body.label));
  register(app, samples.addRecords, async ({ params, body, actor }) => ({
    rows: [...(await addRecordsAsSamples(platform, actor, params.id, body))],
  }));
  register(app, samples.dataOf, async ({ body }) => ({ schema: { ...inferSchema(body.records) } }));
  register(app, samples.remove, async ({ params, actor }) => {
    await removeSample(platform, actor, params.id, params.sample);
    return { ok: true };
  });

  register(app, locks.hold, ({ params, body, actor }) => holdLock(platform, actor, { ...params, ...body }));
  register(app, locks.giveBack, async ({ params, query, actor }) => {
    await giveBackLock(platform, actor, params.kind, params.id, query.editor);
    return { ok: true };
  });
  register(app, locks.live, ({ params, query, actor, raw }, reply) =>
    eventStream(raw, reply, (send) => followDraft(platform, actor, { ...params, ...query }, send)),
  );

  savingRoutes(app, platform);
  assetRoutes(app, platform);
  importRoutes(app, platform);
}

/** A scope of its own, whose bodies are also read as they were written: names that stand twice are told to programs that save drafts. */
function savingRoutes(app: FastifyInstance, platform: Platform): void {
  void app.register(async (scope) => {
    const repeatsOf = tellRepeats(scope);
    register(scope, api.drafts.save, async ({ params, body, actor, raw }, reply) => {
      const saved = await saveDraft(platform, actor, { ...params, ...body, ifMatch: raw.headers['if-match'] });
      reply.header('etag', `"${saved.revision}"`);
      const repeats = repeatsOf(raw, params.kind, params.id);
      return { ...saved, savedAt: saved.savedAt.toISOString(), ...(repeats.length > 0 ? { repeats } : {}) };
    });
  });
}

/** Files come as they are, in a scope of their own. */
function importRoutes(app: FastifyInstance, platform: Platform): void {
  const { importing } = api;
  register(app, importing.batches, () => showImports(platform));
  register(app, importing.report, ({ params }) => showImport(platform, params.id));
  register(app, importing.files, ({ params, query }) => showImportedFiles(platform, params.id, query));
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: largestImport }, (_request, body, done) =>
      done(null, body),
    );
    register(scope, importing.template, async ({ query, actor, raw }) => {
      if (!Buffer.isBuffer(raw.body)) throw new PosthornError('content.import-unreadable', { detail: 'The body must be the file.' });
      const { id, imported } = await importDraft(platform, actor, { ...query, bytes: raw.body });
      return { id, findings: [...imported.findings] };
    });
  });
}

/** Images come as they are, not as JSON: in a scope of their own, which alone takes such bodies. */
function assetRoutes(app: FastifyInstance, platform: Platform): void {
  const { assets } = api;
  void app.register(async (scope) => {
    scope.addContentTypeParser(/^image\//, { parseAs: 'buffer', bodyLimit: largestImage }, (_request, body, done) => done(null, body));
    register(scope, assets.upload, async ({ query, actor, raw }) => {
      if (!Buffer.isBuffer(raw.body))
        throw new PosthornError('content.image-unusable', { detail: 'The body must be the image, with its media type.' });
      return await uploadImage(platform, actor, query.name, raw.body);
    });
  });
  register(app, assets.list, ({ query }) => showImages(platform, query));
  register(app, assets.bytes, async ({ params }, reply) => {
    const bytes = await platform.objects.get(`assets/${params.sha256}`);
    // An SVG that is opened by itself is a page: it may do nothing there.
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    reply.header('cache-control', 'private, max-age=31536000, immutable');
    reply.type(mediaTypeOf(bytes));
    return bytes;
  });
}

function mediaTypeOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  if (start.startsWith('\x89PNG')) return 'image/png';
  if (start.startsWith('\xff\xd8')) return 'image/jpeg';
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml';
  return start.startsWith('\0\x01\0\0') || start.startsWith('OTTO') ? 'font/ttf' : 'application/octet-stream';
}
