import Type, { type Static } from 'typebox';
import { Id, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { ContentKind, Names } from './drafts.ts';

/** A day such as `2027-01-31`. */
export const Day = Type.String({ format: 'date' });

/** A version of a block. `pushed`: it came with a folder and is released with the template of that folder. */
export const BlockVersion = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['pushed', 'in_review', 'scheduled', 'released', 'returned', 'withdrawn']),
  /** The days on which it is the wording, both included; a newer version hides an older one. */
  validFrom: Type.Optional(Day),
  validUntil: Type.Optional(Day),
  /** It is what communications of today say. */
  current: Type.Boolean(),
  createdAt: Timestamp,
  createdBy: Type.String(),
});
export const BlockSummary = Type.Object({
  id: Type.String(),
  name: Names,
  department: Type.Optional(Type.String()),
  tags: Type.Array(Type.String()),
  /** Languages in which every one of its texts is written; empty when its texts are the same for all. */
  languages: Type.Array(Type.String()),
  /** Channels for which it has content of their own. */
  channels: Type.Array(Type.String()),
  /** What a template must give it. */
  parameters: Type.Array(Type.String()),
  /** Of the newest version; absent while there is only a draft. */
  version: Type.Optional(Type.Integer()),
  draft: Type.Optional(Type.Object({ revision: Type.Integer(), savedAt: Timestamp, savedBy: Type.String() })),
  /** Templates that use it, drafts and released versions together. */
  templates: Type.Integer(),
});
export type BlockSummary = Static<typeof BlockSummary>;

/** Who uses a block: a template (through other blocks too), another block, or a brand on its pages. */
export const BlockUser = Type.Object({
  kind: ContentKind,
  id: Type.String(),
  /** In its open draft, in its newest version (a block or brand), in its released version (a template). */
  inDraft: Type.Boolean(),
  inVersion: Type.Boolean(),
  inReleased: Type.Boolean(),
  /** It names the block itself. */
  direct: Type.Boolean(),
});

/** What a change of a block touches. */
export const Impact = Type.Object({
  /** Templates whose draft or released version uses it, directly or through other blocks. */
  templates: Type.Integer(),
  /** Released versions that would get a successor. */
  releasedVersions: Type.Integer(),
  /** Blocks that use it. */
  blocks: Type.Integer(),
  /** Communications of these templates that were composed in the last 30 days. */
  communicationsAMonth: Type.Integer(),
  /** The templates with the most communications, at most 20. */
  greatest: Type.Array(
    Type.Object({ templateId: Type.String(), versionId: Type.String(), version: Type.Integer(), communicationsAMonth: Type.Integer() }),
  ),
});
export type Impact = Static<typeof Impact>;

const one = { room: 'content', params: Id, allow: 'content:read' } as const;

export const blocks = {
  list: endpoint({
    method: 'GET',
    path: '/api/blocks',
    summary: 'Blocks by id, found by a word of id or name, a tag, a department',
    room: 'content',
    allow: 'content:read',
    query: Type.Object({
      ...pageQuery,
      q: Type.Optional(Type.String({ maxLength: 100 })),
      tag: Type.Optional(Type.String({ maxLength: 60 })),
      department: Type.Optional(Type.String({ maxLength: 120 })),
    }),
    reply: page(BlockSummary),
  }),
  get: endpoint({
    ...one,
    method: 'GET',
    path: '/api/blocks/:id',
    summary: 'One block with its versions, newest first',
    reply: Type.Object({
      block: BlockSummary,
      versions: Type.Array(BlockVersion),
      /** What it says now, as people read it; the draft where there is one. `channel` is '' for all that have no text of their own. */
      texts: Type.Array(Type.Object({ channel: Type.String(), language: Type.String(), text: Type.String() })),
    }),
  }),
  labels: endpoint({
    method: 'GET',
    path: '/api/block-labels',
    summary: 'Tags and departments that blocks have, at most 1,000 of each',
    room: 'content',
    allow: 'content:read',
    reply: Type.Object({ tags: Type.Array(Type.String()), departments: Type.Array(Type.String()) }),
  }),
  describe: endpoint({
    ...one,
    method: 'PATCH',
    path: '/api/blocks/:id',
    summary: 'Set owner department and tags of a block',
    allow: 'content:write',
    body: Type.Object({
      department: Type.Optional(Type.String({ maxLength: 120 })),
      tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 40 })),
    }),
    reply: BlockSummary,
  }),
  usedIn: endpoint({
    ...one,
    method: 'GET',
    path: '/api/blocks/:id/used-in',
    summary: 'Which templates and blocks use a block',
    query: Type.Object(pageQuery),
    reply: page(BlockUser),
  }),
  impact: endpoint({
    ...one,
    method: 'GET',
    path: '/api/blocks/:id/impact',
    summary: 'What a change of the block touches: templates, released versions, communications a month',
    reply: Impact,
  }),
};
