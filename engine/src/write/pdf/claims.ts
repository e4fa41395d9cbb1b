/** What a document says that it conforms to; only what is true is claimed. */
export interface Claims {
  /** ISO 19005: part 2, 3 (with attached files) or 4 (PDF 2.0), and the level. Part 4 has a level only with attached files. */
  readonly archive?: { readonly part: 2 | 3 | 4; readonly level?: 'A' | 'B' | 'U' | 'F' };
  /** ISO 14289: part 1. */
  readonly accessible?: 1;
}

/** What a document of our writer is without further ado. */
export const PLAIN_CLAIMS: Claims = { archive: { part: 2, level: 'A' }, accessible: 1 };

/** What keeps a document from being what it would be. */
export interface ClaimFacts {
  readonly attachments: boolean;
  readonly version: '1.7' | '2.0';
  /** Least of what the enclosed documents are. */
  readonly enclosed: { readonly archive: 'A' | 'B' | 'none'; readonly accessible: boolean };
}

/** @returns what the document may claim. PDF/UA-1 is of PDF 1.7; PDF/UA-2 asks for namespaces of structure, which we don't write. */
export function claimsOf({ attachments, version, enclosed }: ClaimFacts): Claims {
  if (version === '2.0')
    return enclosed.archive === 'none' ? {} : { archive: { part: 4, ...(attachments ? { level: 'F' as const } : {}) } };
  const accessible = enclosed.accessible ? { accessible: 1 as const } : {};
  if (enclosed.archive === 'none') return accessible;
  return { archive: { part: attachments ? 3 : 2, level: enclosed.archive }, ...accessible };
}

/** The claims as properties of the XMP packet. */
export function claimProperties({ archive, accessible }: Claims): string {
  let text = '';
  if (archive !== undefined) {
    text += `<pdfaid:part>${archive.part}</pdfaid:part>`;
    if (archive.part === 4) text += '<pdfaid:rev>2020</pdfaid:rev>';
    if (archive.level !== undefined) text += `<pdfaid:conformance>${archive.level}</pdfaid:conformance>`;
    text += '\n';
  }
  return accessible === undefined ? text : `${text}<pdfuaid:part>${accessible}</pdfuaid:part>\n`;
}
