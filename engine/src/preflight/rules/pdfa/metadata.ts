/** ISO 19005-2 and -3, 6.6: metadata. */
import type { Fault, ProfileId, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { pdfaIdNs } from '../../xmp/claim.ts';
import { extensionNs, predefinedSchemas, type XmpNode } from '../../xmp/index.ts';
import { at, everyLevel, part2, part3, shown } from './common.ts';
import { type MetadataStream, metadataStreams } from './metadata-facts.ts';

function* faultsOf(subject: Subject, what: (metadata: MetadataStream) => string | undefined): Iterable<Fault> {
  for (const metadata of metadataStreams(subject)) {
    const fault = what(metadata);
    if (fault !== undefined) yield at(fault, metadata.stream);
  }
}

const packets: readonly Rule[] = [
  {
    clause: '6.6.2.1',
    test: 1,
    profiles: everyLevel,
    title: 'The catalog has metadata in XMP.',
    hint: 'Write a metadata stream and refer to it from Metadata of the catalog.',
    *check({ file }) {
      if (file.catalog.stream('Metadata') === undefined) yield at('The catalog has no metadata stream.', file.catalog);
    },
  },
  {
    clause: '6.6.2.1',
    test: 2,
    profiles: everyLevel,
    title: 'The header of an XMP packet has no attribute bytes.',
    hint: 'Take bytes out of the xpacket processing instruction.',
    check: (subject) => faultsOf(subject, ({ packet }) => (packet.header.has('bytes') ? 'The packet header has bytes.' : undefined)),
  },
  {
    clause: '6.6.2.1',
    test: 3,
    profiles: everyLevel,
    title: 'The header of an XMP packet has no attribute encoding.',
    hint: 'Take encoding out of the xpacket processing instruction.',
    check: (subject) => faultsOf(subject, ({ packet }) => (packet.header.has('encoding') ? 'The packet header has encoding.' : undefined)),
  },
  {
    clause: '6.6.2.1',
    test: 4,
    profiles: everyLevel,
    title: 'Metadata are well-formed XML and RDF as XMP has it.',
    hint: 'Write the metadata anew with a program that knows XMP.',
    check: (subject) =>
      faultsOf(subject, ({ packet: { error } }) => (error === undefined ? undefined : `The metadata cannot be read: ${error}.`)),
  },
  {
    clause: '6.6.2.1',
    test: 5,
    profiles: everyLevel,
    title: 'Metadata are encoded in UTF-8.',
    hint: 'Write the metadata in UTF-8.',
    check: (subject) =>
      faultsOf(subject, ({ packet: { encoding } }) =>
        encoding === 'UTF-8' || encoding === 'unknown' ? undefined : `The metadata are encoded in ${encoding}.`,
      ),
  },
];

const nameOf = ({ prefix, name }: XmpNode): string => `${prefix}:${name}`;

/** What is wrong with a property by the predefined schemas and the extension schemas of its packet and the document's. */
function propertyFault(node: XmpNode, own: MetadataStream, main: MetadataStream | undefined): { clause: 1 | 2; what: string } | undefined {
  const predefined = predefinedSchemas.get(node.ns);
  const type = predefined?.get(node.name);
  if (type !== undefined) {
    const why = own.types.fault(node, type);
    return why === undefined ? undefined : { clause: 1, what: `${nameOf(node)}: ${why}.` };
  }
  const definedTypes: string[] = [];
  for (const metadata of main === undefined || main === own ? [own] : [own, main]) {
    const defined = metadata.extensions.properties.get(node.ns)?.get(node.name);
    if (defined === undefined) continue;
    const why = metadata.types.fault(node, defined);
    if (why === undefined) return undefined;
    definedTypes.push(why);
  }
  if (definedTypes.length > 0) return { clause: 1, what: `${nameOf(node)}: ${definedTypes[0]}.` };
  return { clause: 2, what: `${nameOf(node)} is defined neither in XMP nor in an extension schema.` };
}

function* propertyFaults(subject: Subject, clause: 1 | 2): Iterable<Fault> {
  const all = metadataStreams(subject);
  const main = all.find(({ isMain }) => isMain);
  for (const metadata of all) {
    for (const node of metadata.packet.properties) {
      if (node.ns === extensionNs.container) continue;
      const fault = propertyFault(node, metadata, main);
      if (fault?.clause === clause) yield at(fault.what, metadata.stream);
    }
  }
}

const properties: readonly Rule[] = [
  {
    clause: '6.6.2.3.1',
    test: 1,
    profiles: everyLevel,
    title: 'Properties have values of the type that their schema says.',
    hint: 'Write the value as the schema of the property wants it, or take the property away.',
    check: (subject) => propertyFaults(subject, 1),
  },
  {
    clause: '6.6.2.3.2',
    test: 1,
    profiles: everyLevel,
    title: 'Properties are those of the XMP Specification of September 2005 or of an extension schema in the file.',
    hint: 'Describe the property in an extension schema (pdfaExtension:schemas), or take it away.',
    check: (subject) => propertyFaults(subject, 2),
  },
];

/** The identification schema of the document's metadata; its properties wherever they have the right namespace. */
function identification(subject: Subject): readonly XmpNode[] | undefined {
  const main = metadataStreams(subject).find(({ isMain }) => isMain);
  const nodes = main?.packet.properties.filter(({ ns }) => ns === pdfaIdNs) ?? [];
  return nodes.length === 0 ? undefined : nodes;
}

const identified = (subject: Subject, name: string): string | undefined =>
  identification(subject)?.find((node) => node.name === name)?.value;

const partRule = (profiles: readonly ProfileId[], part: string): Rule => ({
  clause: '6.6.4',
  test: 2,
  profiles,
  title: `The metadata say that the file is PDF/A-${part}.`,
  hint: `Write pdfaid:part ${part} into the metadata.`,
  *check(subject) {
    const value = identified(subject, 'part');
    if (identification(subject) !== undefined && value !== part) yield { what: `pdfaid:part is ${shown(value)}.` };
  },
});

/** A file of a higher level meets the lower ones, too. */
const levelRule = (profiles: readonly ProfileId[], levels: readonly string[]): Rule => ({
  clause: '6.6.4',
  test: 3,
  profiles,
  title: `The metadata name the level of conformance: ${levels.join(' or ')}.`,
  hint: `Write pdfaid:conformance ${levels.at(-1)} into the metadata.`,
  *check(subject) {
    const value = identified(subject, 'conformance');
    if (identification(subject) !== undefined && !levels.includes(value ?? '')) yield { what: `pdfaid:conformance is ${shown(value)}.` };
  },
});

const version: readonly Rule[] = [
  {
    clause: '6.6.4',
    test: 1,
    profiles: everyLevel,
    title: 'The metadata identify the file as PDF/A.',
    hint: 'Write pdfaid:part and pdfaid:conformance into the metadata (namespace http://www.aiim.org/pdfa/ns/id/).',
    *check(subject) {
      if (identification(subject) === undefined) yield { what: 'The metadata have no PDF/A identification.' };
    },
  },
  partRule(part2, '2'),
  partRule(part3, '3'),
  levelRule(['2a', '3a'], ['A']),
  levelRule(['2u', '3u'], ['A', 'U']),
  levelRule(['2b', '3b'], ['A', 'U', 'B']),
  {
    clause: '6.6.4',
    test: 4,
    profiles: everyLevel,
    title: 'The PDF/A identification has the prefix pdfaid.',
    hint: 'Use the prefix pdfaid for the namespace http://www.aiim.org/pdfa/ns/id/.',
    *check(subject) {
      for (const node of identification(subject) ?? [])
        if (node.prefix !== 'pdfaid') yield { what: `The prefix of ${node.name} is ${shown(node.prefix)}.` };
    },
  },
];

export const metadataRules: readonly Rule[] = [...packets, ...properties, ...version];
