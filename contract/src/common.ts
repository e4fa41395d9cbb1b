import Type, { type Static } from 'typebox';

/** Answers of lists: one page of rows, and where the next page starts (absent on the last). */
export const page = <T extends Type.TSchema>(row: T) =>
  Type.Object({ rows: Type.Array(row), next: Type.Optional(Type.String()), total: Type.Optional(Type.Integer()) });

export const pageQuery = { after: Type.Optional(Type.String()), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) };

export const Id = Type.Object({ id: Type.String() });
export const Timestamp = Type.String({ format: 'date-time' });
export const Nothing = Type.Object({ ok: Type.Boolean() });

export const channels = ['email', 'post', 'portal', 'sms', 'push'] as const;
export const ChannelName = Type.Enum([...channels]);
export type ChannelName = (typeof channels)[number];

export const roles = ['author', 'clerk', 'marketer', 'compliance', 'operator', 'administrator'] as const;
export const Role = Type.Enum([...roles]);
export type Role = (typeof roles)[number];

const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** Hours of the day in which messages may go out; `until` not after `from` goes over midnight. */
export const SendingHours = Type.Object({
  from: TimeOfDay,
  until: TimeOfDay,
  /** Days of the week, 1 for Monday; all if absent. */
  days: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 })),
});
export type SendingHours = Static<typeof SendingHours>;

/** RFC 9457 problem details. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  /** `detail` tells of this occasion, and not only what the code means. */
  particular: Type.Optional(Type.Literal(true)),
  hint: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  /** What a screen needs to act on it, such as who holds a lock; its form goes with the code. */
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type Problem = Static<typeof Problem>;

export const Diagnostic = Type.Object({
  severity: Type.Enum(['error', 'warning']),
  code: Type.String(),
  message: Type.String(),
  hint: Type.Optional(Type.String()),
  place: Type.Object({ part: Type.String(), id: Type.Optional(Type.String()), pointer: Type.String() }),
});

/** Counts per channel. */
export const PerChannel = Type.Record(Type.String(), Type.Integer());
