import Type, { type Static } from 'typebox';
import { Id, page, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { TextKind } from './drafts.ts';
import { StageName } from './reviews.ts';

/** A sentence or paragraph that a communication was made with, and the template or block that it stands in. */
export const OriginPassage = Type.Object({
  kind: TextKind,
  id: Type.String(),
  version: Type.Integer(),
  versionId: Type.String(),
  nodeId: Type.String(),
  /** The field within the node. */
  field: Type.String(),
  /** As it is written, with its expressions in braces. */
  text: Type.String(),
});
export type OriginPassage = Static<typeof OriginPassage>;

/** How a passage came to where it stands. */
export const PassageOrigin = Type.Object({
  passage: OriginPassage,
  /** The version that first had these words, as far back as versions are the same. */
  since: Type.Object({ versionId: Type.String(), version: Type.Integer(), createdAt: Timestamp, createdBy: Type.String() }),
  /** Who wrote these words, by the first save that had them; who pushed the folder, where it came with one. */
  author: Type.Object({ name: Type.String(), at: Timestamp, how: Type.Enum(['written', 'pushed']) }),
  /** Why, by who submitted it; absent where it came with a folder. */
  submitted: Type.Optional(Type.Object({ by: Type.String(), at: Timestamp, reason: Type.String() })),
  /** Who looked at it, in order. */
  decisions: Type.Array(
    Type.Object({
      stage: StageName,
      decision: Type.Enum(['approve', 'return']),
      by: Type.String(),
      insteadOf: Type.Optional(Type.String()),
      at: Timestamp,
      comment: Type.String(),
    }),
  ),
  /** The first release that had these words. */
  released: Type.Optional(Type.Object({ by: Type.String(), at: Timestamp, note: Type.String() })),
});
export type PassageOrigin = Static<typeof PassageOrigin>;

export const origins = {
  passages: endpoint({
    method: 'GET',
    path: '/api/communications/:id/passages',
    summary: 'What a communication was made of, passage by passage, as it was written',
    room: 'archive',
    allow: 'communications:read',
    params: Id,
    reply: page(OriginPassage),
  }),
  origin: endpoint({
    method: 'GET',
    path: '/api/communications/:id/origin',
    summary: 'How a passage of a communication came to its customer: version, author, reviewers, reasons, dates',
    room: 'archive',
    allow: 'communications:read',
    params: Id,
    /** Version of the template or block, node ('' for the document itself) and its field. */
    query: Type.Object({ version: Type.String(), node: Type.String(), field: Type.String() }),
    reply: PassageOrigin,
  }),
};
