import Type, { type Static } from 'typebox';
import { endpoint } from './endpoint.ts';

export const returnReasons = ['moved', 'unknown', 'refused', 'deceased'] as const;
/** Why a letter came back. */
export const ReturnReason = Type.Enum([...returnReasons]);
export type ReturnReason = (typeof returnReasons)[number];

export const ReturnedLetter = Type.Object({
  /** As it was read or given. */
  number: Type.String(),
  /** `again`: it was noted before; `unknown`: no letter of ours. */
  state: Type.Enum(['noted', 'again', 'unknown']),
  communicationId: Type.Optional(Type.String()),
  customerId: Type.Optional(Type.String()),
  reference: Type.Optional(Type.String()),
});
export type ReturnedLetter = Static<typeof ReturnedLetter>;

const shared = { room: 'delivery', allow: 'deliveries:returned', reply: Type.Object({ rows: Type.Array(ReturnedLetter) }) } as const;

/** Letters that came back. */
export const returnedLetters = {
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
