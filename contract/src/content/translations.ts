import Type, { type Static } from 'typebox';
import { endpoint } from '../endpoint.ts';
import { Names, TextKind } from './drafts.ts';

/** A text of a template or block in all its languages, as people read it. */
export const TranslationUnit = Type.Object({
  id: Type.String(),
  /** The node that it belongs to: `paragraph`, `heading` …; `template` or `block` for what belongs to none. */
  type: Type.String(),
  texts: Type.Record(Type.String(), Type.String()),
  /** By language, but for the source: outdated when the source was changed since the last version and the translation was not. */
  states: Type.Record(Type.String(), Type.Enum(['current', 'missing', 'outdated'])),
});
export type TranslationUnit = Static<typeof TranslationUnit>;

/** A translation that was not taken, and why. */
export const TranslationProblem = Type.Object({
  unit: Type.String(),
  code: Type.Enum(['unknown-unit', 'source-changed', 'code-missing', 'code-twice', 'code-unknown', 'text-missing']),
  /** The field that is lost, the text that is lacking. */
  what: Type.String(),
});
export type TranslationProblem = Static<typeof TranslationProblem>;

const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' });
const one = { room: 'content', params: Type.Object({ kind: TextKind, id: Type.String() }) } as const;

export const translations = {
  show: endpoint({
    ...one,
    method: 'GET',
    path: '/api/translations/:kind/:id',
    summary: 'All texts of a template or block side by side, with what is missing and outdated',
    allow: 'content:read',
    query: Type.Object({ source: Type.Optional(language) }),
    reply: Type.Object({ name: Names, source: Type.String(), languages: Type.Array(Type.String()), units: Type.Array(TranslationUnit) }),
  }),
  exporting: endpoint({
    ...one,
    method: 'GET',
    path: '/api/translations/:kind/:id/xliff',
    summary: 'An XLIFF 2.0 file for translation: all texts, or those that are missing or outdated',
    allow: 'content:read',
    query: Type.Object({ source: language, target: language, all: Type.Optional(Type.Boolean()) }),
    media: 'application/xliff+xml',
  }),
  /** The body is the file itself (`application/xliff+xml`). */
  importing: endpoint({
    ...one,
    method: 'POST',
    path: '/api/translations/:kind/:id/xliff',
    summary: 'Put the translations of an XLIFF 2.0 file into the draft',
    allow: 'content:write',
    reply: Type.Object({
      source: Type.String(),
      target: Type.String(),
      /** Texts that were taken, and those of them that are new. */
      taken: Type.Integer(),
      changed: Type.Integer(),
      problems: Type.Array(TranslationProblem),
    }),
  }),
};
