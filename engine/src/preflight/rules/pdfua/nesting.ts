/** 7.2: which structure elements may stand in which (ISO 32000-1, 14.8.4): tables, lists, tables of contents, ruby
 * and warichu. */
import type { Rule } from '../../rule.ts';
import type { StructElement } from '../../structure/tree.ts';
import { elementRule } from './define.ts';

/** The element around another, beyond such that only group: ISO 32000-1, table 333, says that NonStruct has no significance. */
function holderOf({ parent }: StructElement): StructElement | undefined {
  return parent?.standardType === 'NonStruct' ? holderOf(parent) : parent;
}

/** What an element holds, also through such elements. */
const heldBy = ({ children }: StructElement): readonly StructElement[] =>
  children.some(isTransparent) ? children.flatMap((child) => (isTransparent(child) ? heldBy(child) : [child])) : children;

const isTransparent = ({ standardType }: StructElement): boolean => standardType === 'NonStruct';

/** A type that stands only in certain others. */
const within = (test: number, type: string, parents: readonly string[]): Rule =>
  elementRule({
    clause: '7.2',
    test,
    title: `${type} elements stand in ${parents.join(', ')} only.`,
    hint: `Put the ${type} element into the element it belongs to, or give it another structure type.`,
    fault: (element) => {
      if (element.standardType !== type) return undefined;
      const parent = holderOf(element)?.standardType;
      if (parent !== undefined && parents.includes(parent)) return undefined;
      return `A ${type} element stands in ${parent ?? 'the structure tree root'}.`;
    },
  });

/** A type that holds only certain others. */
const holding = (test: number, type: string, kids: readonly string[]): Rule =>
  elementRule({
    clause: '7.2',
    test,
    title: `${type} elements hold ${kids.join(', ')} only.`,
    hint: `Move what else stands in the ${type} element out of it, or give it the right structure type.`,
    fault: (element) => {
      const odd = element.standardType === type && heldBy(element).find((child) => !kids.includes(child.standardType));
      return odd ? `A ${type} element holds an element of type ${odd.type}.` : undefined;
    },
  });

/** Where the captions of an element stand; `allowed` gets their places among the element's kids. */
const captions = (test: number, type: string, title: string, allowed: (places: readonly number[], kids: number) => boolean): Rule =>
  elementRule({
    clause: '7.2',
    test,
    title,
    hint: 'Keep one Caption and put it where it may stand.',
    fault: (element) => {
      if (element.standardType !== type) return undefined;
      const held = heldBy(element);
      const places = held.flatMap((child, index) => (child.standardType === 'Caption' ? [index] : []));
      return allowed(places, held.length) ? undefined : `A ${type} element has its Caption in the wrong place or more than one.`;
    },
  });

const count = (element: StructElement, type: string): number => heldBy(element).filter((child) => child.standardType === type).length;

/** Rules on the sections of a table. */
const sections = (test: number, title: string, wrong: (table: StructElement) => boolean, what: string): Rule =>
  elementRule({
    clause: '7.2',
    test,
    title,
    hint: 'Group the rows of the table into at most one THead, one or more TBody and at most one TFoot.',
    fault: (element) => (element.standardType === 'Table' && wrong(element) ? what : undefined),
  });

const first = (places: readonly number[]): boolean => places.length === 0 || places.every((place) => place === 0);

export const nestingRules: readonly Rule[] = [
  holding(3, 'Table', ['TR', 'THead', 'TBody', 'TFoot', 'Caption']),
  within(4, 'TR', ['Table', 'THead', 'TBody', 'TFoot']),
  within(5, 'THead', ['Table']),
  within(6, 'TBody', ['Table']),
  within(7, 'TFoot', ['Table']),
  within(8, 'TH', ['TR']),
  within(9, 'TD', ['TR']),
  holding(10, 'TR', ['TH', 'TD']),
  sections(11, 'A Table has at most one THead.', (table) => count(table, 'THead') > 1, 'The Table has more than one THead.'),
  sections(12, 'A Table has at most one TFoot.', (table) => count(table, 'TFoot') > 1, 'The Table has more than one TFoot.'),
  sections(
    13,
    'A Table with a TFoot has a TBody.',
    (table) => count(table, 'TFoot') > 0 && count(table, 'TBody') === 0,
    'The Table has a TFoot but no TBody.',
  ),
  sections(
    14,
    'A Table with a THead has a TBody.',
    (table) => count(table, 'THead') > 0 && count(table, 'TBody') === 0,
    'The Table has a THead but no TBody.',
  ),
  captions(16, 'Table', 'The Caption of a Table is its first or last kid.', (places, kids) =>
    places.every((place) => place === 0 || place === kids - 1),
  ),
  within(17, 'LI', ['L']),
  within(18, 'LBody', ['LI']),
  holding(19, 'L', ['L', 'LI', 'Caption']),
  holding(20, 'LI', ['Lbl', 'LBody']),
  within(26, 'TOCI', ['TOC']),
  holding(27, 'TOC', ['TOC', 'TOCI', 'Caption']),
  captions(28, 'TOC', 'The Caption of a TOC is its first kid.', first),
  holding(36, 'THead', ['TR']),
  holding(37, 'TBody', ['TR']),
  holding(38, 'TFoot', ['TR']),
  within(44, 'RB', ['Ruby']),
  within(45, 'RT', ['Ruby']),
  within(46, 'RP', ['Ruby']),
  holding(47, 'Ruby', ['RB', 'RT', 'RP']),
  within(48, 'WT', ['Warichu']),
  within(49, 'WP', ['Warichu']),
  holding(50, 'Warichu', ['WT', 'WP']),
  captions(39, 'Table', 'A Table has at most one Caption.', (places) => places.length <= 1),
  captions(40, 'L', 'The Caption of an L is its first kid.', first),
];
