import { deflate } from '#runtime';
import type { ResolvedAttachment } from '../../../resolve/attachments.ts';
import { pdfDate } from '../metadata.ts';
import { name, textString } from '../syntax.ts';
import type { DocumentBuilder } from './document-builder.ts';

/** Bytes that go into every document of a program (assets) are compressed once. */
const compressed = new WeakMap<Uint8Array, Uint8Array>();

/**
 * Embeds files and returns the catalog's entries for them: PDF/A-3 (ISO 19005-3, 6.8) wants each to be named there with its
 * relationship to the document, its media type and both kinds of file name.
 */
export function writeAttachments(builder: DocumentBuilder, attachments: readonly ResolvedAttachment[], now: string | undefined): string {
  // Trees of names are in the order of their keys.
  const sorted = [...attachments].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const numbers = sorted.map((attachment) => writeAttachment(builder, attachment, now));
  const names = sorted.map((attachment, i) => `${textString(attachment.name)} ${numbers[i]} 0 R`);
  return `/AF[${numbers.map((number) => `${number} 0 R`).join(' ')}]/Names<</EmbeddedFiles<</Names[${names.join(' ')}]>>>>`;
}

function writeAttachment(builder: DocumentBuilder, attachment: ResolvedAttachment, now: string | undefined): number {
  const { bytes, relationship, description } = attachment;
  const file = builder.allocate();
  const date = now === undefined ? '' : `/ModDate(${pdfDate(now)})`;
  const facts = `/Type/EmbeddedFile/Subtype${name(attachment.mediaType)}/Params<</Size ${bytes.length}${date}>>`;
  builder.addStream(file, `${facts}/Filter/FlateDecode`, compress(bytes));
  const specification = builder.allocate();
  const title = textString(attachment.name);
  const text = description === '' ? '' : `/Desc${textString(description)}`;
  builder.add(
    specification,
    `<</Type/Filespec/F${title}/UF${title}${text}/AFRelationship/${relationship}/EF<</F ${file} 0 R/UF ${file} 0 R>>>>`,
  );
  return specification;
}

function compress(bytes: Uint8Array): Uint8Array {
  let data = compressed.get(bytes);
  if (data === undefined) {
    data = deflate(bytes, true);
    compressed.set(bytes, data);
  }
  return data;
}
