/** Properties of the document's metadata that PDF/A does not know, with the description that it then wants (ISO 19005-3, 6.6.2.3.3). */
export interface XmpExtension {
  /** Name of the schema, for people. */
  readonly schema: string;
  readonly namespace: string;
  /** Letters and digits. */
  readonly prefix: string;
  readonly properties: readonly XmpProperty[];
}

export interface XmpProperty {
  /** Letters and digits. */
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** `Text` if absent. */
  readonly valueType?: 'Text' | 'Integer' | 'Boolean' | 'Date' | 'URI';
  /** Whether the value is told by others (`external`, the default) or made of the document's content. */
  readonly category?: 'external' | 'internal';
}

/**
 * The metadata that an electronic invoice of Factur-X or ZUGFeRD 2 carries beside its attached XML (Factur-X 1.07, 6.2).
 * @param level the profile: MINIMUM, BASIC WL, BASIC, EN 16931, EXTENDED or XRECHNUNG
 */
export function facturX(level: string, fileName = 'factur-x.xml', version = '1.0'): XmpExtension {
  const text = (name: string, value: string, description: string): XmpProperty => ({ name, value, description });
  return {
    schema: 'Factur-X PDFA Extension Schema',
    namespace: 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
    prefix: 'fx',
    properties: [
      text('DocumentFileName', fileName, 'The name of the embedded XML document'),
      text('DocumentType', 'INVOICE', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'),
      text('Version', version, 'The actual version of the standard applying to the embedded XML document'),
      text('ConformanceLevel', level, 'The conformance level of the embedded XML document'),
    ],
  };
}

/** The extension's values, as a description of its own. */
export function extensionValues(extension: XmpExtension, xml: (text: string) => string): string {
  const prefix = word(extension.prefix);
  const values = extension.properties.map(({ name, value }) => `<${prefix}:${word(name)}>${xml(value)}</${prefix}:${word(name)}>`);
  return `<rdf:Description rdf:about="" xmlns:${prefix}="${xml(extension.namespace)}">\n${values.join('\n')}\n</rdf:Description>\n`;
}

/** The description of one schema, an item of the bag of extension schemas. */
export function extensionSchema(extension: XmpExtension, xml: (text: string) => string): string {
  const properties = extension.properties.map(
    ({ name, valueType = 'Text', category = 'external', description }) => `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${word(name)}</pdfaProperty:name><pdfaProperty:valueType>${valueType}</pdfaProperty:valueType>
<pdfaProperty:category>${category}</pdfaProperty:category><pdfaProperty:description>${xml(description)}</pdfaProperty:description>
</rdf:li>`,
  );
  return `<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>${xml(extension.schema)}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${xml(extension.namespace)}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>${word(extension.prefix)}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>${properties.join('')}</rdf:Seq></pdfaSchema:property>
</rdf:li>`;
}

/** @throws Error when it cannot be part of an XML name */
function word(text: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(text)) throw new Error(`“${text}” cannot name a property of the metadata: letters and digits only`);
  return text;
}
