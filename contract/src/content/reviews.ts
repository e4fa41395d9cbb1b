import Type, { type Static } from 'typebox';
import { Id, Nothing, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { Day } from './blocks.ts';
import { ContentKind, DraftParams, Names } from './drafts.ts';

/** What a screen can show of a version. */
export const previewFormats = ['pdf', 'email', 'text', 'html', 'sms', 'chat', 'push'] as const;
export const PreviewFormat = Type.Enum([...previewFormats]);
export type PreviewFormat = (typeof previewFormats)[number];

/** Who looks at a version before it goes out; each needs the permission `content:approve-<stage>`. The last one releases. */
export const stageNames = ['department', 'legal', 'compliance'] as const;
export const StageName = Type.Enum([...stageNames]);
export type StageName = (typeof stageNames)[number];

export const ReviewState = Type.Enum(['open', 'scheduled', 'released', 'returned']);

/** A version on its way from draft to release. */
export const Review = Type.Object({
  versionId: Type.String(),
  kind: ContentKind,
  id: Type.String(),
  name: Names,
  version: Type.Integer(),
  /** The version that it replaces; only where one review is asked for, absent for the first. */
  before: Type.Optional(Type.Object({ versionId: Type.String(), version: Type.Integer() })),
  /** Of the template; `block` for blocks. */
  class: Type.String(),
  state: ReviewState,
  /** In their order. */
  stages: Type.Array(
    Type.Object({
      stage: StageName,
      decision: Type.Optional(Type.Enum(['approve', 'return'])),
      by: Type.Optional(Type.String()),
      at: Type.Optional(Timestamp),
      comment: Type.Optional(Type.String()),
      /** Who was away, when somebody stood in. */
      insteadOf: Type.Optional(Type.String()),
    }),
  ),
  /** Whose turn it is; absent when decided. */
  stage: Type.Optional(StageName),
  submittedBy: Type.String(),
  submittedAt: Timestamp,
  /** What was changed and why, by who submitted it. */
  comment: Type.String(),
  /** Everybody whose changes are in it: none of them may decide. */
  authors: Type.Array(Type.String()),
  due: Type.Optional(Day),
  /** The day on which people were last reminded that it is due. */
  remindedOn: Type.Optional(Day),
  /** Of a block: when it is the wording. */
  validFrom: Type.Optional(Day),
  validUntil: Type.Optional(Day),
  /** When it will be released, once approved. */
  releaseAt: Type.Optional(Timestamp),
  /** Whether the caller may decide now, and if not why: `not-allowed`, `own-change`, `decided-before`, `decided`. */
  mayDecide: Type.Boolean(),
  mayNotBecause: Type.Optional(Type.String()),
  /** The caller may decide because they stand in for this person. */
  insteadOf: Type.Optional(Type.String()),
});
export type Review = Static<typeof Review>;

const comment = Type.String({ minLength: 1, maxLength: 4000 });
const one = { room: 'content', params: Id } as const;

/** What the versions before and after can be composed with. */
export const ReviewMaterial = Type.Object({
  /** For a block: released templates that use it, or none; the first is taken if none is chosen. For a template itself alone. */
  templates: Type.Array(Type.Object({ id: Type.String(), name: Names })),
  template: Type.String(),
  formats: Type.Array(PreviewFormat),
  languages: Type.Array(Type.String()),
  samples: Type.Array(Type.Object({ number: Type.Integer(), label: Type.String() })),
});
export type ReviewMaterial = Static<typeof ReviewMaterial>;

const ClassName = Type.Object({ class: Type.String({ minLength: 1, maxLength: 60 }) });

/** The stages of a class: of templates, of blocks (`block`) or of brands (`brand`). */
export const ClassStages = Type.Object({
  class: Type.String(),
  stages: Type.Array(StageName),
  /** Days until a decision is wanted, where who submits says no day. */
  dueDays: Type.Optional(Type.Integer()),
  /** False where it goes with `standard`, blocks and brands with `compliance` alone. */
  own: Type.Boolean(),
  templates: Type.Integer(),
  /** Versions in review now, and how many of them were submitted with other stages, which they keep. */
  open: Type.Integer(),
  openWithOthers: Type.Integer(),
});
export type ClassStages = Static<typeof ClassStages>;

/** Running work that a withdrawal meets. */
export const WithdrawalEffect = Type.Object({
  runs: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), state: Type.String(), records: Type.Integer(), composed: Type.Integer() }),
  ),
});

export const reviews = {
  submit: endpoint({
    method: 'POST',
    path: '/api/drafts/:kind/:id/submit',
    summary: 'Submit the draft: it becomes a version in review; refused while it has errors',
    room: 'content',
    allow: 'content:write',
    params: DraftParams,
    body: Type.Object({
      comment,
      due: Type.Optional(Day),
      validFrom: Type.Optional(Day),
      validUntil: Type.Optional(Day),
    }),
    reply: Review,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/reviews',
    summary: 'Versions in review, the most urgent first; or those decided, newest first',
    room: 'content',
    allow: 'content:read',
    query: Type.Object({
      ...pageQuery,
      state: Type.Optional(ReviewState),
      /** `true`: only those that the caller may decide now. */
      mine: Type.Optional(Type.Boolean()),
    }),
    reply: page(Review),
  }),
  get: endpoint({
    ...one,
    method: 'GET',
    path: '/api/reviews/:id',
    summary: 'The review of a version (by its id)',
    allow: 'content:read',
    reply: Review,
  }),
  material: endpoint({
    ...one,
    method: 'GET',
    path: '/api/reviews/:id/material',
    summary: 'What both versions can be composed with: channels, languages, sample records, for a block templates',
    allow: 'content:read',
    query: Type.Object({ template: Type.Optional(Type.String()) }),
    reply: ReviewMaterial,
  }),
  rendition: endpoint({
    method: 'GET',
    path: '/api/reviews/:id/:side/:format',
    summary: 'The version before or after, composed with a sample record or with a record of the proof',
    room: 'content',
    allow: 'content:read',
    params: Type.Object({ id: Type.String(), side: Type.Enum(['before', 'after']), format: PreviewFormat }),
    query: Type.Object({
      sample: Type.Optional(Type.Integer({ minimum: 0 })),
      /** Position in the proof, instead of a sample. */
      record: Type.Optional(Type.Integer({ minimum: 0 })),
      language: Type.Optional(Type.String()),
      template: Type.Optional(Type.String()),
    }),
    media: 'application/octet-stream',
  }),
  /** 403 `content.own-change` for who changed something in it; 403 `auth.not-allowed` without the stage's permission. */
  decide: endpoint({
    ...one,
    method: 'POST',
    path: '/api/reviews/:id/decisions',
    summary: 'Approve or return a version at its present stage; the last approval releases it, at once or at a time',
    allow: 'content:read',
    body: Type.Object({ decision: Type.Enum(['approve', 'return']), comment, releaseAt: Type.Optional(Timestamp) }),
    reply: Review,
  }),
  takeBack: endpoint({
    ...one,
    method: 'POST',
    path: '/api/reviews/:id/take-back',
    summary: 'Take a submitted or scheduled version back; its draft can be written again',
    allow: 'content:write',
    body: Type.Object({ comment }),
    reply: Review,
  }),
  reminders: endpoint({
    method: 'GET',
    path: '/api/review-reminders',
    summary: 'Whether the caller gets a mail when reviews that they may decide are due',
    room: 'content',
    allow: 'content:comment',
    reply: Type.Object({ byMail: Type.Boolean() }),
  }),
  setReminders: endpoint({
    method: 'PUT',
    path: '/api/review-reminders',
    summary: 'Turn the mails about due reviews on or off for the caller, and say in which language they come',
    room: 'content',
    allow: 'content:comment',
    body: Type.Object({ byMail: Type.Boolean(), language: Type.Enum(['en', 'de']) }),
    reply: Type.Object({ byMail: Type.Boolean() }),
  }),
  stages: endpoint({
    method: 'GET',
    path: '/api/review-stages',
    summary: 'The stages of each class of templates, of blocks and of brands',
    room: 'content',
    allow: 'content:read',
    reply: page(ClassStages),
  }),
  setStages: endpoint({
    method: 'PUT',
    path: '/api/review-stages/:class',
    summary: 'Set the stages of a class; versions in review keep theirs',
    room: 'content',
    allow: 'content:configure',
    params: ClassName,
    body: Type.Object({
      stages: Type.Array(StageName, { minItems: 1, maxItems: 3, uniqueItems: true }),
      dueDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
    }),
    reply: ClassStages,
  }),
  clearStages: endpoint({
    method: 'DELETE',
    path: '/api/review-stages/:class',
    summary: 'Let a class go with all others again; versions in review keep their stages',
    room: 'content',
    allow: 'content:configure',
    params: ClassName,
    reply: Nothing,
  }),
  deciders: endpoint({
    method: 'GET',
    path: '/api/review-deciders',
    summary: 'Who may decide each stage today, by their roles; 100 of them are named',
    room: 'content',
    allow: 'content:configure',
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          stage: StageName,
          people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
          total: Type.Integer(),
        }),
      ),
    }),
  }),
  withdrawal: endpoint({
    ...one,
    method: 'GET',
    path: '/api/template-versions/:id/withdrawal',
    summary: 'What withdrawing a released version would meet: runs that are not done',
    allow: 'content:read',
    reply: WithdrawalEffect,
  }),
  withdraw: endpoint({
    ...one,
    method: 'POST',
    path: '/api/template-versions/:id/withdraw',
    summary: 'Withdraw a released version at once: nothing can be started with it, its running runs are paused',
    allow: 'content:withdraw',
    body: Type.Object({ reason: comment }),
    reply: WithdrawalEffect,
  }),
};
