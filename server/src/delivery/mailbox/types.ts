/** A document in a customer's mailbox. */
export interface MailboxDocument {
  /** The delivery that laid it down. */
  readonly id: string;
  readonly customerId: string;
  readonly month: string;
  readonly communicationId: string;
  readonly templateVersionId: string;
  readonly title: string;
  readonly reference: string;
  readonly language: string;
  /** Of the letter; 0 where it has none. */
  readonly pages: number;
  readonly laidAt: Date;
  readonly readAt: Date | null;
  /** When it was sent out as a letter because nobody had opened it. */
  readonly postedAt: Date | null;
}

/** A part of a mailbox, unread documents first, then the newest. */
export interface MailboxPart {
  readonly documents: readonly MailboxDocument[];
  /** Those that are asked for, on all parts together. */
  readonly found: number;
  /** Of the whole mailbox. */
  readonly all: number;
  readonly unread: number;
}
