import { type Claims, claimProperties } from './claims.ts';
import { extensionSchema, extensionValues, type XmpExtension } from './features/xmp-extension.ts';
import { concat } from './objects.ts';
import { textString } from './syntax.ts';

/** What the document says about itself. */
export interface DocumentFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** ISO 8601; no dates are written without it. */
  readonly now?: string | undefined;
  readonly claims: Claims;
  /** Further metadata. */
  readonly extensions?: readonly XmpExtension[] | undefined;
}

/** Named in every document. The version of the engine is in the archive's record, not here, so that bytes change only with content. */
export const PRODUCER = 'Posthorn';

/** XML characters that XML 1.0 forbids are dropped, the special ones escaped. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The schema of our claim of PDF/UA. */
const UA_EXTENSION: XmpExtension = {
  schema: 'PDF/UA identification schema',
  namespace: 'http://www.aiim.org/pdfua/ns/id/',
  prefix: 'pdfuaid',
  properties: [{ name: 'part', value: '1', description: 'Part of PDF/UA', valueType: 'Integer', category: 'internal' }],
};

/** PDF/A wants the schema of every property that it does not know described in the metadata itself. */
const schemas = (extensions: readonly XmpExtension[]): string =>
  extensions.length === 0
    ? ''
    : `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>${extensions.map((extension) => extensionSchema(extension, xml)).join('')}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`;

/** Of a document without further metadata: the same for nearly all. */
const UA_DESCRIBED = schemas([UA_EXTENSION]);

/** Values and descriptions of all that PDF/A does not know. */
function foreignProperties({ claims, extensions = [] }: DocumentFacts): string {
  if (extensions.length === 0) return claims.accessible === undefined ? '' : UA_DESCRIBED;
  const described = claims.accessible === undefined ? extensions : [UA_EXTENSION, ...extensions];
  return extensions.map((extension) => extensionValues(extension, xml)).join('') + schemas(described);
}

/** What stands before the title, the same in every packet. */
const HEAD = encoded(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`);

/** What stands behind the title: the same for all documents of a run, so the last one is kept. */
let rest: { readonly text: string; readonly bytes: Uint8Array } = { text: '', bytes: new Uint8Array(0) };

/** The XMP packet (ISO 16684-1): title, author, language, dates, what the document conforms to, and what others want said. */
export function xmpPacket(facts: DocumentFacts): Uint8Array {
  const date = facts.now === undefined ? '' : xmpDate(facts.now);
  const dates = date === '' ? '' : `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>\n`;
  const creator = facts.author === '' ? '' : `<dc:creator><rdf:Seq><rdf:li>${xml(facts.author)}</rdf:li></rdf:Seq></dc:creator>\n`;
  const text = `</rdf:li></rdf:Alt></dc:title>
${creator}<dc:language><rdf:Bag><rdf:li>${xml(facts.language)}</rdf:li></rdf:Bag></dc:language>
${dates}<pdf:Producer>${PRODUCER}</pdf:Producer>
${claimProperties(facts.claims)}</rdf:Description>
${foreignProperties(facts)}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  if (text !== rest.text) rest = { text, bytes: encoded(text) };
  return concat([HEAD, encoded(xml(titleOf(facts))), rest.bytes]);
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** PDF/UA-1, 7.1 wants a title: where the subject comes out empty, it is the sender's. */
const titleOf = ({ title, author }: DocumentFacts): string => (title.trim() || author.trim() || 'Document').slice(0, LONGEST_TITLE);

/** Metadata and information dictionary must say the same, and a string of the latter has its bounds. */
const LONGEST_TITLE = 2000;

/** The information dictionary; its entries say the same as the XMP packet. */
export function infoDictionary(facts: DocumentFacts): string {
  const date = facts.now === undefined ? '' : pdfDate(facts.now);
  const dates = date === '' ? '' : `/CreationDate(${date})/ModDate(${date})`;
  const author = facts.author === '' ? '' : `/Author${textString(facts.author)}`;
  return `<</Title${textString(titleOf(facts))}${author}/Producer(${PRODUCER})${dates}>>`;
}

/** The last moment and how it is told: all documents of a run are of one. */
let last: { readonly now: string | undefined; readonly told: string } = { now: undefined, told: '' };

/** Seconds are kept, fractions are not, and the time is told in UTC. */
function instant(now: string): string {
  if (last.now !== now) last = { now, told: inUtc(now) };
  return last.told;
}

function inUtc(now: string): string {
  const date = new Date(now);
  if (Number.isNaN(date.getTime())) throw new Error(`“${now}” is no ISO 8601 moment`);
  return date.toISOString().slice(0, 19);
}

const xmpDate = (now: string): string => `${instant(now)}Z`;
/** A moment as PDF spells it. */
export const pdfDate = (now: string): string => `D:${instant(now).replace(/[-:T]/g, '')}Z`;
