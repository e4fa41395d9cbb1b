import Type, { type Static } from 'typebox';
import { Id, Timestamp } from './common.ts';
import { ConsentChannel, consentActs, consentWays } from './consents.ts';
import { endpoint } from './endpoint.ts';

/*
 * Files that say who may be written to, or must not be: brought here, looked at, checked as a whole, and only then taken in. Until then nothing follows
 * from them; once it is taken in, or left, what was brought is destroyed.
 */

export const listKinds = ['robinson', 'complaint', 'own', 'moved', 'returned', 'deceased'] as const;
export const listedByKinds = ['email', 'sms', 'post', 'number'] as const;
export const listHashes = ['sha256', 'sha1', 'md5'] as const;
export const fileDelimiters = [',', ';', '\t', '|'] as const;
export const fileEncodings = ['utf-8', 'windows-1252'] as const;

const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });
const Day = Type.String({ format: 'date' });
const Line = Type.String({ minLength: 1, maxLength: 500 });
/** How columns are called where not as what they hold. */
const Columns = Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 })));

export const FileFormat = Type.Object({ delimiter: Type.Enum([...fileDelimiters]), encoding: Type.Enum([...fileEncodings]) });
export type FileFormat = Static<typeof FileFormat>;

export const ConsentFileSettings = Type.Object({
  kind: Type.Literal('consents'),
  format: FileFormat,
  /** Who made the file: part of the proof of every row. */
  source: Line,
  columns: Columns,
  /** What holds for rows that say nothing of it. */
  defaults: Type.Optional(
    Type.Object({
      purpose: Type.Optional(Name),
      channel: Type.Optional(ConsentChannel),
      act: Type.Optional(Type.Enum([...consentActs])),
      way: Type.Optional(Type.Enum([...consentWays])),
      text: Type.Optional(Name),
    }),
  ),
});
export type ConsentFileSettings = Static<typeof ConsentFileSettings>;

export const ListFileSettings = Type.Object({
  kind: Type.Literal('suppression'),
  format: FileFormat,
  source: Line,
  columns: Columns,
  /** Of the list that becomes what the file says. */
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S(.*\\S)?$' }),
  listKind: Type.Enum([...listKinds]),
  listedBy: Type.Enum([...listedByKinds]),
  takenOn: Day,
  useBy: Type.Optional(Day),
  hashedBy: Type.Optional(Type.Enum([...listHashes])),
  /** Of phone numbers without a country code, ISO 3166. */
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
});
export type ListFileSettings = Static<typeof ListFileSettings>;

export const FileSettings = Type.Union([ConsentFileSettings, ListFileSettings]);
export type FileSettings = Static<typeof FileSettings>;

export const RowProblem = Type.Object({
  line: Type.Integer(),
  field: Type.String(),
  /** Such as `no-proof`: each has a sentence of how to mend it. */
  code: Type.String(),
  reason: Type.String(),
});
export type RowProblem = Static<typeof RowProblem>;

const Counts = Type.Object({
  /** Rows: the sum of those new, known, and faulty. */
  read: Type.Integer(),
  fresh: Type.Integer(),
  /** Brought in before, or twice in the file. */
  known: Type.Integer(),
  faulty: Type.Integer(),
  /** Entries of the list that the file has not any more. */
  removed: Type.Optional(Type.Integer()),
});

export const fileStates = ['brought', 'checking', 'checked', 'importing', 'done', 'failed', 'undone'] as const;

export const PermissionFile = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['consents', 'suppression']),
  file: Type.String(),
  bytes: Type.Integer(),
  at: Timestamp,
  by: Type.String(),
  state: Type.Enum([...fileStates]),
  format: FileFormat,
  header: Type.Array(Type.String()),
  settings: Type.Optional(FileSettings),
  /** What was counted so far; of all rows once it is `checked` or `done`. */
  counts: Counts,
  /** How far the job is, 0 to 1. */
  share: Type.Number(),
  /** The first rows that cannot be taken. */
  problems: Type.Array(RowProblem),
  /** Why nothing came of it. */
  error: Type.Optional(Type.Object({ code: Type.String(), detail: Type.String(), hint: Type.Optional(Type.String()) })),
  endedAt: Type.Optional(Timestamp),
  /** Whether what came of it can be taken back, or why not: the ledger of consents only grows; the list was changed since; it is too long ago. */
  undo: Type.Optional(Type.Enum(['possible', 'ledger', 'changed-since', 'too-late'])),
});
export type PermissionFile = Static<typeof PermissionFile>;

export const FirstRow = Type.Object({
  line: Type.Integer(),
  /** What is understood of it, by field. */
  fields: Type.Record(Type.String(), Type.String()),
  /** The customer it is about. */
  customer: Type.Optional(Type.Object({ id: Type.String(), number: Type.String(), name: Type.String() })),
  verdict: Type.Enum(['new', 'known', 'faulty']),
  problem: Type.Optional(RowProblem),
});
export type FirstRow = Static<typeof FirstRow>;

export const SuppressionListView = Type.Object({
  name: Type.String(),
  kind: Type.Enum([...listKinds]),
  listedBy: Type.Enum([...listedByKinds]),
  hashedBy: Type.Enum([...listHashes]),
  source: Type.String(),
  takenOn: Day,
  useBy: Type.Optional(Day),
  /** Its last day has passed. */
  outdated: Type.Boolean(),
  entries: Type.Integer(),
  importedAt: Timestamp,
  importedBy: Type.String(),
});
export type SuppressionListView = Static<typeof SuppressionListView>;

const files = { room: 'customers', allow: 'permission-files:import' } as const;

export const permissionFiles = {
  list: endpoint({
    method: 'GET',
    path: '/api/permission-files',
    summary: 'Files of consents and of suppression lists that were brought here, newest first',
    room: 'customers',
    allow: 'consents:read',
    reply: Type.Object({ rows: Type.Array(PermissionFile) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/permission-files/:id',
    summary: 'A file with how far it is and what came of it',
    room: 'customers',
    allow: 'consents:read',
    params: Id,
    reply: PermissionFile,
  }),
  /** The body is the file itself (`application/octet-stream`): CSV with a header, in UTF-8, UTF-16 or Windows-1252. */
  bring: endpoint({
    method: 'POST',
    path: '/api/permission-files',
    summary: 'Bring a file here (200 MB at most); nothing follows from it yet',
    ...files,
    query: Type.Object({ file: Type.String({ minLength: 1, maxLength: 200 }), kind: PermissionFile.properties.kind }),
    reply: PermissionFile,
  }),
  rows: endpoint({
    method: 'POST',
    path: '/api/permission-files/:id/rows',
    summary: 'The first rows of a file as they would be understood',
    ...files,
    params: Id,
    body: Type.Object({ settings: FileSettings }),
    reply: Type.Object({ header: Type.Array(Type.String()), rows: Type.Array(FirstRow) }),
  }),
  check: endpoint({
    method: 'POST',
    path: '/api/permission-files/:id/check',
    summary: 'Count what a file would come to, without taking it in',
    ...files,
    params: Id,
    body: Type.Object({ settings: FileSettings }),
    reply: PermissionFile,
  }),
  import: endpoint({
    method: 'POST',
    path: '/api/permission-files/:id/import',
    summary: 'Take a file in that was checked',
    ...files,
    params: Id,
    reply: PermissionFile,
  }),
  undo: endpoint({
    method: 'POST',
    path: '/api/permission-files/:id/undo',
    summary: 'Make a list what it was before a file',
    ...files,
    params: Id,
    reply: PermissionFile,
  }),
  leave: endpoint({
    method: 'DELETE',
    path: '/api/permission-files/:id',
    summary: 'Leave a file that was not taken in, and destroy it',
    ...files,
    params: Id,
    reply: Type.Object({ id: Type.String() }),
  }),
  lists: endpoint({
    method: 'GET',
    path: '/api/suppression-lists',
    summary: 'Lists of those who must not be written to',
    room: 'customers',
    allow: 'consents:read',
    reply: Type.Object({ rows: Type.Array(SuppressionListView) }),
  }),
};
