import type { XmpNode } from './rdf.ts';
import type { StructureType, TypeByName } from './schemas.ts';

/** Namespaces of the extension schema container, ISO 19005-2, 6.6.2.3.3. */
export const extensionNs = {
  container: 'http://www.aiim.org/pdfa/ns/extension/',
  schema: 'http://www.aiim.org/pdfa/ns/schema#',
  property: 'http://www.aiim.org/pdfa/ns/property#',
  type: 'http://www.aiim.org/pdfa/ns/type#',
  field: 'http://www.aiim.org/pdfa/ns/field#',
} as const;

/** What the extension schemas of a packet define. */
export interface ExtensionSchemas {
  /** Types of properties by namespace. */
  readonly properties: ReadonlyMap<string, TypeByName>;
  /** Structure types by lower-case name. */
  readonly structures: ReadonlyMap<string, StructureType>;
}

/** The `pdfaExtension:schemas` property. */
export function extensionContainer(properties: readonly XmpNode[]): XmpNode | undefined {
  return properties.find(({ ns, name }) => ns === extensionNs.container && name === 'schemas');
}

/** A field of a structure. */
export function fieldOf(node: XmpNode, ns: string, name: string): XmpNode | undefined {
  return node.kind === 'struct' ? node.children.find((child) => child.ns === ns && child.name === name) : undefined;
}

const textOf = (node: XmpNode, ns: string, name: string): string | undefined => {
  const field = fieldOf(node, ns, name);
  return field?.kind === 'simple' ? field.value : undefined;
};

const itemsOf = (node: XmpNode | undefined): readonly XmpNode[] =>
  node === undefined || node.kind === 'simple' || node.kind === 'struct' ? [] : node.children;

/** Reads what extension schemas define, as far as it can be understood. */
export function readExtensions(properties: readonly XmpNode[]): ExtensionSchemas {
  const byNamespace = new Map<string, Map<string, string>>();
  const structures = new Map<string, StructureType>();
  for (const schema of itemsOf(extensionContainer(properties))) {
    const ns = textOf(schema, extensionNs.schema, 'namespaceURI');
    if (ns !== undefined) {
      const types = byNamespace.get(ns) ?? new Map<string, string>();
      byNamespace.set(ns, types);
      addNamed(types, itemsOf(fieldOf(schema, extensionNs.schema, 'property')), extensionNs.property);
    }
    for (const type of itemsOf(fieldOf(schema, extensionNs.schema, 'valueType'))) {
      const name = textOf(type, extensionNs.type, 'type');
      const fieldNs = textOf(type, extensionNs.type, 'namespaceURI');
      const fields = new Map<string, string>();
      addNamed(fields, itemsOf(fieldOf(type, extensionNs.type, 'field')), extensionNs.field);
      if (name !== undefined && fieldNs !== undefined && fields.size > 0) structures.set(name.toLowerCase(), { ns: fieldNs, fields });
    }
  }
  return { properties: byNamespace, structures };
}

function addNamed(types: Map<string, string>, definitions: readonly XmpNode[], ns: string): void {
  for (const definition of definitions) {
    const name = textOf(definition, ns, 'name');
    const type = textOf(definition, ns, 'valueType');
    if (name !== undefined && type !== undefined) types.set(name, type.trim());
  }
}
