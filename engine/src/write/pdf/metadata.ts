import { textString } from './syntax.ts';

/** What the document says about itself. */
export interface DocumentFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** ISO 8601; no dates are written without it. */
  readonly now?: string;
  /** PDF/A part: 3 when files are attached, otherwise 2. */
  readonly part: 2 | 3;
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

/** PDF/A wants the schema of every property that it does not know described in the metadata itself. */
const UA_SCHEMA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`;

/** The XMP packet (ISO 16684-1): title, author, language, dates, and that this is PDF/A level a and PDF/UA-1. */
export function xmpPacket(facts: DocumentFacts): Uint8Array {
  const date = facts.now === undefined ? '' : xmpDate(facts.now);
  const dates = date === '' ? '' : `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>\n`;
  const creator = facts.author === '' ? '' : `<dc:creator><rdf:Seq><rdf:li>${xml(facts.author)}</rdf:li></rdf:Seq></dc:creator>\n`;
  return new TextEncoder().encode(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(facts.title)}</rdf:li></rdf:Alt></dc:title>
${creator}<dc:language><rdf:Bag><rdf:li>${xml(facts.language)}</rdf:li></rdf:Bag></dc:language>
${dates}<pdf:Producer>${PRODUCER}</pdf:Producer>
<pdfaid:part>${facts.part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
${UA_SCHEMA}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`);
}

/** The information dictionary; its entries say the same as the XMP packet. */
export function infoDictionary(facts: DocumentFacts): string {
  const date = facts.now === undefined ? '' : pdfDate(facts.now);
  const dates = date === '' ? '' : `/CreationDate(${date})/ModDate(${date})`;
  const author = facts.author === '' ? '' : `/Author${textString(facts.author)}`;
  return `<</Title${textString(facts.title)}${author}/Producer(${PRODUCER})${dates}>>`;
}

/** Seconds are kept, fractions are not, and the time is told in UTC. */
function instant(now: string): string {
  const date = new Date(now);
  if (Number.isNaN(date.getTime())) throw new Error(`“${now}” is no ISO 8601 moment`);
  return date.toISOString().slice(0, 19);
}

const xmpDate = (now: string): string => `${instant(now)}Z`;
const pdfDate = (now: string): string => `D:${instant(now).replace(/[-:T]/g, '')}Z`;
