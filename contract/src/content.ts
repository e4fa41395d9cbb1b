import Type, { type Static } from 'typebox';
import { Diagnostic, Id, page, pageQuery, Timestamp } from './common.ts';
import { TemplateKind } from './content/drafts.ts';
import { endpoint } from './endpoint.ts';

export const TemplateVersion = Type.Object({
  id: Type.String(),
  templateId: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['draft', 'in_review', 'scheduled', 'released', 'retired', 'returned', 'withdrawn']),
  hash: Type.String(),
  createdAt: Timestamp,
  createdBy: Type.String(),
  releasedAt: Type.Optional(Timestamp),
  releasedBy: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
});
export const TemplateSummary = Type.Object({
  id: Type.String(),
  name: Type.Record(Type.String(), Type.String()),
  purpose: Type.String(),
  languages: Type.Array(Type.String()),
  brand: Type.String(),
  kind: TemplateKind,
  class: Type.String(),
  /** Absent while there is only a draft. */
  latest: Type.Optional(TemplateVersion),
  /** The open draft. */
  draft: Type.Optional(Type.Object({ revision: Type.Integer(), savedAt: Timestamp, savedBy: Type.String() })),
  released: Type.Optional(TemplateVersion),
});
export type TemplateSummary = Static<typeof TemplateSummary>;

export const content = {
  templates: endpoint({
    method: 'GET',
    path: '/api/templates',
    summary: 'Templates by id, found by a word of id or name',
    room: 'content',
    allow: 'content:read',
    query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 100 })) }),
    reply: page(TemplateSummary),
  }),
  template: endpoint({
    method: 'GET',
    path: '/api/templates/:id',
    summary: 'One template with its versions',
    room: 'content',
    allow: 'content:read',
    params: Id,
    reply: Type.Object({
      template: TemplateSummary,
      versions: Type.Array(TemplateVersion),
      blocks: Type.Array(Type.Object({ id: Type.String(), name: Type.Record(Type.String(), Type.String()), version: Type.Integer() })),
      diagnostics: Type.Array(Diagnostic),
      samples: Type.Array(Type.Object({ index: Type.Integer(), label: Type.String() })),
      formats: Type.Array(Type.String()),
    }),
  }),
  release: endpoint({
    method: 'POST',
    path: '/api/template-versions/:id/release',
    summary: 'Release a version; it never changes again',
    room: 'content',
    allow: 'content:release',
    params: Id,
    body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 2000 }) }),
    reply: TemplateVersion,
  }),
  /** PDF bytes, or JSON `{html}`, `{text}`, `{subject, html, text}`, `{text, encoding, segments}`, `{chat, images}` by format. */
  preview: endpoint({
    method: 'GET',
    path: '/api/template-versions/:id/preview/:format',
    summary: 'The version rendered with a sample record',
    room: 'content',
    allow: 'content:read',
    params: Type.Object({ id: Type.String(), format: Type.Enum(['pdf', 'email', 'text', 'html', 'sms', 'chat', 'push']) }),
    query: Type.Object({ sample: Type.Optional(Type.Integer({ minimum: 0 })), language: Type.Optional(Type.String()) }),
    media: 'application/pdf or application/json',
  }),
};
