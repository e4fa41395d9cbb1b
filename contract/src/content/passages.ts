import Type, { type Static } from 'typebox';
import { Id, Nothing, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { ContentId, Names, TextKind } from './drafts.ts';

/** In what a passage differs from the one that is kept: case and marks only; numbers, cited rules or fields; its wording; its matter. */
export const PassageDifference = Type.Enum(['none', 'values', 'wording', 'matter']);
const counts = Type.Object({ before: Type.Integer(), after: Type.Integer() });
const at = Type.Object({ kind: TextKind, id: Type.String(), name: Names });
const states = ['open', 'replaced', 'dismissed'] as const;

export const PassageClusterSummary = Type.Object({
  id: Type.String(),
  state: Type.Enum([...states]),
  languages: Type.Array(Type.String()),
  /** Characters that are stored once less when all of it is joined. */
  saved: Type.Integer(),
  /** Passages, and templates that have them. */
  count: Type.Integer(),
  templates: Type.Integer(),
  differences: Type.Record(Type.String(), Type.Integer()),
  /** The wording that is proposed, and where it stands. */
  text: Type.String(),
  language: Type.String(),
  at,
});
export type PassageClusterSummary = Static<typeof PassageClusterSummary>;

export const PassageMember = Type.Object({
  /** Its number in the cluster. */
  index: Type.Integer(),
  kind: TextKind,
  id: Type.String(),
  name: Names,
  pointer: Type.String(),
  /** What becomes of its words: the wording that is kept is `added`. */
  texts: Type.Array(
    Type.Object({
      language: Type.String(),
      pieces: Type.Array(Type.Object({ kind: Type.Enum(['same', 'removed', 'added']), text: Type.String() })),
    }),
  ),
  similarity: Type.Number(),
  difference: PassageDifference,
  /** Its style or another setting is not that of the wording that is kept. */
  settingsDiffer: Type.Optional(Type.Boolean()),
  /**
   * Why it cannot be replaced now: it was changed since the search, its draft waits for release or is being written by somebody (`by`), its
   * fields are of another number or order, its languages are others.
   */
  obstacle: Type.Optional(Type.Enum(['gone', 'in-review', 'locked', 'fields', 'languages'])),
  by: Type.Optional(Type.String()),
  /** It has an open draft; otherwise one is begun. */
  draft: Type.Optional(Type.Boolean()),
  /** What the parameters of the block are there. */
  binds: Type.Optional(Type.Record(Type.String(), Type.String())),
});
export type PassageMember = Static<typeof PassageMember>;

export const PassageCluster = Type.Object({
  id: Type.String(),
  state: Type.Enum([...states]),
  languages: Type.Array(Type.String()),
  kept: Type.Integer(),
  /** Numbers of the passages that are replaced if nothing else is said: those that differ in nothing that matters. */
  chosen: Type.Array(Type.Integer()),
  members: Type.Array(PassageMember),
  /** Members beyond those shown. */
  more: Type.Integer(),
  /** The block they will refer to: one that is there, or a new one with a proposal for its name. */
  block: Type.Object({ id: Type.String(), exists: Type.Boolean(), name: Names, parameters: Type.Array(Type.String()) }),
});
export type PassageCluster = Static<typeof PassageCluster>;

export const PassageSearch = Type.Object({
  id: Type.String(),
  state: Type.Enum(['running', 'done', 'failed']),
  done: Type.Integer(),
  total: Type.Integer(),
  startedAt: Timestamp,
  startedBy: Type.String(),
  endedAt: Type.Optional(Timestamp),
  problem: Type.Optional(Type.String()),
});
export const Replacement = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['join', 'merge']),
  blockId: Type.String(),
  blockCreated: Type.Boolean(),
  documents: Type.Integer(),
  at: Timestamp,
  by: Type.String(),
  undoneAt: Type.Optional(Timestamp),
  undoneBy: Type.Optional(Type.String()),
});
export type Replacement = Static<typeof Replacement>;

const one = { room: 'content', params: Id, allow: 'content:write' } as const;
const done = Type.Object({
  /** With this it is undone. */
  id: Type.String(),
  documents: Type.Integer(),
  passages: Type.Integer(),
});

export const passages = {
  overview: endpoint({
    method: 'GET',
    path: '/api/passages',
    summary: 'The search for equal passages: how far it is, what was found, what was joined lately',
    room: 'content',
    allow: 'content:read',
    reply: Type.Object({
      search: Type.Optional(PassageSearch),
      report: Type.Optional(
        Type.Object({
          searchId: Type.String(),
          at: Timestamp,
          documents: Type.Integer(),
          passages: counts,
          characters: counts,
          clusters: Type.Object({ open: Type.Integer(), replaced: Type.Integer(), dismissed: Type.Integer() }),
        }),
      ),
      replacements: Type.Array(Replacement),
    }),
  }),
  search: endpoint({
    method: 'POST',
    path: '/api/passages/search',
    summary: 'Look for equal passages in all templates and blocks',
    room: 'content',
    allow: 'content:write',
    reply: Type.Object({ id: Type.String() }),
  }),
  clusters: endpoint({
    method: 'GET',
    path: '/api/passages/clusters',
    summary: 'Equal and nearly equal passages, those that save most text first',
    room: 'content',
    allow: 'content:read',
    query: Type.Object({ ...pageQuery, state: Type.Optional(Type.Enum([...states])) }),
    reply: page(PassageClusterSummary),
  }),
  /** Changes nothing. */
  plan: endpoint({
    ...one,
    method: 'POST',
    path: '/api/passages/clusters/:id/plan',
    summary: 'What would change where if one wording is kept',
    allow: 'content:read',
    body: Type.Object({ kept: Type.Optional(Type.Integer()), members: Type.Optional(Type.Array(Type.Integer(), { maxItems: 500 })) }),
    reply: PassageCluster,
  }),
  join: endpoint({
    ...one,
    method: 'POST',
    path: '/api/passages/clusters/:id/join',
    summary: 'Replace passages by references to one block, in drafts',
    body: Type.Object({
      kept: Type.Integer(),
      members: Type.Array(Type.Integer(), { minItems: 1, maxItems: 500 }),
      name: Names,
      id: Type.Optional(ContentId),
      department: Type.Optional(Type.String({ maxLength: 120 })),
      tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 40 })),
    }),
    reply: Type.Object({ ...done.properties, blockId: Type.String() }),
  }),
  dismiss: endpoint({
    ...one,
    method: 'POST',
    path: '/api/passages/clusters/:id/dismiss',
    summary: 'These passages are meant to differ: never show them together again',
    body: Type.Object({ comment: Type.String({ maxLength: 2000 }) }),
    reply: Nothing,
  }),
  reopen: endpoint({
    ...one,
    method: 'POST',
    path: '/api/passages/clusters/:id/reopen',
    summary: 'Take that back',
    reply: Nothing,
  }),
  undo: endpoint({
    ...one,
    method: 'POST',
    path: '/api/passages/replacements/:id/undo',
    summary: 'Undo in all drafts at once',
    /** `left`: passages that could not be put back, because their place or their draft is gone. */
    reply: Type.Object({ documents: Type.Integer(), left: Type.Integer() }),
  }),
  merge: endpoint({
    ...one,
    method: 'POST',
    path: '/api/blocks/:id/merge',
    summary: 'Put another block in the place of this one, in drafts of all that use it',
    body: Type.Object({ into: ContentId }),
    reply: done,
  }),
};
