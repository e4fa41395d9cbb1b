import Type, { type Static } from 'typebox';

/** How often a customer wants to hear from us at most; `each`: whenever there is something. */
export const frequencies = ['each', 'daily', 'weekly', 'monthly', 'quarterly'] as const;
export type Frequency = (typeof frequencies)[number];

/** Forms of text that some need to be able to read. */
export const textFormats = ['large-print', 'plain-language'] as const;
export type TextFormat = (typeof textFormats)[number];

/** Who a guardian or an authorised recipient stands for gets nothing themselves; a `copy` comes beside it. */
export const representativeKinds = ['guardian', 'authorised-recipient', 'copy'] as const;
export type RepresentativeKind = (typeof representativeKinds)[number];

/** Who stands for one customer; a letter's code has room for fifteen copies. */
export const mostRepresentatives = 10;

/** Ways on which a representative can be written to: those that need nothing but an address. */
export const representativeChannels = ['email', 'post', 'sms'] as const;
export type RepresentativeChannel = (typeof representativeChannels)[number];

const Line = Type.String({ minLength: 1, maxLength: 200 });
const Purpose = Type.String({ pattern: '^([a-z][a-z0-9-]{0,62}|\\*)$' });
const Day = Type.String({ format: 'date' });
/** `MM-DD`, of every year. */
const DayOfYear = Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });
/** `HH:MM`. */
const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

export const PlaceParts = Type.Object({
  street: Line,
  houseNumber: Type.Optional(Line),
  postcode: Type.Optional(Line),
  city: Line,
  region: Type.Optional(Line),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
});
export type PlaceParts = Static<typeof PlaceParts>;

export const SeasonalAddress = Type.Object({
  /** First day, each year. */
  from: DayOfYear,
  /** Last day; before `from`, it is in the year after. */
  until: DayOfYear,
  /** At whose place, as a line below the name. */
  careOf: Type.Optional(Line),
  place: PlaceParts,
});
export type SeasonalAddress = Static<typeof SeasonalAddress>;

export const Representative = Type.Object({
  kind: Type.Enum([...representativeKinds]),
  name: Line,
  /** By which way; the first possible one of e-mail and post if absent, or where this one is not possible. */
  channel: Type.Optional(Type.Enum([...representativeChannels])),
  /** What for; absent for everything but advertising. Copies are never made of advertising. */
  purposes: Type.Optional(Type.Array(Purpose, { minItems: 1, maxItems: 20 })),
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
  phone: Type.Optional(Type.String({ minLength: 3, maxLength: 40 })),
  place: Type.Optional(PlaceParts),
  /** First and last day. */
  from: Type.Optional(Day),
  until: Type.Optional(Day),
  /** Where the court's order or the power of attorney lies. */
  proof: Type.Optional(Type.String({ maxLength: 500 })),
});
export type Representative = Static<typeof Representative>;

/** How a customer wants to be written to, beside the channels. What is absent was not wished. */
export const Wishes = Type.Object({
  /** Stands above the language of the customer's data. */
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
  formats: Type.Optional(Type.Array(Type.Enum([...textFormats]), { maxItems: textFormats.length })),
  /** By purpose; `*` for all others. */
  frequency: Type.Optional(Type.Record(Type.String(), Type.Enum([...frequencies]))),
  /** Name of the IANA database, such as `Europe/Berlin`; that of the country if absent. */
  timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  /** When nothing may ring or buzz, by the clock of the customer; over midnight where `to` is not after `from`. */
  quietHours: Type.Optional(Type.Object({ from: ClockTime, to: ClockTime })),
  /** Whole days of it: 1 Monday to 7 Sunday. */
  quietDays: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 6 })),
  /** The first day on which advertising may come again. */
  pauseUntil: Type.Optional(Day),
  seasonalAddresses: Type.Optional(Type.Array(SeasonalAddress, { maxItems: 6 })),
  representatives: Type.Optional(Type.Array(Representative, { maxItems: mostRepresentatives })),
});
export type Wishes = Static<typeof Wishes>;
