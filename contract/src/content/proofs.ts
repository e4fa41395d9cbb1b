import Type, { type Static } from 'typebox';
import { Id, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { TextPiece } from './comparing.ts';
import { PreviewFormat } from './reviews.ts';

/**
 * The regression proof of a version in review: records composed with the version before and with the new one, and what is different.
 * It belongs to the review and is kept with it.
 */
export const Proof = Type.Object({
  id: Type.String(),
  versionId: Type.String(),
  /** Absent for a first version: then it is proved only that it can be composed. */
  before: Type.Optional(Type.Object({ versionId: Type.String(), version: Type.Integer() })),
  state: Type.Enum(['running', 'done', 'failed']),
  /** Of records: all, looked at, with a difference, with one that only one of the two can compose. */
  total: Type.Integer(),
  done: Type.Integer(),
  different: Type.Integer(),
  failing: Type.Integer(),
  /** Verdicts on those with a difference. */
  expected: Type.Integer(),
  refused: Type.Integer(),
  /** How many of the newest real records were asked for beside the samples. */
  realRecords: Type.Integer(),
  /** While it runs: records a second, and seconds that are left. */
  rate: Type.Optional(Type.Number()),
  secondsLeft: Type.Optional(Type.Number()),
  startedAt: Timestamp,
  startedBy: Type.String(),
  endedAt: Type.Optional(Timestamp),
  /** Why it failed. */
  problem: Type.Optional(Type.String()),
});
export type Proof = Static<typeof Proof>;

/** One rendition compared. `fails`: only the new version cannot compose it; `mends`: only the old one could not. */
export const ProofFinding = Type.Object({
  format: PreviewFormat,
  /** '' for that of the record. */
  language: Type.String(),
  outcome: Type.Enum(['same', 'different', 'fails', 'mends']),
  pagesBefore: Type.Optional(Type.Integer()),
  pagesAfter: Type.Optional(Type.Integer()),
  /** Pages whose picture is different, counted from 1, with the share of their area (0 to 1). */
  changedPages: Type.Optional(Type.Array(Type.Object({ page: Type.Integer(), share: Type.Number() }))),
  /** The words around what changed; `…` stands for what is left out. */
  text: Type.Optional(Type.Array(TextPiece)),
  problem: Type.Optional(Type.String()),
});
export type ProofFinding = Static<typeof ProofFinding>;

export const ProofItem = Type.Object({
  position: Type.Integer(),
  label: Type.String(),
  source: Type.Enum(['sample', 'record']),
  /** Number of the sample in the version. */
  sample: Type.Optional(Type.Integer()),
  state: Type.Enum(['pending', 'same', 'different', 'failing']),
  findings: Type.Array(ProofFinding),
  verdict: Type.Optional(Type.Enum(['expected', 'refused'])),
  reason: Type.Optional(Type.String()),
  judgedBy: Type.Optional(Type.String()),
  judgedAt: Type.Optional(Timestamp),
});
export type ProofItem = Static<typeof ProofItem>;

export const proofs = {
  latest: endpoint({
    method: 'GET',
    path: '/api/reviews/:id/proof',
    summary: 'The newest regression proof of a version in review',
    room: 'content',
    allow: 'content:read',
    params: Id,
    reply: Type.Object({ proof: Type.Optional(Proof) }),
  }),
  start: endpoint({
    method: 'POST',
    path: '/api/reviews/:id/proof',
    summary: 'Prove a version anew: all sample records, and the newest real ones if asked for',
    room: 'content',
    allow: 'content:comment',
    params: Id,
    /** Real records need the permission `content:sample-records` too. */
    body: Type.Object({ realRecords: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })) }),
    reply: Proof,
  }),
  items: endpoint({
    method: 'GET',
    path: '/api/proofs/:id/items',
    summary: 'Records of a proof with what is different in them',
    room: 'content',
    allow: 'content:read',
    params: Id,
    query: Type.Object({ ...pageQuery, only: Type.Optional(Type.Enum(['different', 'undecided', 'refused'])) }),
    reply: page(ProofItem),
  }),
  judge: endpoint({
    method: 'POST',
    path: '/api/proofs/:id/verdicts',
    summary: 'Take differences as expected, or refuse them with a reason; while one is refused the version is not approved',
    room: 'content',
    allow: 'content:comment',
    params: Id,
    body: Type.Object({
      /** All that have no verdict yet if absent. */
      positions: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 2100 })),
      verdict: Type.Enum(['expected', 'refused']),
      reason: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    reply: Proof,
  }),
};
