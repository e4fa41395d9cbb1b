import Type, { type Static } from 'typebox';
import { Id, page, pageQuery, Timestamp } from './common.ts';
import { DeliveryState } from './communications.ts';
import { endpoint } from './endpoint.ts';
import { PlaceParts } from './wishes.ts';

export const returnReasons = ['moved', 'unknown', 'refused', 'deceased'] as const;
/** Why a letter came back. */
export const ReturnReason = Type.Enum([...returnReasons]);
export type ReturnReason = (typeof returnReasons)[number];

/** A letter that came back, and what becomes of the address. */
export const ReturnedCase = Type.Object({
  /** Of the delivery. */
  id: Type.String(),
  communicationId: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  reference: Type.String(),
  subject: Type.String(),
  reason: ReturnReason,
  at: Timestamp,
  by: Type.String(),
  /** Where it went, line by line. */
  address: Type.Array(Type.String()),
  /** What followed at once: no letters to the customer's address, nothing to the customer, no letters to this recipient's address, nothing. */
  consequence: Type.Enum(['address', 'person', 'recipient', 'none']),
  /** Whose address can be put right here; absent where the letter went to one that is not on record any more. */
  correctable: Type.Optional(Type.Enum(['customer', 'recipient'])),
  /** That address as it is now. */
  place: Type.Optional(PlaceParts),
  settled: Type.Optional(Type.Enum(['corrected', 'unblocked', 'kept'])),
  settledBy: Type.Optional(Type.String()),
  settledAt: Type.Optional(Timestamp),
  /** It was sent again, and what became of that. */
  again: Type.Optional(Type.Object({ address: Type.Array(Type.String()), state: Type.Optional(DeliveryState) })),
});
export type ReturnedCase = Static<typeof ReturnedCase>;

export const ReturnedLetter = Type.Object({
  /** As it was read or given. */
  number: Type.String(),
  /** `again`: it was noted before; `unknown`: no letter of ours. */
  state: Type.Enum(['noted', 'again', 'unknown']),
  communicationId: Type.Optional(Type.String()),
  customerId: Type.Optional(Type.String()),
  reference: Type.Optional(Type.String()),
  /** What follows and what can be done; absent where it is no letter of ours. */
  letter: Type.Optional(ReturnedCase),
});
export type ReturnedLetter = Static<typeof ReturnedLetter>;

const shared = { room: 'delivery', allow: 'deliveries:returned', reply: Type.Object({ rows: Type.Array(ReturnedLetter) }) } as const;

const settling = { room: 'delivery', allow: 'deliveries:returned', params: Id, reply: ReturnedCase } as const;

/** Letters that came back. */
export const returnedLetters = {
  list: endpoint({
    method: 'GET',
    path: '/api/returned-letters',
    summary: 'Letters that came back, newest first',
    room: 'delivery',
    allow: 'deliveries:returned',
    query: Type.Object({ ...pageQuery, open: Type.Optional(Type.Boolean()) }),
    reply: page(ReturnedCase),
  }),
  correct: endpoint({
    ...settling,
    method: 'PUT',
    path: '/api/returned-letters/:id/address',
    summary: 'Put the address right that a letter came back from',
    body: Type.Object({ place: PlaceParts }),
  }),
  settle: endpoint({
    ...settling,
    method: 'POST',
    path: '/api/returned-letters/:id/settle',
    summary: 'Keep the address blocked, use it as before, or take back what was settled',
    body: Type.Object({ deed: Type.Enum(['keep', 'unblock', 'undo']) }),
  }),
  sendAgain: endpoint({
    ...settling,
    method: 'POST',
    path: '/api/returned-letters/:id/send-again',
    summary: 'Print and send a letter again, to the address as it is now',
  }),
  record: endpoint({
    ...shared,
    method: 'POST',
    path: '/api/returned-letters',
    summary: 'Note letters that came back, by the codes that stand on them or the ids of their communications',
    body: Type.Object({
      reason: ReturnReason,
      numbers: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 500 }),
    }),
  }),
  /** The body is the picture, PNG or JPEG. No row: there is no code in it that could be read. */
  picture: endpoint({
    ...shared,
    method: 'POST',
    path: '/api/returned-letters/picture',
    summary: 'Note the letters whose DataMatrix is in a photograph (PNG or JPEG); no row where none can be read',
    query: Type.Object({ reason: ReturnReason }),
    body: Type.Object({ picture: Type.Unsafe<Uint8Array>({}) }),
  }),
};
