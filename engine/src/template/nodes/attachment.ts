import type { Expression, Inline, Localized } from '../model.ts';

/**
 * What an attached file is to the letter (PDF/A-3, ISO 19005-3, 6.8): the same in another form, data that it was made of, its
 * source, or something more.
 */
export type AttachmentRelationship = 'Alternative' | 'Data' | 'Source' | 'Supplement' | 'Unspecified';

/** A file inside of the letter's PDF, such as an invoice's XML; the PDF is then PDF/A-3. */
export interface TemplateAttachment {
  /** File name, e.g. `factur-x.xml`. */
  readonly name: Localized<Inline>;
  /** E.g. `text/xml`. */
  readonly mediaType: string;
  readonly relationship: AttachmentRelationship;
  /** What the file holds, for people. */
  readonly description?: Localized<Inline>;
  /** Name of an asset; or `content`. */
  readonly asset?: string;
  /** Gives the file's text, written as UTF-8. */
  readonly content?: Expression;
  /** Attached only if this is true. */
  readonly when?: Expression;
}
