import type { DataRecord } from '../compose.ts';
import type { Scope } from '../expression/closures.ts';
import { dataTypeOf } from '../expression/data-type.ts';
import { makeLanguage } from '../expression/environment.ts';
import type { Fault } from '../expression/explain.ts';
import { compileExpression, ExpressionFailure } from '../expression/expression.ts';
import { compileReader } from '../expression/read-record.ts';
import type { DataSchema } from '../template/model.ts';
import { localeOf } from './localized.ts';

/** A condition made ready once, for very many records. */
export interface Rule {
  /** @returns undefined where the condition has no answer: a value that it asks for is missing */
  matches(record: DataRecord): boolean | undefined;
}

/** Opens a condition (CEL) over records of a JSON Schema; the empty one holds for all. */
export function openRule(schema: DataSchema, condition: string, language = 'en'): { readonly rule: Rule } | { readonly fault: Fault } {
  if (condition.trim() === '') return { rule: { matches: () => true } };
  const type = dataTypeOf(schema, '', () => {});
  const compiled = compileExpression(
    condition,
    makeLanguage(localeOf(language), type.kind === 'object' ? type.fields : new Map(), () => {}),
  );
  if ('fault' in compiled) return compiled;
  const { expression } = compiled;
  if (expression.type !== 'bool' && expression.type !== 'dyn') {
    const message = `A condition is true or false; this is ${expression.type}.`;
    return { fault: { code: 'expression.wrong-types', message, offset: 0, length: condition.length } };
  }
  const read = compileReader(schema, type);
  return {
    rule: {
      matches(record) {
        try {
          return expression.evaluate((read(record, '', []) ?? {}) as Scope) === true;
        } catch (error) {
          if (error instanceof ExpressionFailure) return undefined;
          throw error;
        }
      },
    },
  };
}
