import { bytesToText } from '../read/index.ts';
import { RDF_NS, RdfError, readRdf, type XmpNode } from './rdf.ts';
import { parseXml, type XmlElement, XmlError } from './xml.ts';

/** A metadata stream as read. */
export interface XmpPacket {
  /** Properties; empty when it cannot be read. */
  readonly properties: readonly XmpNode[];
  /** Why it cannot be read. */
  readonly error: string | undefined;
  /** Encoding of its bytes. */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'UTF-32' | 'unknown';
  /** Attributes of the `xpacket` that begins it, e.g. `bytes`. */
  readonly header: ReadonlyMap<string, string>;
}

/** The value of a property of a packet. */
export function propertyOf(packet: XmpPacket, ns: string, name: string): XmpNode | undefined {
  return packet.properties.find((node) => node.ns === ns && node.name === name);
}

/** Reads a metadata stream; what is wrong with it is in `error`. */
export function readXmp(bytes: Uint8Array): XmpPacket {
  const { text, encoding, error } = decode(bytes);
  const header = readHeader(text);
  if (error !== undefined) return { properties: [], error, encoding, header };
  try {
    const rdf = findRdf(parseXml(text.replace(/^\ufeff/, '').replace(/\0+$/, '')));
    // XMP without properties may leave out the RDF.
    return {
      properties: rdf === undefined ? [] : readRdf(rdf),
      error: rdf === undefined ? 'there is no rdf:RDF element' : undefined,
      encoding,
      header,
    };
  } catch (failure) {
    if (failure instanceof XmlError || failure instanceof RdfError) return { properties: [], error: failure.message, encoding, header };
    throw failure;
  }
}

function decode(bytes: Uint8Array): { text: string; encoding: XmpPacket['encoding']; error?: string } {
  const encoding = encodingOf(bytes);
  try {
    if (encoding === 'UTF-32') return { text: decodeUtf32(bytes), encoding };
    const little = encoding === 'UTF-16' && (bytes[0] === 0xff || bytes[1] === 0);
    const name = encoding === 'UTF-16' ? (little ? 'utf-16le' : 'utf-16be') : 'utf-8';
    return { text: new TextDecoder(name, { fatal: true }).decode(bytes), encoding };
  } catch {
    return { text: bytesToText(bytes), encoding: 'unknown', error: `the bytes are not valid ${encoding}` };
  }
}

function encodingOf(bytes: Uint8Array): XmpPacket['encoding'] {
  const [a, b, c, d] = bytes;
  if ((a === 0 && b === 0) || (b === 0 && c === 0 && d === 0) || (a === 0xff && b === 0xfe && c === 0 && d === 0)) return 'UTF-32';
  if ((a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe) || a === 0 || b === 0) return 'UTF-16';
  return 'UTF-8';
}

function decodeUtf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] !== 0;
  let text = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) text += String.fromCodePoint(view.getUint32(at, little));
  return text;
}

function readHeader(text: string): Map<string, string> {
  const header = /<\?xpacket\s([^?]*begin[^?]*)\?>/.exec(text)?.[1] ?? '';
  return new Map([...header.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((match) => [match[1]!, match[2] ?? match[3] ?? '']));
}

/** The first `rdf:RDF`, at the root or within `x:xmpmeta`. */
function findRdf(element: XmlElement): XmlElement | undefined {
  if (element.ns === RDF_NS && element.local === 'RDF') return element;
  for (const child of element.children) {
    const found = typeof child === 'string' ? undefined : findRdf(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
