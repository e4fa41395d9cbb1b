import Type, { type Static } from 'typebox';
import { Nothing, page, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { DraftParams } from './drafts.ts';

const text = Type.String({ maxLength: 20_000 });
const offset = Type.Integer({ minimum: 0, maximum: 20_000 });

const place = Type.Object({
  /** JSON Pointer in the template or block: of the text; of the first node that goes, or before which others come. */
  pointer: Type.String({ maxLength: 500 }),
  nodeId: Type.Optional(Type.String({ maxLength: 200 })),
  language: Type.String({ minLength: 2, maxLength: 35 }),
});

/** Other words in a text. */
export const WordsChange = Type.Object({
  place,
  /** The whole text as it is in this language, with one U+FFFC for each field and other thing among the words. */
  text,
  /** The words that would go: offsets into `text`. */
  from: offset,
  to: offset,
  /** The words that would come instead, as the engine's model has them: in short form, or as a list of nodes. */
  inserted: Type.Union([text, Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 2000 })]),
});
export type WordsChange = Static<typeof WordsChange>;

const nodes = Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 500 });
const neighbour = Type.Union([Type.String({ maxLength: 300 }), Type.Null()]);

/** Other nodes in the place of some: paragraphs, tables, blocks, frames; items of a list as `{type: 'item', body}`. */
export const NodesChange = Type.Object({
  place,
  /** What stands before and after: the id of the node, or how it begins; null at the edge. By it the place is found again. */
  between: Type.Tuple([neighbour, neighbour]),
  gone: nodes,
  come: nodes,
});
export type NodesChange = Static<typeof NodesChange>;

/** Changes that are proposed, and decided about together: the draft, and all that is made of it, stays as it is until somebody who writes it accepts. */
export const SuggestionContent = Type.Object({
  /** Made by who suggests, so that the same may be sent again. */
  id: Type.String({ format: 'uuid' }),
  /** In the order of the text; all in one language. */
  changes: Type.Array(Type.Union([WordsChange, NodesChange]), { minItems: 1, maxItems: 200 }),
  /** Where a language model wrote it: what for, and which. */
  assistant: Type.Optional(Type.Object({ purpose: Type.String({ maxLength: 40 }), model: Type.String({ maxLength: 200 }) })),
});
export type SuggestionContent = Static<typeof SuggestionContent>;

export const Suggestion = Type.Intersect([
  SuggestionContent,
  Type.Object({
    by: Type.String(),
    byId: Type.String(),
    at: Timestamp,
    /** Who writes the draft wrote on in it since. */
    changedBy: Type.Optional(Type.String()),
  }),
]);
export type Suggestion = Static<typeof Suggestion>;

const editor = Type.String({ minLength: 1, maxLength: 80 });
const common = { room: 'content', params: DraftParams } as const;

export const suggestions = {
  list: endpoint({
    ...common,
    method: 'GET',
    path: '/api/drafts/:kind/:id/suggestions',
    summary: 'Open suggestions for the texts of a draft, oldest first',
    allow: 'content:read',
    reply: page(Suggestion),
  }),
  /**
   * One's own, with or without the lock; who holds the lock (`editor`) may move and change those of others as the text around them
   * changes, and open again what was decided. All who have the draft open are told on its stream (`suggestions`).
   */
  put: endpoint({
    ...common,
    method: 'PUT',
    path: '/api/drafts/:kind/:id/suggestions',
    summary: 'Keep suggestions, new ones or changed ones',
    allow: 'content:suggest',
    body: Type.Object({ editor, suggestions: Type.Array(SuggestionContent, { minItems: 1, maxItems: 500 }) }),
    reply: Nothing,
  }),
  /**
   * Needs the lock, but to withdraw one's own. Accepting says that the words stand in the draft as saved: who accepts by other means than
   * the workplace changes the draft first.
   */
  decide: endpoint({
    ...common,
    method: 'POST',
    path: '/api/drafts/:kind/:id/suggestions/decide',
    summary: 'Say what became of suggestions: accepted, rejected, withdrawn',
    allow: 'content:suggest',
    body: Type.Object({
      editor,
      decisions: Type.Array(
        Type.Object({ id: Type.String({ format: 'uuid' }), decision: Type.Enum(['accepted', 'rejected', 'withdrawn']) }),
        { minItems: 1, maxItems: 500 },
      ),
    }),
    reply: Nothing,
  }),
};
