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

/** What the metadata of a document of ours claim. */
export function claimsIn(packet: Uint8Array | undefined): Claims {
  const xmp = packet === undefined ? '' : new TextDecoder('latin1').decode(packet);
  const archive = /<pdfaid:part>([23])<\/pdfaid:part><pdfaid:conformance>([AB])</.exec(xmp);
  return {
    ...(archive === null ? undefined : { archive: { part: 2 as const, level: archive[2] as 'A' | 'B' } }),
    ...(xmp.includes('<pdfuaid:part>1<') ? { accessible: 1 as const } : undefined),
  };
}

/** What both of two documents are. */
export function leastOf(one: Claims, other: Claims): Claims {
  const archive = one.archive?.level === 'A' ? other.archive : other.archive === undefined ? undefined : one.archive;
  const accessible = one.accessible !== undefined && other.accessible !== undefined;
  return { ...(archive === undefined ? undefined : { archive }), ...(accessible ? { accessible: 1 as const } : undefined) };
}
