import Type, { type Static } from 'typebox';
import { Id, page, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';

/** From least to most sensitive; `special`: the categories of Art. 9 GDPR, such as health, religion or union membership. */
export const sensitivities = ['public', 'ordinary', 'confidential', 'special'] as const;
export const Sensitivity = Type.Enum([...sensitivities]);
export type Sensitivity = (typeof sensitivities)[number];
/** What templates are for. */
export const templatePurposes = ['contract', 'service', 'advertising'] as const;
/** What a place of a template makes of an attribute. */
export const attributeUses = [
  ...['text', 'subject', 'condition', 'list', 'parameter', 'chart', 'barcode', 'attachment', 'language', 'reference'],
] as const;

/** How sensitive some attributes of records and customers are, and what for they may be used. */
export const DataRuleContent = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  /** Names with dots between them; `*` is one name, `**` any number of them: `customer.attributes.health.**`. */
  pattern: Type.String({ pattern: '^(\\*\\*?|[A-Za-z_]\\w{0,59})(\\.(\\*\\*?|[A-Za-z_]\\w{0,59})){0,19}$', maxLength: 300 }),
  sensitivity: Sensitivity,
  /** Purposes of templates that may use it; none: no communication may. */
  purposes: Type.Array(Type.Enum([...templatePurposes]), { uniqueItems: true }),
  /** The legal basis, or why it is as it is; of a special category it must be said (Art. 9 (2) GDPR). */
  basis: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type DataRuleContent = Static<typeof DataRuleContent>;

export const DataRule = Type.Object({
  id: Type.String(),
  /** Every change makes a version; send it back with the next change. */
  version: Type.Integer(),
  content: DataRuleContent,
  changedAt: Timestamp,
  changedBy: Type.String(),
  /** Attributes that fall under it. */
  attributes: Type.Integer(),
});
export type DataRule = Static<typeof DataRule>;

/** An attribute that the data of released templates has. */
export const KnownAttribute = Type.Object({
  path: Type.String(),
  /** The rule that it falls under; absent while nobody has classified it. */
  rule: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), sensitivity: Sensitivity })),
  /** Released versions that use it, and those among them that may not. */
  templates: Type.Integer(),
  refused: Type.Integer(),
  /** Blocks that use it. */
  blocks: Type.Integer(),
  /** Communications of these templates that were composed in the last 30 days. */
  communicationsAMonth: Type.Integer(),
});
export type KnownAttribute = Static<typeof KnownAttribute>;

/** A place where an attribute is used. */
export const AttributePlace = Type.Object({
  use: Type.Enum([...attributeUses]),
  part: Type.Enum(['template', 'block', 'brand']),
  /** Of the block. */
  id: Type.Optional(Type.String()),
  pointer: Type.String(),
  /** The text that it stands in. */
  text: Type.Optional(Type.String()),
  /** Media, such as `letter` or `email`. */
  shownIn: Type.Array(Type.String()),
});
export type AttributePlace = Static<typeof AttributePlace>;

export const AttributeUser = Type.Object({
  templateId: Type.String(),
  template: Type.Record(Type.String(), Type.String()),
  versionId: Type.String(),
  version: Type.Integer(),
  purpose: Type.Enum([...templatePurposes]),
  allowed: Type.Boolean(),
  communicationsAMonth: Type.Integer(),
  places: Type.Array(AttributePlace),
});
export type AttributeUser = Static<typeof AttributeUser>;

/** An attribute that went into a communication, by the rules of the day on which it was composed. */
export const UsedDatum = Type.Object({
  path: Type.String(),
  name: Type.Optional(Type.String()),
  /** Absent where it was not classified. */
  sensitivity: Type.Optional(Sensitivity),
  /** Whether the record had a value for it; absent where the record cannot be read any more. */
  inRecord: Type.Optional(Type.Boolean()),
  places: Type.Array(AttributePlace),
});
export type UsedDatum = Static<typeof UsedDatum>;

const reason = Type.String({ minLength: 1, maxLength: 2000 });
const common = { room: 'content', params: Id } as const;

export const personalData = {
  register: endpoint({
    method: 'GET',
    path: '/api/personal-data',
    summary: 'The register of personal data: its rules, and the attributes of released templates, those that no rule classifies first',
    room: 'content',
    allow: 'content:read',
    reply: Type.Object({
      rules: Type.Array(DataRule),
      attributes: Type.Array(KnownAttribute),
      /** Released versions whose attributes are still to be found. */
      unchecked: Type.Integer(),
    }),
  }),
  rule: endpoint({
    ...common,
    method: 'GET',
    path: '/api/personal-data/rules/:id',
    summary: 'A rule of the register with its history',
    allow: 'content:read',
    reply: Type.Object({
      rule: DataRule,
      /** The newest first; `content` is absent where it was taken out of the register. */
      history: Type.Array(
        Type.Object({
          version: Type.Integer(),
          content: Type.Optional(DataRuleContent),
          reason: Type.String(),
          at: Timestamp,
          by: Type.String(),
        }),
      ),
    }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/personal-data/rules',
    summary: 'Classify attributes: how sensitive they are and what for they may be used',
    room: 'content',
    allow: 'content:personal-data',
    body: Type.Object({ content: DataRuleContent, reason }),
    reply: DataRule,
  }),
  /** 409 `content.data-rule-changed` when somebody changed it since. */
  change: endpoint({
    ...common,
    method: 'PUT',
    path: '/api/personal-data/rules/:id',
    summary: 'Change a rule; it holds at once',
    allow: 'content:personal-data',
    body: Type.Object({ version: Type.Integer(), content: DataRuleContent, reason }),
    reply: DataRule,
  }),
  remove: endpoint({
    ...common,
    method: 'POST',
    path: '/api/personal-data/rules/:id/removal',
    summary: 'Take a rule out of the register; its history stays',
    allow: 'content:personal-data',
    body: Type.Object({ version: Type.Integer(), reason }),
    reply: Type.Object({ id: Type.String() }),
  }),
  /** Nothing is kept. */
  touches: endpoint({
    method: 'POST',
    path: '/api/personal-data/touched',
    summary: 'What a rule, or a change of one, would touch: attributes, and released templates that could not go out any more',
    room: 'content',
    allow: 'content:read',
    body: Type.Object({ content: DataRuleContent, /** The rule that is changed. */ id: Type.Optional(Type.String()) }),
    reply: Type.Object({
      attributes: Type.Array(Type.String()),
      refused: Type.Array(Type.Object({ templateId: Type.String(), attribute: Type.String(), communicationsAMonth: Type.Integer() })),
    }),
  }),
  usedIn: endpoint({
    method: 'GET',
    path: '/api/personal-data/attributes/:path',
    summary: 'Which released templates use an attribute, and at which places',
    room: 'content',
    allow: 'content:read',
    params: Type.Object({ path: Type.String({ maxLength: 300 }) }),
    reply: page(AttributeUser),
  }),
  ofCommunication: endpoint({
    method: 'GET',
    path: '/api/communications/:id/personal-data',
    summary: 'The personal data that a communication used, with how sensitive it was when it was composed',
    room: 'archive',
    allow: 'communications:read',
    params: Id,
    reply: page(UsedDatum),
  }),
};
