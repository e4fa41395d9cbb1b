import type { ASTNode } from '@marcbachmann/cel-js';
import { type Closure, compileClosure, MissingValue, type Scope } from './closures.ts';
import { isMissing, type Language, makeLiteralsExact } from './environment.ts';
import { explain, type Fault } from './explain.ts';
import { FunctionError } from './functions/engine-function.ts';

/** An expression made ready once. */
export interface CompiledExpression {
  readonly source: string;
  /** CEL type of the result, e.g. `string`, `decimal`, `list<invoice.lines>`. */
  readonly type: string;
  /** @throws ExpressionFailure where the data does not allow a result */
  evaluate(scope: Scope): unknown;
  /** The name, or the name and its field, that it is and nothing else: what asks for many values can get at them by itself. */
  readonly path?: readonly [name: string, field?: string];
}

/** An expression that is right but has no result on this record. */
export class ExpressionFailure extends Error {
  readonly code: 'expression.missing-value' | 'expression.failed';
  readonly offset: number;
  readonly length: number;
  readonly hint: string | undefined;
  constructor(code: ExpressionFailure['code'], message: string, offset: number, length: number, hint?: string) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.length = length;
    this.hint = hint;
  }
}

export type Compilation = { readonly expression: CompiledExpression } | { readonly fault: Fault };

/** How deep and long an expression may be before it is refused unread. */
const MAX_LENGTH = 10_000;

/** Parses and type-checks an expression. */
export function compileExpression(source: string, language: Language): Compilation {
  if (source.length > MAX_LENGTH) {
    return { fault: { code: 'expression.syntax', message: `An expression has at most ${MAX_LENGTH} characters.`, offset: 0, length: 1 } };
  }
  let parsed: ReturnType<Language['environment']['parse']>;
  try {
    parsed = language.environment.parse(source);
    makeLiteralsExact(parsed.ast);
  } catch (error) {
    return { fault: explain(error, source, language) };
  }
  const checked = parsed.check();
  if (!checked.valid) return { fault: explain(checked.error, source, language) };
  const closure = compileClosure(parsed.ast, language.functions) ?? ((scope: Scope) => parsed(scope));
  const path = pathOf(parsed.ast);
  const expression = { source, type: checked.type ?? 'dyn', evaluate: guarded(source, parsed.ast, closure) };
  return { expression: path === undefined ? expression : { ...expression, path } };
}

function pathOf(ast: ASTNode): CompiledExpression['path'] {
  if (ast.op === 'id') return [ast.args];
  if (ast.op !== '.' || ast.args[0].op !== 'id' || ast.args[1] in Object.prototype) return undefined;
  return [ast.args[0].args, ast.args[1]];
}

function guarded(source: string, ast: ASTNode, closure: Closure): (scope: Scope) => unknown {
  return (scope) => {
    try {
      return closure(scope);
    } catch (error) {
      throw failureOf(error, source, ast);
    }
  };
}

function failureOf(error: unknown, source: string, ast: ASTNode): ExpressionFailure {
  if (error instanceof MissingValue) return missing(source, error.start, error.end);
  if (isMissing(error)) {
    const range = (error as { range?: { start: number; end: number } }).range ?? { start: ast.start, end: ast.end };
    return missing(source, range.start, range.end);
  }
  const summary = (error as { summary?: string }).summary ?? (error instanceof Error ? error.message : String(error));
  const hint = error instanceof FunctionError ? error.hint : undefined;
  return new ExpressionFailure('expression.failed', summary, 0, source.length, hint);
}

function missing(source: string, start: number, end: number): ExpressionFailure {
  const owner = /[\w.]*$/.exec(source.slice(0, start))?.[0] ?? '';
  const name = owner + source.slice(start, end);
  return new ExpressionFailure(
    'expression.missing-value',
    `${name} has no value.`,
    start - owner.length,
    end - start + owner.length,
    'Give a fallback with default(…, …), or show this only when has(…) is true.',
  );
}
