import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { celTypeOf, type DataType, type ObjectType } from './data-type.ts';
import { Decimal } from './decimal.ts';
import { allFunctions } from './functions/all-functions.ts';
import type { EngineFunction } from './functions/engine-function.ts';
import { toDecimal } from './functions/number-functions.ts';

/** Everything that expressions of one template in one language may use: types, functions and variables. */
export interface Language {
  readonly environment: Environment;
  readonly functions: ReadonlyMap<string, EngineFunction>;
  /** Object types by name, for hints. */
  readonly types: ReadonlyMap<string, ObjectType>;
  readonly variables: ReadonlyMap<string, string>;
}

export interface VariableFault {
  readonly name: string;
  readonly message: string;
}

const LIMITS = { maxAstNodes: 2000, maxDepth: 60 };

/** Makes the environment for a locale, with variables of the given types. Names that CEL reserves are reported. */
export function makeLanguage(locale: string, variables: ReadonlyMap<string, DataType>, report: (fault: VariableFault) => void): Language {
  const environment = new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
  environment.registerType('decimal', { ctor: Decimal, fields: {} });
  registerDecimalOperators(environment);
  const types = new Map<string, ObjectType>();
  for (const type of variables.values()) registerTypes(environment, type, types);
  const functions = new Map<string, EngineFunction>();
  for (const fn of allFunctions(locale)) {
    functions.set(fn.name, fn);
    for (const signature of fn.signatures) environment.registerFunction(fn.name + signature, fn.call);
  }
  registerDefault(environment);
  const names = new Map<string, string>();
  for (const [name, type] of variables) {
    try {
      environment.registerVariable(name, celTypeOf(type));
      names.set(name, celTypeOf(type));
    } catch {
      report({ name, message: `"${name}" cannot be used as a name.` });
    }
  }
  return { environment, functions, types, variables: names };
}

/** The same language with one more variable, for the body of a repeat. */
export function withVariable(language: Language, name: string, celType: string): Language {
  const environment = language.environment.clone();
  environment.registerVariable(name, celType);
  return { ...language, environment, variables: new Map(language.variables).set(name, celType) };
}

/** The same language with one more variable of a type of its own. */
export function withObject(language: Language, name: string, type: ObjectType): Language {
  const environment = language.environment.clone();
  const types = new Map(language.types);
  registerTypes(environment, type, types);
  environment.registerVariable(name, celTypeOf(type));
  return { ...language, environment, types, variables: new Map(language.variables).set(name, celTypeOf(type)) };
}

/** Inner types first, since an object names the types of its fields. */
function registerTypes(environment: Environment, type: DataType, done: Map<string, ObjectType>): void {
  if (type.kind === 'list') registerTypes(environment, type.item, done);
  if (type.kind !== 'object' || done.has(type.name)) return;
  done.set(type.name, type);
  for (const field of type.fields.values()) registerTypes(environment, field, done);
  const fields: Record<string, string> = {};
  for (const [name, field] of type.fields) fields[name] = celTypeOf(field);
  environment.registerType(type.name, { ctor: type.make, fields });
}

type Numeric = Decimal | bigint;

/** Decimals mix with whole numbers; a literal such as 0.19 is a decimal already, so floating point never comes in. */
function registerDecimalOperators(environment: Environment): void {
  const order = (a: Numeric, b: Numeric) => toDecimal(a).compare(toDecimal(b));
  for (const [left, right] of [
    ['decimal', 'decimal'],
    ['decimal', 'int'],
    ['int', 'decimal'],
  ] as const) {
    environment.registerOperator(`${left} + ${right}: decimal`, (a: Numeric, b: Numeric) => toDecimal(a).plus(toDecimal(b)));
    environment.registerOperator(`${left} - ${right}: decimal`, (a: Numeric, b: Numeric) => toDecimal(a).minus(toDecimal(b)));
    environment.registerOperator(`${left} * ${right}: decimal`, (a: Numeric, b: Numeric) => toDecimal(a).times(toDecimal(b)));
    environment.registerOperator(`${left} < ${right}`, (a: Numeric, b: Numeric) => order(a, b) < 0);
    environment.registerOperator(`${left} <= ${right}`, (a: Numeric, b: Numeric) => order(a, b) <= 0);
    environment.registerOperator(`${left} > ${right}`, (a: Numeric, b: Numeric) => order(a, b) > 0);
    environment.registerOperator(`${left} >= ${right}`, (a: Numeric, b: Numeric) => order(a, b) >= 0);
  }
  environment.registerOperator('decimal == decimal', (a: Numeric, b: Numeric) => order(a, b) === 0);
  environment.registerOperator('decimal == int', (a: Numeric, b: Numeric) => order(a, b) === 0);
  environment.registerOperator('-decimal', (a: Decimal) => a.negated());
}

/** `default(x, fallback)`: the fallback where x is missing. A macro, since CEL evaluates a function's arguments first. */
function registerDefault(environment: Environment): void {
  environment.registerFunction('default(ast, ast): dyn', ({ args }: { args: ASTNode[] }) => ({
    // biome-ignore lint/suspicious/noExplicitAny: the library does not publish the types of its checker
    typeCheck(checker: any, _macro: unknown, context: unknown) {
      const value = checker.check(args[0], context);
      const fallback = checker.check(args[1], context);
      return value === fallback ? value : checker.dynType;
    },
    // biome-ignore lint/suspicious/noExplicitAny: nor of its evaluator
    evaluate(evaluator: any, _macro: unknown, context: unknown) {
      try {
        return evaluator.run(args[0], context);
      } catch (error) {
        if (isMissing(error)) return evaluator.run(args[1], context);
        throw error;
      }
    },
  }));
}

/** Whether an error of the library says that a value is not there. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return code === 'no_such_key' || code === 'unknown_variable' || code === 'index_out_of_bounds';
}

/** Turns the floating-point literals of a parsed expression into exact decimals, as they are written. */
export function makeLiteralsExact(ast: ASTNode): void {
  const node = ast as { op: string; args: unknown };
  if (node.op === 'value') {
    if (typeof node.args === 'number') node.args = Decimal.fromNumber(node.args);
    return;
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const v of value) visit(v);
    else if (value !== null && typeof value === 'object' && 'op' in value) makeLiteralsExact(value as ASTNode);
  };
  visit(node.args);
}
