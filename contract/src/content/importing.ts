import Type, { type Static } from 'typebox';
import { Id, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';

/** Something of a file that was brought in and is not as it was there. */
export const ImportFinding = Type.Object({
  /** `changed`: it is there in another form; `lost`: it is not there. */
  severity: Type.Enum(['changed', 'lost']),
  code: Type.String(),
  /** In the words of the file, and where in it. */
  what: Type.String(),
  where: Type.String(),
});
export type ImportFinding = Static<typeof ImportFinding>;

/** Files that were brought in together. */
export const ImportBatch = Type.Object({
  id: Type.String(),
  at: Timestamp,
  by: Type.String(),
  files: Type.Integer(),
  /** Of them those of which everything was carried over, and those that could not be read. */
  whole: Type.Integer(),
  refused: Type.Integer(),
});
export type ImportBatch = Static<typeof ImportBatch>;

export const ImportedFile = Type.Object({
  id: Type.String(),
  /** With the folders it lay in. */
  file: Type.String(),
  /** What it became; absent where it could not be read, and `problem` says why. */
  templateId: Type.Optional(Type.String()),
  problem: Type.Optional(Type.String()),
  findings: Type.Array(ImportFinding),
});
export type ImportedFile = Static<typeof ImportedFile>;

export const importing = {
  /**
   * The body is the file itself (`application/octet-stream`); `name` is the file's, with its folders if there are any: a folder that is called as a
   * language is (`de/`, `pt-BR/`) says the language of what lies in it.
   */
  template: endpoint({
    method: 'POST',
    path: '/api/templates/import',
    summary: 'Make the draft of a template of a Word document, HTML e-mail or plain letter (30 MB at most)',
    room: 'content',
    allow: 'content:write',
    query: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 500 }),
      brand: Type.String(),
      /** Of the text, where the file does not say. */
      language: Type.Optional(Type.String({ maxLength: 35 })),
      /** A new UUID for files that are brought in together: they share a report. */
      batch: Type.Optional(Type.String({ format: 'uuid' })),
    }),
    reply: Type.Object({ id: Type.String(), findings: Type.Array(ImportFinding) }),
  }),
  batches: endpoint({
    method: 'GET',
    path: '/api/template-imports',
    summary: 'Files that were brought in lately, those that came together as one',
    room: 'content',
    allow: 'content:read',
    reply: page(ImportBatch),
  }),
  report: endpoint({
    method: 'GET',
    path: '/api/template-imports/:id',
    summary: 'What could not be carried over of files that were brought in together, by kind',
    room: 'content',
    allow: 'content:read',
    params: Id,
    reply: Type.Object({
      /** Absent while nothing was brought in under this id. */
      batch: Type.Optional(ImportBatch),
      kinds: Type.Array(
        Type.Object({
          severity: ImportFinding.properties.severity,
          code: Type.String(),
          count: Type.Integer(),
          /** In how many files. */
          files: Type.Integer(),
        }),
      ),
    }),
  }),
  files: endpoint({
    method: 'GET',
    path: '/api/template-imports/:id/files',
    summary: 'Each file with what it became and what could not be carried over',
    room: 'content',
    allow: 'content:read',
    params: Id,
    query: Type.Object({ ...pageQuery, /** Those with this kind of finding. */ code: Type.Optional(Type.String({ maxLength: 60 })) }),
    reply: page(ImportedFile),
  }),
};
