import Type, { type Static } from 'typebox';
import { endpoint } from '../endpoint.ts';
import { DraftParams } from './drafts.ts';

/** What a language model may be asked for. */
export const assistantPurposes = ['shorten', 'plainer', 'translate', 'draft'] as const;
export const AssistantPurpose = Type.Enum([...assistantPurposes]);
export type AssistantPurpose = (typeof assistantPurposes)[number];

/** What a language model proposes; nothing of it is kept until a person takes it as a suggestion. */
export const Proposal = Type.Object({
  /** With the placeholders of the text, each once. */
  text: Type.String(),
  /** As the provider calls it. */
  model: Type.String(),
  /** Of what was sent, and of what came back. */
  characters: Type.Object({ sent: Type.Integer(), received: Type.Integer() }),
});
export type Proposal = Static<typeof Proposal>;

const language = Type.String({ minLength: 2, maxLength: 35 });

export const assistant = {
  /** `on` is false unless POSTHORN_ASSISTANT_URL and POSTHORN_ASSISTANT_MODEL are set. */
  state: endpoint({
    method: 'GET',
    path: '/api/assistant',
    summary: 'Whether a language model may be asked, and which',
    room: 'content',
    allow: 'content:read',
    reply: Type.Object({ on: Type.Boolean(), model: Type.Optional(Type.String()), host: Type.Optional(Type.String()) }),
  }),
  /**
   * The text is what authors write, with `«1»`, `«2»` … for its fields: no values of records are ever sent. Each placeholder comes back
   * exactly once, or the answer is refused (`assistant.placeholder-lost`). Every request leaves an audit entry without the text.
   */
  propose: endpoint({
    method: 'POST',
    path: '/api/drafts/:kind/:id/assistant',
    summary: 'Ask the language model for another wording of a passage',
    room: 'content',
    allow: 'content:assist',
    params: DraftParams,
    body: Type.Object({
      purpose: AssistantPurpose,
      text: Type.String({ minLength: 1, maxLength: 8000 }),
      /** The language of what is wished. */
      language,
      /** Of a translation: the language of the text. */
      from: Type.Optional(language),
    }),
    reply: Proposal,
  }),
};
