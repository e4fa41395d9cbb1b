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

/** All metadata streams; the document's own comes first, if there is one. */
export const metadataStreams = shared((subject): readonly MetadataStream[] => {
  const main = subject.file.catalog.stream('Metadata');
  const streams = new Set(main === undefined ? [] : [main]);
  for (const stream of objectFacts(subject).metadata) streams.add(stream);
  const read = [...streams].map((stream) => {
    const packet = readXmp(stream.decode().bytes);
    return { stream, packet, extensions: readExtensions(packet.properties), isMain: stream === main };
  });
  const shared = main === undefined ? [] : [...read[0]!.extensions.structures];
  return read.map((each) => ({ ...each, types: createTypes(new Map([...shared, ...each.extensions.structures])) }));
});
