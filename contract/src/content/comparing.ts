import Type, { type Static } from 'typebox';
import { Nothing, page, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { DraftParams } from './drafts.ts';

/** A piece of running text: the same in both, only in the older (`removed`) or only in the newer (`added`). */
export const TextPiece = Type.Object({ kind: Type.Enum(['same', 'removed', 'added']), text: Type.String() });

/** A node that is not the same in both documents. Nodes are the same node when they have the same id. */
export const NodeChange = Type.Object({
  /** `same` only where everything is asked for. */
  change: Type.Enum(['added', 'removed', 'changed', 'moved', 'same']),
  nodeId: Type.String(),
  type: Type.String(),
  /** How many nodes stand around it. */
  depth: Type.Integer(),
  /** JSON Pointer of the node in the newer document, of a removed one in the older. */
  pointer: Type.String(),
  /** Its texts that changed, by the field's path within the node and language, word by word. */
  texts: Type.Array(Type.Object({ field: Type.String(), language: Type.Optional(Type.String()), pieces: Type.Array(TextPiece) })),
  /** Its expressions that changed: conditions, repeats, values. */
  rules: Type.Array(Type.Object({ field: Type.String(), before: Type.Optional(Type.String()), after: Type.Optional(Type.String()) })),
  /** Everything else that changed: styles, widths, channels. */
  settings: Type.Array(Type.Object({ field: Type.String(), before: Type.Optional(Type.Unknown()), after: Type.Optional(Type.Unknown()) })),
});
export type NodeChange = Static<typeof NodeChange>;

export const Comparison = Type.Object({
  from: Type.String(),
  to: Type.String(),
  counts: Type.Object({ added: Type.Integer(), removed: Type.Integer(), changed: Type.Integer(), moved: Type.Integer() }),
  /** In the order of the newer document, removed ones where they stood. The document's own fields come first, as node ''. */
  nodes: Type.Array(NodeChange),
});
export type Comparison = Static<typeof Comparison>;

export const CommentAnchor = Type.Object({
  nodeId: Type.String({ maxLength: 200 }),
  /** The passage as it stood there; the whole node if absent. */
  quote: Type.Optional(Type.String({ maxLength: 2000 })),
  language: Type.Optional(Type.String({ maxLength: 35 })),
  /** Id of the suggestion that it is about. */
  suggestion: Type.Optional(Type.String({ maxLength: 40 })),
});
export const ContentComment = Type.Object({
  id: Type.String(),
  anchor: Type.Optional(CommentAnchor),
  text: Type.String(),
  /** Ids of users who are meant: `@` in the text. */
  mentions: Type.Array(Type.String()),
  by: Type.String(),
  byId: Type.String(),
  at: Timestamp,
  resolvedAt: Type.Optional(Timestamp),
  resolvedBy: Type.Optional(Type.String()),
  replies: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      mentions: Type.Array(Type.String()),
      by: Type.String(),
      byId: Type.String(),
      at: Timestamp,
    }),
  ),
});
export type ContentComment = Static<typeof ContentComment>;

const text = Type.String({ minLength: 1, maxLength: 4000 });
const mentions = Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 }));

export const comparing = {
  compare: endpoint({
    method: 'GET',
    path: '/api/drafts/:kind/:id/compare',
    summary: 'Two versions, a version and the draft, or a save of the draft and what it is now, as text and as rules',
    room: 'content',
    allow: 'content:read',
    params: DraftParams,
    /** Ids of versions, `draft`, or `save-N` for what the draft was after its save N; `none` as the older stands for nothing. */
    query: Type.Object({
      from: Type.String(),
      to: Type.String(),
      /** `true`: also what is the same in both, so that the whole can be read. */
      all: Type.Optional(Type.Boolean()),
    }),
    reply: Comparison,
  }),
};

export const comments = {
  list: endpoint({
    method: 'GET',
    path: '/api/drafts/:kind/:id/comments',
    summary: 'Comments on a template or block with their replies, oldest first',
    room: 'content',
    allow: 'content:read',
    params: DraftParams,
    reply: page(ContentComment),
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/drafts/:kind/:id/comments',
    summary: 'Comment on a passage, or reply to a comment',
    room: 'content',
    allow: 'content:comment',
    params: DraftParams,
    body: Type.Object({ text, mentions, anchor: Type.Optional(CommentAnchor), replyTo: Type.Optional(Type.String()) }),
    reply: ContentComment,
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/api/content-comments/:comment/resolve',
    summary: 'Resolve a comment, or open it again',
    room: 'content',
    allow: 'content:comment',
    params: Type.Object({ comment: Type.String() }),
    body: Type.Object({ resolved: Type.Boolean() }),
    reply: Nothing,
  }),
};
