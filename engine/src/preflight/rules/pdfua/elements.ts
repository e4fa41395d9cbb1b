/** 7.3, 7.7 and 7.9: figures and formulas with a text that stands for them, notes with IDs. */
import type { Rule } from '../../rule.ts';
import { elementFault, elementRule, uaRule } from './define.ts';

const replaced = (clause: string, type: string): Rule =>
  elementRule({
    clause,
    test: 1,
    title: `${type} elements have an alternative description or replacement text.`,
    hint: `Give the ${type} element Alt, a text that says what is seen, or ActualText.`,
    fault: ({ standardType, alt, actualText }) =>
      standardType === type && !alt && actualText === undefined ? `A ${type} element has neither Alt nor ActualText.` : undefined,
  });

export const elementRules: readonly Rule[] = [
  replaced('7.3', 'Figure'),
  replaced('7.7', 'Formula'),
  elementRule({
    clause: '7.9',
    test: 1,
    title: 'Note elements have an ID.',
    hint: 'Give the Note element an ID of its own.',
    fault: ({ standardType, id }) => (standardType === 'Note' && !id ? 'A Note element has no ID.' : undefined),
  }),
  uaRule({
    clause: '7.9',
    test: 2,
    title: 'The IDs of Note elements are all different.',
    hint: 'Give each Note element an ID of its own.',
    *check({ structure }) {
      const seen = new Set<string>();
      for (const element of structure.elements) {
        if (element.standardType !== 'Note' || !element.id) continue;
        if (seen.has(element.id)) yield elementFault(element, `Another Note element has the ID ‘${element.id}’ too.`);
        seen.add(element.id);
      }
    },
  }),
];
