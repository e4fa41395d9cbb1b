import Type, { type Static } from 'typebox';
import { Id, page, pageQuery, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

export const Import = Type.Object({
  id: Type.String(),
  source: Type.String(),
  mapping: Type.String(),
  dataset: Type.String(),
  state: Type.Enum(['running', 'done', 'failed', 'interrupted']),
  files: Type.Integer(),
  filesDone: Type.Integer(),
  linesRead: Type.Integer(),
  linesLoaded: Type.Integer(),
  linesQuarantined: Type.Integer(),
  linesUnchanged: Type.Integer(),
  records: Type.Integer(),
  startedAt: Timestamp,
  endedAt: Type.Optional(Timestamp),
  error: Type.Optional(Type.String()),
});
export type Import = Static<typeof Import>;

export const QuarantineRow = Type.Object({
  id: Type.String(),
  importId: Type.String(),
  file: Type.String(),
  line: Type.Integer(),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
  hint: Type.Optional(Type.String()),
  raw: Type.String(),
  state: Type.Enum(['open', 'mended', 'dismissed']),
  at: Timestamp,
});
export type QuarantineRow = Static<typeof QuarantineRow>;

export const intake = {
  imports: endpoint({
    method: 'GET',
    path: '/api/imports',
    summary: 'Imports, newest first',
    room: 'intake',
    allow: 'imports:read',
    query: Type.Object(pageQuery),
    reply: page(Import),
  }),
  datasets: endpoint({
    method: 'GET',
    path: '/api/datasets',
    summary: 'Datasets with their number of records',
    room: 'intake',
    allow: 'imports:read',
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          dataset: Type.String(),
          records: Type.Integer(),
          firstDate: Type.Optional(Type.String()),
          lastDate: Type.Optional(Type.String()),
        }),
      ),
    }),
  }),
  quarantine: endpoint({
    method: 'GET',
    path: '/api/quarantine',
    summary: 'Quarantined rows',
    room: 'intake',
    allow: 'imports:read',
    query: Type.Object({
      ...pageQuery,
      importId: Type.Optional(Type.String()),
      code: Type.Optional(Type.String()),
      state: Type.Optional(Type.String()),
    }),
    reply: page(QuarantineRow),
  }),
  quarantineReasons: endpoint({
    method: 'GET',
    path: '/api/quarantine/reasons',
    summary: 'Open rows by reason',
    room: 'intake',
    allow: 'imports:read',
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          code: Type.String(),
          field: Type.String(),
          reason: Type.String(),
          hint: Type.Optional(Type.String()),
          count: Type.Integer(),
        }),
      ),
    }),
  }),
  mend: endpoint({
    method: 'POST',
    path: '/api/quarantine/:id/mend',
    summary: 'Put a corrected row in the place of the quarantined one and load it',
    room: 'intake',
    allow: 'quarantine:mend',
    params: Id,
    body: Type.Object({ raw: Type.String({ maxLength: 1_000_000 }) }),
    reply: Type.Object({ row: QuarantineRow, loaded: Type.Boolean() }),
  }),
  dismiss: endpoint({
    method: 'POST',
    path: '/api/quarantine/:id/dismiss',
    summary: 'Close a row with a reason',
    room: 'intake',
    allow: 'quarantine:mend',
    params: Id,
    body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 1000 }) }),
    reply: QuarantineRow,
  }),
};
