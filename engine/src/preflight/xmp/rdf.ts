import type { XmlAttribute, XmlElement } from './xml.ts';

/** A property, field or item of XMP. */
export interface XmpNode {
  readonly ns: string;
  readonly prefix: string;
  readonly name: string;
  readonly kind: 'simple' | 'struct' | 'bag' | 'seq' | 'alt';
  /** Text of a simple value. */
  readonly value: string;
  /** Fields of a structure, items of an array. */
  readonly children: readonly XmpNode[];
  /** Value of `xml:lang`. */
  readonly lang: string | undefined;
}

/** The RDF is not of the form that XMP allows. */
export class RdfError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'RdfError';
  }
}

export const RDF_NS = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XML_NS = 'http://www.w3.org/XML/1998/namespace';
const arrayKinds: Readonly<Record<string, 'bag' | 'seq' | 'alt'>> = { Bag: 'bag', Seq: 'seq', Alt: 'alt' };
/** What RDF/XML knows and XMP forbids (XMP Specification, September 2005, appendix B). */
const forbiddenTerms = new Set(['aboutEach', 'aboutEachPrefix', 'bagID']);

/**
 * Reads the properties of an `rdf:RDF` element, in each of the forms XMP allows.
 * @throws RdfError
 */
export function readRdf(rdf: XmlElement): XmpNode[] {
  const properties: XmpNode[] = [];
  const abouts = new Set<string>();
  for (const description of elementsOf(rdf)) {
    if (!isRdf(description, 'Description')) throw new RdfError(`${nameOf(description)} stands where rdf:Description belongs`);
    for (const attribute of description.attributes)
      if (attribute.local === 'about' && (attribute.ns === RDF_NS || attribute.ns === '') && attribute.value !== '')
        abouts.add(attribute.value);
    for (const property of fieldsOf(description)) properties.push(property);
  }
  if (abouts.size > 1) throw new RdfError('the rdf:Descriptions are about different things');
  return unique(properties);
}

const isRdf = (element: { ns: string; local: string }, local: string): boolean => element.ns === RDF_NS && element.local === local;

const nameOf = ({ prefix, local }: { prefix: string; local: string }): string => (prefix === '' ? local : `${prefix}:${local}`);

/** Child elements; text between them is an error. */
function elementsOf(element: XmlElement): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const child of element.children) {
    if (typeof child !== 'string') elements.push(child);
    else if (child.trim() !== '') throw new RdfError(`there is text within ${nameOf(element)}`);
  }
  return elements;
}

function unique(nodes: XmpNode[]): XmpNode[] {
  const seen = new Set<string>();
  for (const node of nodes) {
    const key = `${node.ns} ${node.name}`;
    if (seen.has(key)) throw new RdfError(`${nameOf({ prefix: node.prefix, local: node.name })} stands twice`);
    seen.add(key);
  }
  return nodes;
}

/** Attributes that are properties themselves. */
function propertyAttributes(attributes: readonly XmlAttribute[]): XmpNode[] {
  return attributes
    .filter(({ ns }) => ns !== RDF_NS && ns !== XML_NS && ns !== '')
    .map((attribute) => simple(attribute, attribute.value, undefined));
}

function simple({ ns, prefix, local }: { ns: string; prefix: string; local: string }, value: string, lang: string | undefined): XmpNode {
  return { ns, prefix, name: local, kind: 'simple', value, children: [], lang };
}

/** Fields of an rdf:Description: attributes and child elements. */
function fieldsOf(description: XmlElement): XmpNode[] {
  for (const { ns, local } of description.attributes) {
    if (ns === RDF_NS && forbiddenTerms.has(local)) throw new RdfError(`rdf:${local} is not allowed in XMP`);
  }
  return [...propertyAttributes(description.attributes), ...elementsOf(description).map(readProperty)];
}

function readProperty(element: XmlElement): XmpNode {
  if (element.ns === RDF_NS && element.local !== 'li' && element.local !== 'type' && element.local !== 'value')
    throw new RdfError(`${nameOf(element)} is no property`);
  if (element.ns === '') throw new RdfError(`the property ${element.local} has no namespace`);
  const attribute = (ns: string, local: string) => element.attributes.find((own) => own.ns === ns && own.local === local)?.value;
  const lang = attribute(XML_NS, 'lang');
  const parseType = attribute(RDF_NS, 'parseType');
  const base = { ns: element.ns, prefix: element.prefix, name: element.local, lang };
  if (parseType === 'Resource') return structure(base, unique(elementsOf(element).map(readProperty)));
  if (parseType !== undefined) throw new RdfError(`rdf:parseType ${parseType} is not allowed in XMP`);
  const elements = element.children.filter((child) => typeof child !== 'string');
  if (elements.length > 0) return readNested(element, base, elements);
  const text = element.children.join('');
  const resource = attribute(RDF_NS, 'resource');
  if (resource !== undefined) {
    if (text.trim() !== '') throw new RdfError(`${nameOf(element)} has both rdf:resource and text`);
    return { ...base, kind: 'simple', value: resource, children: [] };
  }
  const own = propertyAttributes(element.attributes);
  if (own.length > 0 && text.trim() === '') return structure(base, unique(own));
  return { ...base, kind: 'simple', value: text, children: [] };
}

type Base = Pick<XmpNode, 'ns' | 'prefix' | 'name' | 'lang'>;

/** A structure; one with `rdf:value` is that value with qualifiers. */
function structure(base: Base, fields: readonly XmpNode[]): XmpNode {
  const value = fields.find(({ ns, name }) => ns === RDF_NS && name === 'value');
  if (value !== undefined) return { ...value, ...base, lang: base.lang ?? value.lang };
  return { ...base, kind: 'struct', value: '', children: fields };
}

function readNested(element: XmlElement, base: Base, elements: readonly XmlElement[]): XmpNode {
  elementsOf(element);
  const [nested] = elements;
  if (elements.length > 1 || nested === undefined) throw new RdfError(`${nameOf(element)} has more than one value`);
  const array = nested.ns === RDF_NS ? arrayKinds[nested.local] : undefined;
  if (array !== undefined) {
    const items = elementsOf(nested);
    const stranger = items.find((item) => !isRdf(item, 'li'));
    if (stranger !== undefined) throw new RdfError(`${nameOf(stranger)} stands where rdf:li belongs`);
    return { ...base, kind: array, value: '', children: items.map(readProperty) };
  }
  // Any other element is a structure; one that is no rdf:Description names its type.
  return structure(base, unique(fieldsOf(nested)));
}
