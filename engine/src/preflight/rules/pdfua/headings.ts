/** 7.4: headings, either all numbered or all by the nesting of sections. */
import type { Rule } from '../../rule.ts';
import type { StructElement, Structure } from '../../structure/tree.ts';
import { elementFault, elementRule, uaRule } from './define.ts';

/** Level of a numbered heading; undefined for all else. */
function levelOf({ standardType }: StructElement): number | undefined {
  const level = /^H([1-9]\d*)$/.exec(standardType)?.[1];
  return level === undefined ? undefined : Number(level);
}

const usesNumbers = ({ elements }: Structure): boolean => elements.some((element) => levelOf(element) !== undefined);
const usesNesting = ({ elements }: Structure): boolean => elements.some(({ standardType }) => standardType === 'H');

const eitherOr = (
  test: number,
  isKind: (element: StructElement) => boolean,
  otherUsed: (structure: Structure) => boolean,
  what: string,
): Rule =>
  uaRule({
    clause: '7.4.4',
    test,
    title: 'Headings are either all H or all H1 to H6.',
    hint: 'Use H1, H2, … throughout, or H throughout.',
    *check({ structure }) {
      if (!otherUsed(structure)) return;
      for (const element of structure.elements) if (isKind(element)) yield elementFault(element, what);
    },
  });

export const headingRules: readonly Rule[] = [
  uaRule({
    clause: '7.4.2',
    test: 1,
    title: 'Numbered headings begin with H1 and skip no level going down.',
    hint: 'Number the headings by the outline of the document: after H2 comes H3, not H4.',
    *check({ structure }) {
      let last = 0;
      for (const element of structure.elements) {
        const level = levelOf(element);
        if (level === undefined) continue;
        if (level > last + 1) yield elementFault(element, last === 0 ? `The first heading is H${level}.` : `H${level} follows H${last}.`);
        last = level;
      }
    },
  }),
  elementRule({
    clause: '7.4.4',
    test: 1,
    title: 'An element has at most one kid of type H.',
    hint: 'Put each heading with what it is about into a Sect of its own, or use H1 to H6.',
    fault: ({ children, type }) =>
      children.filter(({ standardType }) => standardType === 'H').length > 1 ? `A ${type} element has more than one H.` : undefined,
  }),
  eitherOr(2, ({ standardType }) => standardType === 'H', usesNumbers, 'H stands in a document with numbered headings.'),
  eitherOr(3, (element) => levelOf(element) !== undefined, usesNesting, 'A numbered heading stands in a document with H.'),
];
