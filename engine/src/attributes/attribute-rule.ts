import type { Diagnostic } from '../diagnostics.ts';
import type { AttributeUse } from './attributes-used.ts';

/** From least to most sensitive; `special`: the categories of Art. 9 GDPR, such as health, religion or union membership. */
export const SENSITIVITIES = ['public', 'ordinary', 'confidential', 'special'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** How sensitive some attributes are, and what for they may be used. */
export interface AttributeRule {
  /**
   * Names with dots between them, such as `customer.birthDate`; lists are as their items. `*` stands for one name, `**` for any number of
   * them. Capitals don't matter: systems spell the same name in many ways.
   */
  readonly pattern: string;
  /** What people call it. */
  readonly name: string;
  readonly sensitivity: Sensitivity;
  /** Purposes of templates that may use it. */
  readonly purposes: readonly string[];
}

/** Whether any of the rules could find something in a template of this purpose. */
export const forbidding = (rules: readonly AttributeRule[], purpose: string): boolean =>
  rules.some(({ purposes }) => !purposes.includes(purpose));

/** The rule for an attribute: the one that says most exactly which one it means; of two that say alike the more sensitive. */
export function ruleFor<T extends AttributeRule>(path: string, rules: readonly T[]): T | undefined {
  const names = namesOf(path);
  return best(rules.filter(({ pattern }) => matches(namesOf(pattern), names)));
}

/** The rules that a use falls under: one; of what is used whole, those of all that may be within. */
export function rulesFor<T extends AttributeRule>(
  { path, whole }: Pick<AttributeUse, 'path' | 'whole'>,
  rules: readonly T[],
): readonly T[] {
  const own = ruleFor(path, rules);
  const within = whole ? rules.filter((rule) => rule !== own && reachesInto(namesOf(rule.pattern), namesOf(path))) : [];
  return own === undefined ? within : [own, ...within];
}

/** A finding for every place where something is used for a purpose that it is not for. */
export function judgeUses(uses: readonly AttributeUse[], rules: readonly AttributeRule[], purpose: string): Diagnostic[] {
  return uses.flatMap((use) =>
    rulesFor(use, rules)
      .filter(({ purposes }) => !purposes.includes(purpose))
      .map((rule) => refused(use, rule, purpose)),
  );
}

const CLASSES: Readonly<Record<Sensitivity, string>> = {
  public: 'public',
  ordinary: 'ordinary personal data',
  confidential: 'confidential',
  special: 'of a special category (Art. 9 GDPR)',
};

function refused({ path, kind, place }: AttributeUse, { name, sensitivity, purposes }: AttributeRule, purpose: string): Diagnostic {
  const allowed = purposes.length === 0 ? 'for no communication' : `only for ${purposes.join(', ')}`;
  const how = kind === 'condition' ? ' A condition tells of it too.' : '';
  return {
    severity: 'error',
    code: 'attribute.not-allowed',
    message: `“${path}” (${name}) is ${CLASSES[sensitivity]} and may be used ${allowed}; this template is for ${purpose}.${how}`,
    place,
    hint: 'Take it out, or ask compliance whether the register of personal data should allow this purpose.',
  };
}

const namesOf = (path: string): readonly string[] => path.toLowerCase().split('.');

function best<T extends AttributeRule>(rules: readonly T[]): T | undefined {
  const rank = ({ pattern, sensitivity }: AttributeRule): readonly number[] => {
    const names = namesOf(pattern);
    const count = (wild: string) => names.filter((name) => name === wild).length;
    const [many, one] = [count('**'), count('*')];
    return [names.length - many - one, -many, -one, SENSITIVITIES.indexOf(sensitivity)];
  };
  return rules.toSorted((a, b) => {
    const [of, other] = [rank(b), rank(a)];
    const at = of.findIndex((value, i) => value !== other[i]);
    return at < 0 ? 0 : of[at]! - other[at]!;
  })[0];
}

function matches([wanted, ...pattern]: readonly string[], names: readonly string[]): boolean {
  if (wanted === undefined) return names.length === 0;
  if (wanted === '**') return matches(pattern, names) || (names.length > 0 && matches([wanted, ...pattern], names.slice(1)));
  const [name, ...rest] = names;
  return name !== undefined && (wanted === '*' || wanted === name) && matches(pattern, rest);
}

/** Whether a pattern can mean something within a path. */
function reachesInto(pattern: readonly string[], [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const [wanted, ...further] = pattern;
  if (wanted === undefined) return false;
  if (wanted === '**') return true;
  return (wanted === '*' || wanted === name) && reachesInto(further, rest);
}
