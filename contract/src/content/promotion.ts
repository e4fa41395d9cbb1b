import Type, { type Static } from 'typebox';
import { Diagnostic } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { NodeChange } from './comparing.ts';

/** A part of a template that files have otherwise than the newest version here. */
export const PartDifference = Type.Object({
  part: Type.Enum(['template', 'brand', 'block', 'asset', 'samples']),
  id: Type.String(),
  change: Type.Enum(['added', 'removed', 'changed']),
  /** Of templates and blocks that were changed: what, node by node. */
  nodes: Type.Optional(Type.Array(NodeChange)),
});
export type PartDifference = Static<typeof PartDifference>;

/** What bringing a template here would change. */
export const Promotion = Type.Object({
  templateId: Type.String(),
  /** The newest version here; absent for a template that is new. */
  against: Type.Optional(Type.Object({ version: Type.Integer(), state: Type.String(), hash: Type.String() })),
  differences: Type.Array(PartDifference),
  /** What keeps it from being brought or released here: areas of others, locked passages, errors, duties. */
  obstacles: Type.Array(Diagnostic),
  /** Names that stand twice in the files. */
  repeats: Type.Array(Diagnostic),
});
export type Promotion = Static<typeof Promotion>;

/** Templates that one archive can hold; the other environment takes no more bytes at once than it says. */
const mostTemplates = 200;

const common = { method: 'POST', room: 'content', allow: 'content:promote' } as const;

export const promotion = {
  /** A ZIP archive with a folder for each template, as `posthorn content pull` writes it: what `compare` of another environment takes. */
  archive: endpoint({
    method: 'GET',
    room: 'content',
    allow: 'content:read',
    path: '/api/promotion/archive',
    summary: 'Newest versions of templates as files, with all that they are made of',
    /** Ids with commas between. */
    query: Type.Object({ templates: Type.String({ minLength: 1, maxLength: mostTemplates * 100 }) }),
    media: 'application/zip',
  }),
  /** The body is a ZIP archive (`application/zip`, 40 MB at most) of folders as `posthorn content pull` writes them. Nothing is written. */
  compare: endpoint({
    ...common,
    path: '/api/promotion/compare',
    summary: 'What templates of another environment would change here',
    reply: Type.Object({ templates: Type.Array(Promotion) }),
  }),
  /** The same body again. Brings a draft version, which is released as every other. */
  bring: endpoint({
    ...common,
    path: '/api/promotion',
    summary: 'Bring a template of another environment here, or parts of it, as a draft version',
    query: Type.Object({
      template: Type.String({ minLength: 1, maxLength: 200 }),
      /** The hash that the difference was shown against; `new` where there was no version. 409 when there is another by now. */
      against: Type.String({ minLength: 1, maxLength: 100 }),
      /** What stays as it is here: `template`, `brand`, `samples` or `block:ID`, with commas between. */
      leave: Type.Optional(Type.String({ maxLength: 8000 })),
    }),
    reply: Type.Object({ versionId: Type.String(), version: Type.Integer(), changed: Type.Boolean(), errors: Type.Integer() }),
  }),
};
