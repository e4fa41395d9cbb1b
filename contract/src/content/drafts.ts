import Type, { type Static } from 'typebox';
import { Diagnostic, Nothing, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { AssetReference } from './assets.ts';
import { Sample } from './samples.ts';

/** What is written in the browser and goes through reviews: a template, a block, or a brand. */
export const contentKinds = ['template', 'block', 'brand'] as const;
export const ContentKind = Type.Enum([...contentKinds]);
export type ContentKind = (typeof contentKinds)[number];

/** Those that hold the texts of authors. */
export const textKinds = ['template', 'block'] as const;
export const TextKind = Type.Enum([...textKinds]);
export type TextKind = (typeof textKinds)[number];

/** How communications of a template come about: for many customers in a run, because something happened, or edited by a clerk. */
export const templateKinds = ['batch', 'on-demand', 'interactive'] as const;
export const TemplateKind = Type.Enum([...templateKinds]);
export type TemplateKind = (typeof templateKinds)[number];

/** Ids of templates and blocks. */
export const ContentId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,79}$' });
/** Texts by language tag; at least one. */
export const Names = Type.Record(Type.String({ maxLength: 35 }), Type.String({ minLength: 1, maxLength: 200 }), { minProperties: 1 });
export const DraftParams = Type.Object({ kind: ContentKind, id: Type.String() });

/** A document of the engine's model (`posthorn/1`): a template, a block or a brand as JSON. */
export const ContentDocument = Type.Record(Type.String(), Type.Unknown());

/** The one who may save, until the lock is given back, taken over or silent for too long. */
export const LockHolder = Type.Object({
  userId: Type.String(),
  name: Type.String(),
  /** The tab that holds it, as it named itself: the same person in two windows is told so too. */
  editor: Type.String(),
  since: Timestamp,
  /** Last sign of life. */
  seenAt: Timestamp,
  /** From then on anybody may lock without taking over. */
  expiresAt: Timestamp,
});
export type LockHolder = Static<typeof LockHolder>;

/** The working copy of a template, block or brand. Every save makes a revision; all of them are kept. */
export const Draft = Type.Object({
  kind: ContentKind,
  id: Type.String(),
  /** 1 for the first; also the ETag, in quotes. Send it as `If-Match` with the next save. */
  revision: Type.Integer(),
  document: ContentDocument,
  createdAt: Timestamp,
  createdBy: Type.String(),
  savedAt: Timestamp,
  savedBy: Type.String(),
  /** The version that it began from; absent for a new one. */
  basedOn: Type.Optional(Type.Object({ versionId: Type.String(), version: Type.Integer() })),
  /** The version that this draft was submitted as and that waits for its release: saving is refused until it is decided or taken back. */
  inReview: Type.Optional(Type.Object({ versionId: Type.String(), version: Type.Integer() })),
  lock: Type.Optional(LockHolder),
});
export type Draft = Static<typeof Draft>;

export const DraftRevision = Type.Object({ revision: Type.Integer(), at: Timestamp, by: Type.String(), bytes: Type.Integer() });

/** The data of a template: by example, from records that are there, or as a JSON Schema. */
export const DataSource = Type.Union([
  Type.Object({ sample: Type.Record(Type.String(), Type.Unknown()) }),
  Type.Object({ dataset: Type.String() }),
  Type.Object({ schema: Type.Record(Type.String(), Type.Unknown()) }),
]);

/** All that the engine needs in the browser to compose the draft as production would. */
export const DraftBundle = Type.Object({
  revision: Type.Integer(),
  /** The template to compose: the draft itself; for a block one that uses it, or an empty letter around it; for a brand the one asked for, or an example. */
  template: ContentDocument,
  brand: ContentDocument,
  /** Of the template that is shown; absent for an example that is none. A brand has targets of plainness by class. */
  class: Type.Optional(Type.String()),
  /** Blocks by id: those that the documents refer to, of today; missing ones are left out. */
  blocks: Type.Record(Type.String(), ContentDocument),
  /** By the name that brand and nodes use. */
  assets: Type.Record(Type.String(), AssetReference),
  /** What documents must hold, for `compile(bundle, {duties})` of the engine. */
  duties: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  /** The register of personal data, for `checkAttributes` of the engine. */
  attributeRules: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  samples: Type.Array(Sample),
});
export type DraftBundle = Static<typeof DraftBundle>;

const common = { room: 'content', params: DraftParams } as const;

export const drafts = {
  create: endpoint({
    method: 'POST',
    path: '/api/templates',
    summary: 'Create a template from nothing: its first draft',
    room: 'content',
    allow: 'content:write',
    body: Type.Object({
      /** Made from the name if absent. */
      id: Type.Optional(ContentId),
      name: Names,
      kind: TemplateKind,
      /** Decides the stages of its release; `standard` if absent. */
      class: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
      purpose: Type.Enum(['contract', 'service', 'advertising']),
      brand: Type.String(),
      /** The first is the fallback. */
      languages: Type.Array(Type.String({ minLength: 2, maxLength: 35 }), { minItems: 1, maxItems: 40 }),
      data: DataSource,
    }),
    reply: Draft,
  }),
  createBlock: endpoint({
    method: 'POST',
    path: '/api/blocks',
    summary: 'Create a block from nothing: its first draft',
    room: 'content',
    allow: 'content:write',
    body: Type.Object({
      id: Type.Optional(ContentId),
      name: Names,
      parameters: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$' }), { maxItems: 50 })),
      department: Type.Optional(Type.String({ maxLength: 120 })),
      tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 40 })),
      /** The nodes it begins with, such as a passage that becomes a block; none if absent. */
      body: Type.Optional(Type.Array(ContentDocument)),
    }),
    reply: Draft,
  }),
  get: endpoint({
    ...common,
    method: 'GET',
    path: '/api/drafts/:kind/:id',
    summary: 'The open draft of a template, block or brand',
    allow: 'content:read',
    reply: Draft,
  }),
  /** Nodes get the ids that they lack, so that comments and comparisons find them again. */
  start: endpoint({
    ...common,
    method: 'POST',
    path: '/api/drafts/:kind/:id',
    summary: 'Start a draft from a version; the latest if none is given',
    allow: 'content:write',
    body: Type.Object({ from: Type.Optional(Type.String()) }),
    reply: Draft,
  }),
  /**
   * Needs the header `If-Match: "revision"` and the lock. 409 `content.draft-conflict` with `data: {revision, by, at}` when somebody
   * saved since; 409 `content.locked` with `data: LockHolder` when somebody else holds the lock, `content.lock-needed` when nobody.
   */
  save: endpoint({
    ...common,
    method: 'PUT',
    path: '/api/drafts/:kind/:id',
    summary: 'Save the whole document; every save is kept as a revision',
    allow: 'content:write',
    body: Type.Object({ document: ContentDocument, editor: Type.String({ minLength: 1, maxLength: 80 }) }),
    reply: Type.Object({
      revision: Type.Integer(),
      savedAt: Timestamp,
      /** Names that stand twice in an object of the document as it was sent with an API key: only the last one counts. */
      repeats: Type.Optional(Type.Array(Diagnostic)),
      /** False when it was the same: no revision was made. */ changed: Type.Boolean(),
    }),
  }),
  discard: endpoint({
    ...common,
    method: 'DELETE',
    path: '/api/drafts/:kind/:id',
    summary: 'Discard the draft; its revisions stay, versions are untouched',
    allow: 'content:write',
    reply: Nothing,
  }),
  revisions: endpoint({
    ...common,
    method: 'GET',
    path: '/api/drafts/:kind/:id/revisions',
    summary: 'Every save of the open draft, newest first',
    allow: 'content:read',
    query: Type.Object(pageQuery),
    reply: page(DraftRevision),
  }),
  revision: endpoint({
    method: 'GET',
    room: 'content',
    path: '/api/drafts/:kind/:id/revisions/:revision',
    summary: 'The document as it was saved then',
    allow: 'content:read',
    params: Type.Object({ kind: ContentKind, id: Type.String(), revision: Type.Integer({ minimum: 1 }) }),
    reply: Type.Object({ revision: Type.Integer(), document: ContentDocument }),
  }),
  bundle: endpoint({
    ...common,
    method: 'GET',
    path: '/api/drafts/:kind/:id/bundle',
    summary: 'All that the engine needs to compose the draft in the browser',
    allow: 'content:read',
    /**
     * `template`: for a block or brand, the template to show it in; `brand`: another brand than the template's own; `block`: one that is
     * about to be put in, with all that it is made of.
     */
    query: Type.Object({
      template: Type.Optional(Type.String()),
      brand: Type.Optional(Type.String()),
      block: Type.Optional(Type.String()),
    }),
    reply: DraftBundle,
  }),
  check: endpoint({
    ...common,
    method: 'GET',
    path: '/api/drafts/:kind/:id/check',
    summary: "The engine's diagnostics of the draft as saved",
    allow: 'content:read',
    reply: Type.Object({
      revision: Type.Integer(),
      errors: Type.Integer(),
      warnings: Type.Integer(),
      diagnostics: Type.Array(Diagnostic),
    }),
  }),
};

/** People at a draft; all that a tab says about itself every ten seconds. */
export const Person = Type.Object({ userId: Type.String(), name: Type.String(), editor: Type.String(), seenAt: Timestamp });

export const locks = {
  /**
   * Lock, or keep what one holds: send it every ten seconds. 409 `content.locked` with `data: LockHolder` when somebody else holds it
   * and `takeOver` is not set; who loses it is told on the stream (`lock`, with `takenFrom`).
   */
  hold: endpoint({
    ...common,
    method: 'POST',
    path: '/api/drafts/:kind/:id/lock',
    summary: 'Lock the draft for writing, keep the lock, or take it over',
    allow: 'content:write',
    body: Type.Object({
      editor: Type.String({ minLength: 1, maxLength: 80 }),
      takeOver: Type.Optional(Type.Boolean()),
    }),
    reply: LockHolder,
  }),
  giveBack: endpoint({
    ...common,
    method: 'DELETE',
    path: '/api/drafts/:kind/:id/lock',
    summary: 'Give the lock back',
    allow: 'content:write',
    query: Type.Object({ editor: Type.String() }),
    reply: Nothing,
  }),
  /**
   * Server-sent events: `lock` {holder?: LockHolder, takenFrom?: string, takenFromEditor?: string}, `saved` {revision, by, at, editor}, `people` {people: Person[]},
   * `state` {} (submitted, decided, discarded), `comments` {}, `suggestions` {}. The first are `lock` and `people` as they are. Who listens is present.
   */
  live: endpoint({
    ...common,
    method: 'GET',
    path: '/api/drafts/:kind/:id/live',
    summary: 'Who is at the draft, who may write, and what was saved',
    allow: 'content:read',
    query: Type.Object({ editor: Type.String({ minLength: 1, maxLength: 80 }) }),
    media: 'text/event-stream',
  }),
};
