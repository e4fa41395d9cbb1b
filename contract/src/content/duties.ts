import Type, { type Static } from 'typebox';
import { Diagnostic, Id, page, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { Day } from './blocks.ts';
import { ContentId } from './drafts.ts';

/** Where a template can be shown. */
export const mediumNames = ['letter', 'email', 'web', 'sms', 'chat', 'push'] as const;
export const dutyPositions = ['before-signature', 'after-signature', 'start', 'end', 'first-page'] as const;

const Word = Type.String({ minLength: 1, maxLength: 60 });
/** ISO 3166-1, two capital letters. */
export const Country = Type.String({ pattern: '^[A-Z]{2}$' });

/** What a law or a rule of the house wants of communications. */
export const DutyContent = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  /** Where it comes from. */
  source: Type.Object({
    law: Type.String({ minLength: 1, maxLength: 200 }),
    paragraph: Type.Optional(Type.String({ maxLength: 120 })),
    link: Type.Optional(Type.String({ pattern: '^https?://', maxLength: 500 })),
  }),
  /** What it means for who writes. */
  explanation: Type.Optional(Type.String({ maxLength: 2000 })),
  /** Classes of templates; all if empty. */
  classes: Type.Array(Word, { maxItems: 50, uniqueItems: true }),
  /** Only templates of one of these products; all templates if empty. */
  products: Type.Array(Word, { maxItems: 50, uniqueItems: true }),
  /** Templates for one of these countries, and those that are for all; everywhere if empty. */
  countries: Type.Array(Country, { maxItems: 60, uniqueItems: true }),
  channels: Type.Array(Type.Enum([...mediumNames]), { minItems: 1, uniqueItems: true }),
  block: ContentId,
  /** The version of the block that was approved; every released one if absent. */
  blockVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Points, as it is printed. */
  minimumSize: Type.Optional(Type.Number({ minimum: 4, maximum: 72 })),
  position: Type.Optional(Type.Enum([...dutyPositions])),
  /** Both days included. */
  validFrom: Type.Optional(Day),
  validUntil: Type.Optional(Day),
});
export type DutyContent = Static<typeof DutyContent>;

/** `unchecked`: it is being found out. */
export const dutyStates = ['met', 'unmet', 'unchecked'] as const;

/** What becomes of a duty in a template's released version. */
export const DutyVerdict = Type.Object({
  dutyId: Type.String(),
  duty: Type.String(),
  source: Type.String(),
  templateId: Type.String(),
  template: Type.Record(Type.String(), Type.String()),
  class: Type.String(),
  versionId: Type.String(),
  version: Type.Integer(),
  state: Type.Enum([...dutyStates]),
  /** Why it is not met. */
  findings: Type.Array(Diagnostic),
  checkedAt: Type.Optional(Timestamp),
});
export type DutyVerdict = Static<typeof DutyVerdict>;

export const Duty = Type.Object({
  id: Type.String(),
  /** Every change makes a version; send it back with the next change. */
  version: Type.Integer(),
  content: DutyContent,
  /** `holds` today, `later`, or `ended`. */
  state: Type.Enum(['holds', 'later', 'ended']),
  changedAt: Timestamp,
  changedBy: Type.String(),
  /** Released versions that it touches. */
  met: Type.Integer(),
  unmet: Type.Integer(),
  unchecked: Type.Integer(),
});
export type Duty = Static<typeof Duty>;

/** What a template is about, by which duties find it. */
export const TemplateFacts = Type.Object({
  class: Word,
  products: Type.Array(Word, { maxItems: 50, uniqueItems: true }),
  /** All if empty. */
  countries: Type.Array(Country, { maxItems: 60, uniqueItems: true }),
  /** Field of the record that holds the customer's country, such as `customer.country`: duties of one country then hold for its customers only. */
  countryField: Type.Optional(Type.String({ pattern: '^[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*){0,9}$' })),
});
export type TemplateFacts = Static<typeof TemplateFacts>;

const common = { room: 'content', params: Id } as const;
const reason = Type.String({ minLength: 1, maxLength: 2000 });

export const duties = {
  list: endpoint({
    method: 'GET',
    path: '/api/duties',
    summary: 'The register of duties with how many released versions meet them',
    room: 'content',
    allow: 'content:read',
    reply: page(Duty),
  }),
  get: endpoint({
    ...common,
    method: 'GET',
    path: '/api/duties/:id',
    summary: 'A duty with its history and what becomes of it in every released version that it touches',
    allow: 'content:read',
    reply: Type.Object({
      duty: Duty,
      history: Type.Array(
        Type.Object({ version: Type.Integer(), content: DutyContent, reason: Type.String(), at: Timestamp, by: Type.String() }),
      ),
      verdicts: Type.Array(DutyVerdict),
    }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/duties',
    summary: 'Define a duty',
    room: 'content',
    allow: 'content:duties',
    body: Type.Object({ content: DutyContent, reason }),
    reply: Duty,
  }),
  /** 409 `content.duty-changed` when somebody changed it since. */
  change: endpoint({
    ...common,
    method: 'PUT',
    path: '/api/duties/:id',
    summary: 'Change a duty: from its day on the new version holds, until then the one before',
    allow: 'content:duties',
    body: Type.Object({ version: Type.Integer(), content: DutyContent, reason }),
    reply: Duty,
  }),
  /** Nothing is kept. */
  touches: endpoint({
    method: 'POST',
    path: '/api/duties/touched',
    summary: 'What a duty, or a change of one, would touch: the released versions, and whether they meet it as they are',
    room: 'content',
    allow: 'content:read',
    body: Type.Object({ content: DutyContent }),
    reply: Type.Object({
      verdicts: Type.Array(DutyVerdict),
      /** How many there are; of many only the first are composed. */
      total: Type.Integer(),
    }),
  }),
  ofTemplate: endpoint({
    ...common,
    method: 'GET',
    path: '/api/templates/:id/duties',
    summary: 'What a template is about, and what becomes of its duties in its released version',
    allow: 'content:read',
    reply: Type.Object({
      facts: TemplateFacts,
      duties: Type.Array(Duty),
      verdicts: Type.Array(DutyVerdict),
    }),
  }),
  setFacts: endpoint({
    ...common,
    method: 'PUT',
    path: '/api/templates/:id/facts',
    summary: 'Say what a template is about: its class, products and countries',
    allow: 'content:duties',
    body: TemplateFacts,
    reply: TemplateFacts,
  }),
};
