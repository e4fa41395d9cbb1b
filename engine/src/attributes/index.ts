import type { Diagnostic } from '../diagnostics.ts';
import type { TemplateBundle } from '../template/model.ts';
import { type AttributeRule, forbidding, judgeUses } from './attribute-rule.ts';
import { attributesUsed } from './attributes-used.ts';

/**
 * `@posthorn/engine/attributes`: which attributes of a record a template uses and at which places, and whether it may by rules that say
 * how sensitive attributes are and for which purposes they may be used. All of it is known without any record.
 */
export * from './attribute-rule.ts';
export { attributesOf } from './attributes-of.ts';
export * from './attributes-used.ts';

/**
 * Where a template uses attributes for a purpose that they may not be used for.
 * @param rules those of the house; those that allow the template's purpose cost nothing
 */
export function checkAttributes(bundle: TemplateBundle, rules: readonly AttributeRule[]): Diagnostic[] {
  const { purpose } = bundle.template;
  return forbidding(rules, purpose) ? judgeUses(attributesUsed(bundle), rules, purpose) : [];
}
