import Type, { type Static } from 'typebox';
import { ChannelName } from './common.ts';

/*
 * The contact policy: how often, when and about what customers may be written to. It is data, edited in the workplace, and every change is a
 * version of its own (`contact-policies.ts` has the endpoints).
 */

/** Names a rule in reasons, counts and audit entries. */
const RuleId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 });
const Name = Type.String({ minLength: 1, maxLength: 120 });
const Purpose = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 });
const Matter = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 });
/** Hour and minute on the clock at the customer's place. */
const LocalTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Days = Type.Integer({ minimum: 1, maximum: 366 });
const Scope = Type.Enum(['customer', 'household']);
/** Days of the week, 1 for Monday to 7; of a span over midnight, the day on which it begins. */
const Weekdays = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 });

/** What a purpose stands on, and who goes first. */
const PurposeRule = Type.Object(
  {
    /** 0 to 100; the higher goes first where not all may go. */
    priority: Type.Integer({ minimum: 0, maximum: 100 }),
    basis: Type.Enum(['contract', 'legal-duty', 'legitimate-interest', 'consent']),
    /** Mandatory mail is never capped, but counts for the others. */
    mandatory: Type.Boolean(),
  },
  { additionalProperties: false },
);

/** What is different for one matter than for its purpose. */
const MatterRule = Type.Object(
  { priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })), mandatory: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);

/** At most so many within so many days before, looked at again for each message (a sliding window). */
const CapRule = Type.Object(
  {
    ...{ id: RuleId, name: Name, scope: Scope, purpose: Type.Optional(Purpose), channel: Type.Optional(ChannelName) },
    ...{ atMost: Type.Integer({ minimum: 0, maximum: 1000 }), days: Days },
  },
  { additionalProperties: false },
);

/** When nothing is sent; `until` before `from` goes over midnight, equal to it is the whole day. */
const QuietRule = Type.Object(
  {
    ...{ id: RuleId, name: Name, channels: Type.Array(ChannelName, { minItems: 1 }), from: LocalTime, until: LocalTime },
    ...{ days: Type.Optional(Weekdays), purpose: Type.Optional(Purpose) },
  },
  { additionalProperties: false },
);

/** The same matter (name and key) is not written about again within so many days. */
const DuplicateRule = Type.Object(
  { id: RuleId, name: Name, matter: Type.Optional(Matter), purpose: Type.Optional(Purpose), days: Days },
  { additionalProperties: false },
);

/** What was written, or is the case with a customer. */
const ConflictFirst = Type.Object(
  { matter: Type.Optional(Matter), circumstance: Type.Optional(Matter) },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);
const ConflictThen = Type.Object(
  { matter: Type.Optional(Matter), purpose: Type.Optional(Purpose) },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);
/** What does not go well together: within `days` after the first, a person decides about the second. */
const ConflictRule = Type.Object(
  { id: RuleId, name: Name, first: ConflictFirst, second: ConflictThen, days: Days, scope: Scope },
  { additionalProperties: false },
);

/** Messages that compete are kept until a time of the day and then let go by priority. */
const GatheringRule = Type.Object(
  { id: RuleId, name: Name, purpose: Purpose, channel: Type.Optional(ChannelName), at: LocalTime },
  { additionalProperties: false },
);

/**
 * E-mails, or letters, that are kept for each other: what is there when the digest closes goes out as one mail, each with its own part, or in one
 * envelope. What would be worth nothing by then goes alone.
 */
const DigestRule = Type.Object(
  {
    ...{ id: RuleId, name: Name, purposes: Type.Optional(Type.Array(Purpose, { minItems: 1, maxItems: 20 })) },
    /** When it closes, on the clock of the organisation; every day where no days are named. */
    ...{ at: LocalTime, days: Type.Optional(Weekdays) },
    /** Messages in one mail; what is more goes in another one. */
    atMost: Type.Integer({ minimum: 2, maximum: 20 }),
    /** Of letters, by post; of e-mails where it is absent. */
    channel: Type.Optional(Type.Enum(['email', 'post'])),
    /** Sheets of paper in one envelope, printed on both sides: what it takes, and what its postage allows. */
    atMostSheets: Type.Optional(Type.Integer({ minimum: 2, maximum: 100 })),
  },
  { additionalProperties: false },
);

/** Most money in a calendar month. */
const BudgetRule = Type.Object(
  {
    ...{ id: RuleId, name: Name, purpose: Type.Optional(Purpose), channel: Type.Optional(ChannelName) },
    /** Cents. */
    perMonth: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);

export const ContactPolicy = Type.Object(
  {
    /** IANA zone of the organisation, for its months and times of day; quiet hours are those of the customer's zone. */
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    purposes: Type.Record(Purpose, PurposeRule),
    matters: Type.Record(Matter, MatterRule),
    caps: Type.Array(CapRule, { maxItems: 100 }),
    quiet: Type.Array(QuietRule, { maxItems: 100 }),
    duplicates: Type.Array(DuplicateRule, { maxItems: 100 }),
    conflicts: Type.Array(ConflictRule, { maxItems: 100 }),
    gatherings: Type.Array(GatheringRule, { maxItems: 20 }),
    digests: Type.Array(DigestRule, { maxItems: 20 }),
    budgets: Type.Array(BudgetRule, { maxItems: 20 }),
    /** What one message costs, in hundredths of a cent: 9500 is a letter of 0.95. */
    costs: Type.Partial(Type.Record(ChannelName, Type.Integer({ minimum: 0 }))),
    /** What would have to wait longer is not sent. */
    longestHoldDays: Type.Integer({ minimum: 1, maximum: 60 }),
  },
  { additionalProperties: false },
);
export type ContactPolicy = Static<typeof ContactPolicy>;
export type CapRule = Static<typeof CapRule>;
export type QuietRule = Static<typeof QuietRule>;
export type DuplicateRule = Static<typeof DuplicateRule>;
export type ConflictRule = Static<typeof ConflictRule>;
export type GatheringRule = Static<typeof GatheringRule>;
export type DigestRule = Static<typeof DigestRule>;
export type BudgetRule = Static<typeof BudgetRule>;
