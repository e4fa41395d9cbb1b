import Type, { type Static } from 'typebox';
import { Nothing, page } from '../common.ts';
import { endpoint } from '../endpoint.ts';

/** A record that a template is tried with. */
export const Sample = Type.Object({
  id: Type.String(),
  label: Type.String(),
  /** `pushed` with a folder, `written` in the workplace, `record` of intake. */
  source: Type.Enum(['pushed', 'written', 'record']),
  record: Type.Record(Type.String(), Type.Unknown()),
});
export type Sample = Static<typeof Sample>;

export const samples = {
  list: endpoint({
    method: 'GET',
    path: '/api/templates/:id/samples',
    summary: 'Sample records of a template',
    room: 'content',
    allow: 'content:read',
    params: Type.Object({ id: Type.String() }),
    reply: page(Sample),
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/templates/:id/samples',
    summary: 'Add a sample record',
    room: 'content',
    allow: 'content:write',
    params: Type.Object({ id: Type.String() }),
    body: Type.Object({ label: Type.Optional(Type.String({ maxLength: 200 })), record: Type.Record(Type.String(), Type.Unknown()) }),
    reply: Sample,
  }),
  /** Data of customers: its own permission, and an audit entry that names the records. */
  addRecords: endpoint({
    method: 'POST',
    path: '/api/templates/:id/samples/records',
    summary: 'Take records of a dataset as samples',
    room: 'content',
    allow: 'content:sample-records',
    params: Type.Object({ id: Type.String() }),
    body: Type.Object({ dataset: Type.String(), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) }),
    reply: page(Sample),
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/templates/:id/samples/:sample',
    summary: 'Remove a sample record; versions keep theirs',
    room: 'content',
    allow: 'content:write',
    params: Type.Object({ id: Type.String(), sample: Type.String() }),
    reply: Nothing,
  }),
  /** Nothing is written. */
  dataOf: endpoint({
    method: 'POST',
    path: '/api/data-schemas',
    summary: 'The data schema that records have, such as those of a template: types, and what every one of them has',
    room: 'content',
    allow: 'content:write',
    body: Type.Object({ records: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 200 }) }),
    reply: Type.Object({ schema: Type.Record(Type.String(), Type.Unknown()) }),
  }),
};
