import type { XmpNode } from './rdf.ts';
import { predefinedStructures, type StructureType } from './schemas.ts';

const anything = /^/;
/** Longest name of a type, with the arrays around it. */
const LONGEST_TYPE = 200;
/** What a URI must not contain (RFC 3986); also a per cent sign must begin an escape. */
const uri = /^(?:[^\s<>"{}|\\^`%\u007f]|%[0-9A-Fa-f]{2})*$/;

/** Simple types of the XMP Specification by lower-case name. */
const simpleTypes: ReadonlyMap<string, RegExp> = new Map([
  ['text', anything],
  ['propername', anything],
  ['agentname', anything],
  ['renditionclass', anything],
  ['xpath', anything],
  ['locale', anything],
  ['boolean', /^(?:True|False)$/],
  ['integer', /^[+-]?\d+$/],
  ['real', /^[+-]?(?:\d+\.?\d*|\.\d+)$/],
  ['rational', /^[+-]?\d+\/[+-]?\d+$/],
  ['mimetype', /^[-\w+.]+\/[-\w+.]+(?:\s*;.*)?$/],
  ['gpscoordinate', /^\d{1,3},\d{1,2}(?:,\d{1,2}|\.\d+)[NSEW]$/],
  ['point', /^\(?\s*[+-]?\d+,\s*[+-]?\d+\s*\)?$/],
  [
    'date',
    /^[+-]?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/,
  ],
  ['uri', uri],
  ['url', uri],
]);

/** Judges values by the name of a type: `Text`, `bag Integer`, `Lang Alt`, `closed Choice of Text`, a structure. */
export interface XmpTypes {
  knows(type: string): boolean;
  /** Why the value is not of the type; undefined when it is. */
  fault(node: XmpNode, type: string): string | undefined;
}

/** Types of the specification and those that extension schemas define, by lower-case name. */
export function createTypes(defined: ReadonlyMap<string, StructureType> = new Map()): XmpTypes {
  const structureOf = (name: string): StructureType | undefined => defined.get(name) ?? predefinedStructures.get(name);

  const fault = (node: XmpNode, type: string): string | undefined => {
    const { array, name } = parseType(type);
    if (array !== undefined) return arrayFault(node, array, type);
    if (name === 'any') return undefined;
    if (name === 'lang alt') return langAltFault(node);
    const pattern = simpleTypes.get(name);
    if (pattern !== undefined) return simpleFault(node, pattern, type);
    const structure = structureOf(name);
    return structure === undefined ? `the type ${type} is not defined` : structureFault(node, structure, type);
  };

  const arrayFault = (node: XmpNode, array: string, type: string): string | undefined => {
    if (node.kind !== array) return `it is ${wordFor(node)}, not a ${array}`;
    const item = type.slice(array.length).trim() || 'Text';
    for (const child of node.children) {
      const why = fault(child, item);
      if (why !== undefined) return `in an item, ${why}`;
    }
    return undefined;
  };

  const structureFault = (node: XmpNode, { ns, fields }: StructureType, type: string): string | undefined => {
    if (node.kind !== 'struct') return `it is ${wordFor(node)}, not a structure of type ${type}`;
    for (const field of node.children) {
      const own = field.ns === ns ? fields.get(field.name) : undefined;
      if (own === undefined) return `${field.prefix}:${field.name} is no field of type ${type}`;
      const why = fault(field, own);
      if (why !== undefined) return `in ${field.prefix}:${field.name}, ${why}`;
    }
    return undefined;
  };

  return {
    knows: (type) => {
      if (type.length > LONGEST_TYPE) return false;
      const { array, name } = parseType(type);
      if (array !== undefined) return createTypes(defined).knows(type.trim().slice(array.length) || 'Text');
      return name === 'any' || name === 'lang alt' || simpleTypes.has(name) || structureOf(name) !== undefined;
    },
    fault,
  };
}

interface ParsedType {
  readonly array: 'bag' | 'seq' | 'alt' | undefined;
  /** Lower-case, without `open Choice of`. */
  readonly name: string;
}

const parsed = new Map<string, ParsedType>();

function parseType(type: string): ParsedType {
  let known = parsed.get(type);
  if (known === undefined) {
    const name = type
      .toLowerCase()
      .replace(/\b(?:open |closed )?choice\b(?: of\b)?/, '')
      .replace(/\s+/g, ' ')
      .trim();
    const array = /^(bag|seq|alt)\b/.exec(name)?.[1] as ParsedType['array'];
    known = { array, name: name === '' ? 'text' : name };
    // Types come from files, too; they are not to be remembered without end.
    if (parsed.size < 1000) parsed.set(type, known);
  }
  return known;
}

const wordFor = ({ kind }: XmpNode): string =>
  kind === 'simple' ? 'a simple value' : kind === 'struct' ? 'a structure' : `an array of kind ${kind}`;

function simpleFault(node: XmpNode, pattern: RegExp, type: string): string | undefined {
  if (node.kind !== 'simple') return `it is ${wordFor(node)}, not of type ${type}`;
  return pattern.test(node.value) ? undefined : `“${node.value.slice(0, 60)}” is not of type ${type}`;
}

function langAltFault(node: XmpNode): string | undefined {
  if (node.kind !== 'alt') return `it is ${wordFor(node)}, not a choice by language`;
  if (node.children.some(({ kind }) => kind !== 'simple')) return 'an item of the choice by language is no text';
  if (node.children.some(({ lang }) => lang === undefined)) return 'an item of the choice by language has no xml:lang';
  return undefined;
}
