import type { DataRecord } from '../compose.ts';
import type { Scope } from '../expression/closures.ts';
import { dataTypeOf, dataTypeOfValue } from '../expression/data-type.ts';
import { type Language, makeLanguage, withVariable } from '../expression/environment.ts';
import type { Fault } from '../expression/explain.ts';
import { type CompiledExpression, compileExpression, ExpressionFailure } from '../expression/expression.ts';
import { compileReader } from '../expression/read-record.ts';
import type { Brand, Template } from '../template/model.ts';
import { brandData, dataOfConstant } from './ground.ts';
import { localeOf } from './localized.ts';

/** A name that a repeat around a place binds, outermost first. */
export interface BoundName {
  readonly name: string;
  /** The list whose items it stands for. */
  readonly each: string;
}

/** What an expression is: its CEL type, or what is wrong with it; on a record also its value, or why it has none. */
export interface DeskAnswer {
  readonly type?: string;
  readonly fault?: Fault;
  /** Text, number as text, true or false, or a list's length. */
  readonly value?: string | boolean;
  readonly failure?: string;
}

/** Where authors try expressions before they stand in a template. */
export interface Desk {
  /** Checks an expression, and evaluates it where a record is given; names of repeats stand for the first item of their list. */
  ask(expression: string, names?: readonly BoundName[], record?: DataRecord): DeskAnswer;
}

/** Opens a desk for the expressions of one template in one of its languages. */
export function openDesk(template: Pick<Template, 'data'>, brand: Brand, language: string): Desk {
  const record = dataTypeOf(template.data, '', () => {});
  const constants = brandData(brand);
  const brandType = dataTypeOfValue(constants, 'brand');
  const variables = new Map(record.kind === 'object' ? record.fields : []);
  variables.set('brand', brandType).set('now', { kind: 'text' });
  const top = makeLanguage(localeOf(language), variables, () => {});
  const reader = compileReader(template.data, record);
  const scopeOf = (data: DataRecord): Scope => {
    const scope = (reader(data, '', []) ?? {}) as Scope;
    scope.brand = dataOfConstant(constants, brandType);
    scope.now = '2000-01-01T00:00:00Z';
    return scope;
  };
  return {
    ask(expression, names = [], data) {
      const scope = data === undefined ? undefined : scopeOf(data);
      const inside = enter(top, names, scope);
      if ('fault' in inside) return { fault: inside.fault };
      const compiled = compileExpression(expression, inside.language);
      if ('fault' in compiled) return { fault: compiled.fault };
      const { type } = compiled.expression;
      return scope === undefined ? { type } : { type, ...evaluated(compiled.expression, scope) };
    },
  };
}

/** The language inside of repeats; their names are put into the scope. */
function enter(top: Language, names: readonly BoundName[], scope: Scope | undefined): { language: Language } | { fault: Fault } {
  let language = top;
  for (const { name, each } of names) {
    const list = compileExpression(each, language);
    if ('fault' in list) return list;
    if (scope !== undefined) scope[name] = firstOf(list.expression, scope);
    language = withVariable(language, name, /^list<(.*)>$/.exec(list.expression.type)?.[1] ?? 'dyn');
  }
  return { language };
}

function firstOf(list: CompiledExpression, scope: Scope): unknown {
  try {
    const items = list.evaluate(scope);
    return Array.isArray(items) ? items[0] : undefined;
  } catch {
    return undefined;
  }
}

function evaluated(expression: CompiledExpression, scope: Scope): Pick<DeskAnswer, 'value' | 'failure'> {
  try {
    const value = expression.evaluate(scope);
    if (value === undefined || value === null) return { failure: `${expression.source} has no value.` };
    if (typeof value === 'boolean') return { value };
    return { value: Array.isArray(value) ? String(value.length) : typeof value === 'object' && !isText(value) ? '…' : String(value) };
  } catch (error) {
    if (error instanceof ExpressionFailure) return { failure: error.message };
    throw error;
  }
}

/** Decimals write themselves; other objects of the record do not. */
const isText = (value: object): boolean => value.constructor.name === 'Decimal';
