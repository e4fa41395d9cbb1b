import type { Expression, Inline, Localized, Node } from './model.ts';

/** The channels whose renditions a template can make. `letter` is the paged document (PDF), for post, portal and attachment. */
export type Channel = 'letter' | 'email' | 'sms' | 'web' | 'chat' | 'push';

/** A template's e-mail. */
export interface TemplateEmail {
  /** `subject` of the template if absent. */
  readonly subject?: Localized<Inline>;
  readonly preheader?: Localized<Inline>;
  /** `body` of the template if absent. */
  readonly body?: readonly Node[];
  /** The letter's PDF goes along. */
  readonly attachLetter?: boolean;
  /** What programs read of the message, such as its invoice: objects of schema.org as JSON-LD. */
  readonly markup?: readonly MarkupObject[];
}

/**
 * An object of schema.org, such as `{"@type": "Invoice", "accountId": "{{ customer.number }}"}`. Texts are short forms with fields;
 * properties whose text is empty on a record are left out.
 */
export interface MarkupObject {
  readonly '@type': string;
  readonly [property: string]: MarkupValue;
}
export type MarkupValue = string | number | boolean | MarkupObject | readonly MarkupValue[];

/** A template's SMS. */
export interface TemplateSms {
  readonly text: Localized<Inline>;
  /** Puts characters that the cheaper alphabet lacks as the nearest in it (ń as n), where that saves the costlier one. */
  readonly transliterate?: boolean;
  /** Segments that a message may cost; more are a warning. */
  readonly maxSegments?: number;
}

/** A template's push message: a notification on the customer's devices. */
export interface TemplatePush {
  /** `subject` of the template if absent. */
  readonly title?: Localized<Inline>;
  readonly text: Localized<Inline>;
  /** What a click opens. */
  readonly link?: Localized<Inline>;
}

/** Families of messengers whose limits a chat message is held against. */
export type Messenger = 'whatsapp' | 'rcs' | 'telegram' | 'messenger';

/** A template's chat message. */
export interface TemplateChat {
  /** `body` of the template if absent. A box with a heading or a picture is a card; cards that follow one another are a carousel. */
  readonly body?: readonly Node[];
  /** Answers that the customer can give with one tap. */
  readonly replies?: readonly QuickReply[];
  /** Whose limits the message must keep; all if absent. */
  readonly messengers?: readonly Messenger[];
  /** The letter's PDF goes along. */
  readonly attachLetter?: boolean;
}

export interface QuickReply {
  readonly text: Localized<Inline>;
  /** What comes back when it is tapped; its text if absent. */
  readonly value?: Localized<Inline>;
  /** Offered only if this is true. */
  readonly when?: Expression;
}
