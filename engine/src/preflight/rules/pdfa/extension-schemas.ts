/** ISO 19005-2 and -3, 6.6.2.3.3: the container of extension schemas. */
import type { Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { extensionContainer, extensionNs, fieldOf, type XmpNode, type XmpTypes } from '../../xmp/index.ts';
import { at, everyLevel, shown } from './common.ts';
import { metadataStreams } from './metadata-facts.ts';

/** A field that a structure of the container must or may have. */
interface Wanted {
  readonly name: string;
  readonly kind: 'text' | 'seq' | 'type' | 'category';
  readonly optional?: boolean;
}

/** A structure of the container: where its fields stand and which. */
interface Shape {
  readonly ns: string;
  readonly prefix: string;
  readonly fields: readonly Wanted[];
}

const shapes = {
  schema: {
    ns: extensionNs.schema,
    prefix: 'pdfaSchema',
    fields: [
      { name: 'schema', kind: 'text' },
      { name: 'namespaceURI', kind: 'text' },
      { name: 'prefix', kind: 'text' },
      { name: 'property', kind: 'seq', optional: true },
      { name: 'valueType', kind: 'seq', optional: true },
    ],
  },
  property: {
    ns: extensionNs.property,
    prefix: 'pdfaProperty',
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'valueType', kind: 'type' },
      { name: 'category', kind: 'category' },
      { name: 'description', kind: 'text' },
    ],
  },
  valueType: {
    ns: extensionNs.type,
    prefix: 'pdfaType',
    fields: [
      { name: 'type', kind: 'text' },
      { name: 'namespaceURI', kind: 'text' },
      { name: 'prefix', kind: 'text' },
      { name: 'description', kind: 'text' },
      { name: 'field', kind: 'seq', optional: true },
    ],
  },
  field: {
    ns: extensionNs.field,
    prefix: 'pdfaField',
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'valueType', kind: 'type' },
      { name: 'description', kind: 'text' },
    ],
  },
} satisfies Record<string, Shape>;

type ShapeName = keyof typeof shapes;

interface Part {
  readonly node: XmpNode;
  readonly shape: ShapeName;
  readonly types: XmpTypes;
  readonly stream: Parameters<typeof at>[1];
}

const itemsOf = (node: XmpNode | undefined): readonly XmpNode[] => (node?.kind === 'seq' || node?.kind === 'bag' ? node.children : []);

/** All structures of the containers of a file. */
function* partsOf(subject: Subject): Iterable<Part> {
  for (const { packet, types, stream } of metadataStreams(subject)) {
    for (const schema of itemsOf(extensionContainer(packet.properties))) {
      yield { node: schema, shape: 'schema', types, stream };
      for (const node of itemsOf(fieldOf(schema, extensionNs.schema, 'property'))) yield { node, shape: 'property', types, stream };
      for (const type of itemsOf(fieldOf(schema, extensionNs.schema, 'valueType'))) {
        yield { node: type, shape: 'valueType', types, stream };
        for (const node of itemsOf(fieldOf(type, extensionNs.type, 'field'))) yield { node, shape: 'field', types, stream };
      }
    }
  }
}

function fieldFault({ node, types }: Part, shape: Shape, { name, kind, optional }: Wanted): string | undefined {
  const field = fieldOf(node, shape.ns, name);
  if (field === undefined) return optional ? undefined : `${shape.prefix}:${name} is missing.`;
  if (field.prefix !== shape.prefix) return `The prefix of ${name} is ${shown(field.prefix)} instead of ${shape.prefix}.`;
  if (kind === 'seq') return field.kind === 'seq' ? undefined : `${shape.prefix}:${name} is not a Seq.`;
  if (field.kind !== 'simple') return `${shape.prefix}:${name} is not text.`;
  if (kind === 'type' && !types.knows(field.value)) return `The type ${shown(field.value)} is not defined.`;
  if (kind === 'category' && field.value !== 'internal' && field.value !== 'external')
    return `pdfaProperty:category is ${shown(field.value)} instead of internal or external.`;
  return undefined;
}

const shapeRule = (test: number, name: ShapeName, what: string): Rule => ({
  clause: '6.6.2.3.3',
  test,
  profiles: everyLevel,
  title: `${what} of an extension schema is described completely and with the prefix ${shapes[name].prefix}.`,
  hint: 'Describe the extension schema with all fields of ISO 19005-2, 6.6.2.3.3.',
  *check(subject) {
    const shape: Shape = shapes[name];
    for (const part of partsOf(subject)) {
      if (part.shape !== name) continue;
      for (const wanted of shape.fields) {
        const fault = fieldFault(part, shape, wanted);
        if (fault !== undefined) yield at(fault, part.stream);
      }
    }
  },
});

export const extensionSchemaRules: readonly Rule[] = [
  {
    clause: '6.6.2.3.3',
    test: 1,
    profiles: everyLevel,
    title: 'The structures of the extension schema container have no fields but those of the standard.',
    hint: 'Take the field away.',
    *check(subject) {
      for (const { node, shape: name, stream } of partsOf(subject)) {
        const shape: Shape = shapes[name];
        if (node.kind !== 'struct') yield at(`An item of the container is not a structure of ${shape.prefix}.`, stream);
        for (const field of node.children)
          if (field.ns !== shape.ns || !shape.fields.some((wanted) => wanted.name === field.name))
            yield at(`There is the field ${shown(`${field.prefix}:${field.name}`)}.`, stream);
      }
    },
  },
  {
    clause: '6.6.2.3.3',
    test: 2,
    profiles: everyLevel,
    title: 'Extension schemas stand in a Bag with the name pdfaExtension:schemas.',
    hint: 'Write pdfaExtension:schemas as rdf:Bag, with the prefix pdfaExtension.',
    *check(subject) {
      for (const { packet, stream } of metadataStreams(subject)) {
        const container = extensionContainer(packet.properties);
        if (container !== undefined && (container.kind !== 'bag' || container.prefix !== 'pdfaExtension'))
          yield at(`The container is ${container.prefix}:schemas of kind ${container.kind}.`, stream);
        for (const node of packet.properties)
          if (node.ns === extensionNs.container && node.name !== 'schemas') yield at(`There is the property ${shown(node.name)}.`, stream);
      }
    },
  },
  shapeRule(3, 'schema', 'A schema'),
  shapeRule(4, 'property', 'A property'),
  shapeRule(5, 'valueType', 'A value type'),
  shapeRule(6, 'field', 'A field'),
];
