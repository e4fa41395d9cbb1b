import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { type Ask, celToRule, needsValue, type Rule, typedOf } from '../../editor/rules/rule.ts';
import { comparisonNames } from '../../editor/rules/rule-words.ts';

/** A rule as a sentence; the expression itself where it says what words of ours cannot. */
export function ruleInWords(rule: string, t: TFunction): ReactNode {
  const read = celToRule(rule);
  return read === undefined ? <code className="value-name">{rule}</code> : inWords(read, t, false);
}

function inWords(rule: Rule, t: TFunction, inner: boolean): ReactNode {
  if (rule.kind === 'ask') return askInWords(rule, t);
  const word = t(rule.kind === 'all' ? 'reviews.rules.and' : 'reviews.rules.or');
  const parts = rule.of.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <span key={i}>
      {i > 0 && <b> {word} </b>}
      {inWords(part, t, true)}
    </span>
  ));
  return inner ? <>({parts})</> : parts;
}

function askInWords({ path, comparison, value }: Ask, t: TFunction): ReactNode {
  return (
    <>
      <code className="value-name">{path}</code> {t(`editor.compare.${comparisonNames[comparison] as 'is'}`)}
      {needsValue(comparison) && value !== undefined && <> {valueInWords(value)}</>}
    </>
  );
}

/** A literal in quotes; another value of the record as such. */
function valueInWords(value: string): ReactNode {
  const literal = /^'|^decimal\(/.test(value);
  if (literal) return /^'/.test(value) ? `“${typedOf(value)}”` : typedOf(value);
  return /^[A-Za-z_]/.test(value) && value !== 'true' && value !== 'false' ? <code className="value-name">{value}</code> : value;
}

const known = ['condition', 'when', 'each', 'as', 'value', 'payload', 'with', 'where', 'sort', 'reference'] as const;
type Known = (typeof known)[number];

/** What a rule is for, by the last part of its field. */
export function ruleName(field: string, t: TFunction): string {
  const last = field.split('.').at(-1)!;
  return known.includes(last as Known) ? t(`reviews.rules.fields.${last as Known}`) : field;
}

/** Whether a rule asks something; others name a value. */
export const isCondition = (field: string): boolean => ['condition', 'when', 'where'].includes(field.split('.').at(-1)!);
