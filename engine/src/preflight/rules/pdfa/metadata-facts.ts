import type { PdfStream } from '../../read/index.ts';
import { createTypes, type ExtensionSchemas, readExtensions, readXmp, type XmpPacket, type XmpTypes } from '../../xmp/index.ts';
import { shared } from './common.ts';
import { objectFacts } from './object-facts.ts';

/** A metadata stream of the document or of something in it. */
export interface MetadataStream {
  readonly stream: PdfStream;
  readonly packet: XmpPacket;
  readonly extensions: ExtensionSchemas;
  /** Types with those that the extension schemas of the document's metadata and its own define. */
  readonly types: XmpTypes;
  /** The document's own. */
  readonly isMain: boolean;
}

/** Metadata streams that are read, and their bytes together; more is there to keep readers busy. */
const MOST_STREAMS = 5000;
const MOST_BYTES = 64 * 1024 * 1024;

/** All metadata streams; the document's own comes first, if there is one. */
export const metadataStreams = shared((subject): readonly MetadataStream[] => {
  const main = subject.file.catalog.stream('Metadata');
  const streams = new Set(main === undefined ? [] : [main]);
  let bytes = 0;
  for (const stream of objectFacts(subject).metadata) {
    bytes += stream.raw.length;
    if (streams.size >= MOST_STREAMS || bytes > MOST_BYTES) break;
    streams.add(stream);
  }
  const read = [...streams].map((stream) => {
    const packet = readXmp(stream.decode().bytes);
    return { stream, packet, extensions: readExtensions(packet.properties), isMain: stream === main };
  });
  const shared = main === undefined ? [] : [...read[0]!.extensions.structures];
  return read.map((each) => ({ ...each, types: createTypes(new Map([...shared, ...each.extensions.structures])) }));
});
