/**
 * Metadata in XMP: `readXmp(bytes)` gives the properties of a packet, whatever form of RDF they are written in; `propertyOf` finds
 * one; `createTypes` judges values by the types of the XMP Specification of September 2005 and of PDF/A extension schemas.
 */

export { type ExtensionSchemas, extensionContainer, extensionNs, fieldOf, readExtensions } from './extension.ts';
export { propertyOf, readXmp, type XmpPacket } from './packet.ts';
export type { XmpNode } from './rdf.ts';
export { predefinedSchemas } from './schemas.ts';
export { createTypes, type XmpTypes } from './types.ts';
