import type { TFunction } from 'i18next';
import { type Comparison, celToRule, needsValue, type Rule, typedOf } from './rule.ts';

/** Comparisons by the keys of their texts. */
export const comparisonNames: Readonly<Record<Comparison, string>> = {
  '==': 'is',
  '!=': 'isNot',
  '<': 'less',
  '<=': 'atMost',
  '>': 'more',
  '>=': 'atLeast',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  has: 'has',
  lacks: 'lacks',
  true: 'true',
  false: 'false',
  empty: 'empty',
  notEmpty: 'notEmpty',
};

/** A condition as one would say it; what the rule builder cannot show stays as it is written. */
export function ruleInWords(expression: string, t: TFunction): string {
  const rule = celToRule(expression);
  return rule === undefined ? expression : say(rule, t);
}

function say(rule: Rule, t: TFunction): string {
  if (rule.kind === 'ask') {
    const value = needsValue(rule.comparison) ? ` ${typedOf(rule.value ?? '')}` : '';
    return `${rule.path} ${t(`editor.compare.${comparisonNames[rule.comparison] as 'is'}`)}${value}`;
  }
  const parts = rule.of.map((part) => (part.kind === 'ask' ? say(part, t) : `(${say(part, t)})`));
  return parts.join(` ${t(rule.kind === 'all' ? 'editor.rule.and' : 'editor.rule.or')} `);
}
