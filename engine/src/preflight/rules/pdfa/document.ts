/** ISO 19005-2 and -3, 6.7 (logical structure), 6.9 (optional content), 6.10 and 6.11 (presentations and requirements). */
import { dictOf, PdfArray, PdfDict, PdfString, type PdfValue } from '../../read/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import { standardTypes } from '../../structure/standard-types.ts';
import { pathOf } from '../../structure/tree.ts';
import type { Subject } from '../../subject.ts';
import { at, everyLevel, levelA, shown } from './common.ts';

const languageTag = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/;

/** All languages that a document names: of the catalog, of structure elements, of marked content. */
function* languages({ file, structure, content }: Subject): Iterable<{ lang: string; fault: Fault }> {
  const own = file.catalog.string('Lang');
  if (own !== undefined) yield { lang: own.text, fault: at('', file.catalog) };
  for (const element of structure.elements)
    if (element.lang !== undefined) yield { lang: element.lang, fault: { what: '', object: element.ref, path: pathOf(element) } };
  for (const { properties, page, stream } of content.marks) {
    const lang = properties?.get('Lang');
    if (lang instanceof PdfString) yield { lang: lang.text, fault: at('', stream.ref, page) };
  }
}

const structure: readonly Rule[] = [
  {
    clause: '6.7.2.2',
    test: 1,
    profiles: levelA,
    title: 'The catalog says that the document is tagged: MarkInfo with Marked true.',
    hint: 'Tag the document; a document without tags can be PDF/A of level B or U only.',
    *check({ file }) {
      if (file.catalog.dict('MarkInfo')?.get('Marked') !== true)
        yield at('MarkInfo of the catalog does not have Marked true.', file.catalog);
    },
  },
  {
    clause: '6.7.3.3',
    test: 1,
    profiles: levelA,
    title: 'The document has a structure tree.',
    hint: 'Tag the document.',
    *check({ file }) {
      if (file.catalog.dict('StructTreeRoot') === undefined) yield at('The catalog has no StructTreeRoot.', file.catalog);
    },
  },
  {
    clause: '6.7.3.4',
    test: 1,
    profiles: levelA,
    title: 'Structure types are standard ones or mapped to such.',
    hint: 'Map the type to the nearest standard type in the RoleMap of the structure tree root.',
    *check({ structure: { elements } }) {
      const seen = new Set<string>();
      for (const element of elements) {
        if (element.role.standard !== null || seen.has(element.type)) continue;
        seen.add(element.type);
        yield { what: `The type ${shown(element.type)} is mapped to no standard type.`, object: element.ref, path: pathOf(element) };
      }
    },
  },
  {
    clause: '6.7.3.4',
    test: 2,
    profiles: levelA,
    title: 'The role map does not go in a circle.',
    hint: 'Correct the RoleMap of the structure tree root.',
    *check({ structure: { roleMap } }) {
      for (const type of roleMap?.keys() ?? [])
        if (isCircular(type, roleMap!)) yield at(`The mapping of ${shown(type)} goes in a circle.`, roleMap);
    },
  },
  {
    clause: '6.7.4',
    test: 1,
    profiles: levelA,
    title: 'Languages are named by a tag such as en or de-AT, or by an empty string.',
    hint: 'Write a language tag of RFC 3066: letters, then groups of letters and digits after hyphens.',
    *check(subject) {
      for (const { lang, fault } of languages(subject))
        if (lang !== '' && !languageTag.test(lang)) yield { ...fault, what: `The language is “${shown(lang)}”.` };
    },
  },
];

/** Steps that are followed from a type to a standard one. */
const LONGEST_MAPPING = 32;

/** Whether a type is mapped in a circle before it comes to a standard type. */
function isCircular(type: string, roleMap: PdfDict): boolean {
  const seen = new Set<string>();
  for (
    let at: string | undefined = type;
    at !== undefined && !standardTypes.has(at) && seen.size < LONGEST_MAPPING;
    at = roleMap.name(at)
  ) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function configurations({ file }: Subject): PdfDict[] {
  const properties = file.catalog.dict('OCProperties');
  const own = properties?.dict('D');
  const others = [...(properties?.array('Configs') ?? [])].flatMap((value) => dictOf(value) ?? []);
  return [...new Set([...(own ? [own] : []), ...others])];
}

/** The groups that an Order names, however it is nested. */
function groupsIn(order: PdfValue): Set<PdfDict> {
  const groups = new Set<PdfDict>();
  const seen = new Set<PdfArray>();
  const waiting = [order];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value instanceof PdfDict) groups.add(value);
    if (!(value instanceof PdfArray) || seen.has(value)) continue;
    seen.add(value);
    for (const item of value) waiting.push(item);
  }
  return groups;
}

const optionalContent: readonly Rule[] = [
  {
    clause: '6.9',
    test: 1,
    profiles: everyLevel,
    title: 'Each configuration of optional content has a name.',
    hint: 'Give the configuration dictionary a Name.',
    *check(subject) {
      for (const config of configurations(subject))
        if (!config.string('Name')?.bytes.length) yield at('A configuration has no Name.', config);
    },
  },
  {
    clause: '6.9',
    test: 2,
    profiles: everyLevel,
    title: 'Configurations of optional content have different names.',
    hint: 'Give each configuration dictionary a Name of its own.',
    *check(subject) {
      const names = new Set<string>();
      for (const config of configurations(subject)) {
        const name = config.string('Name')?.text;
        if (name !== undefined && names.has(name)) yield at(`Two configurations have the name ${shown(name)}.`, config);
        if (name !== undefined) names.add(name);
      }
    },
  },
  {
    clause: '6.9',
    test: 3,
    profiles: everyLevel,
    title: 'The Order of a configuration lists all optional content groups.',
    hint: 'Add the missing groups to Order, or take Order away.',
    *check(subject) {
      const all = [...(subject.file.catalog.dict('OCProperties')?.array('OCGs') ?? [])].flatMap((value) => dictOf(value) ?? []);
      for (const config of configurations(subject)) {
        if (!config.has('Order')) continue;
        const listed = groupsIn(config.get('Order'));
        const missing = all.filter((group) => !listed.has(group)).length;
        if (missing > 0) yield at(`${missing} groups are not listed in Order.`, config);
      }
    },
  },
  {
    clause: '6.9',
    test: 4,
    profiles: everyLevel,
    title: 'Configurations of optional content have no AS key.',
    hint: 'Take AS away.',
    *check(subject) {
      for (const config of configurations(subject)) if (config.has('AS')) yield at('A configuration has AS.', config);
    },
  },
];

const presentation: readonly Rule[] = [
  {
    clause: '6.10',
    test: 1,
    profiles: everyLevel,
    title: 'The document has no alternate presentations.',
    hint: 'Take AlternatePresentations out of the name dictionary.',
    *check({ file }) {
      const names = file.catalog.dict('Names');
      if (names?.has('AlternatePresentations')) yield at('The name dictionary has AlternatePresentations.', names);
    },
  },
  {
    clause: '6.10',
    test: 2,
    profiles: everyLevel,
    title: 'Pages have no presentation steps.',
    hint: 'Take PresSteps out of the page.',
    *check({ pages }) {
      for (const { dict, ref, number } of pages) if (dict.has('PresSteps')) yield at('The page has PresSteps.', ref, number);
    },
  },
  {
    clause: '6.11',
    test: 1,
    profiles: everyLevel,
    title: 'The catalog has no requirements.',
    hint: 'Take Requirements out of the catalog.',
    *check({ file }) {
      if (file.catalog.has('Requirements')) yield at('The catalog has Requirements.', file.catalog);
    },
  },
];

export const documentRules: readonly Rule[] = [...structure, ...optionalContent, ...presentation];
