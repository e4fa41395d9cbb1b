import type { ASTNode } from '@marcbachmann/cel-js';
import { Decimal } from './decimal.ts';
import type { EngineFunction } from './functions/engine-function.ts';
import { BINARY, bool, isRecord, iterable, MACROS, negated } from './operations.ts';

/** The values that names stand for. One object serves a whole record; repeats bind and release their name in it. */
export type Scope = Record<string, unknown>;
export type Closure = (scope: Scope) => unknown;

/** A value that an expression needs is not there. The offsets are those of the access in the expression. */
export class MissingValue extends Error {
  readonly start: number;
  readonly end: number;
  constructor(node: ASTNode) {
    super('missing');
    this.start = node.start;
    this.end = node.end;
  }
}

/** Thrown while compiling: this part of the language is left to the library. */
class Unsupported extends Error {}
const UNSUPPORTED = new Unsupported();

/**
 * Compiles a checked expression to closures: the same results as the library's interpreter, several times faster. Covers what
 * templates use all day (access, comparison, logic, decimals, the engine's functions, the list macros); gives undefined for an
 * expression with anything else, which the library then evaluates.
 */
export function compileClosure(ast: ASTNode, functions: ReadonlyMap<string, EngineFunction>): Closure | undefined {
  try {
    return new ClosureCompiler(functions).compile(ast);
  } catch (error) {
    if (error === UNSUPPORTED) return undefined;
    throw error;
  }
}

class ClosureCompiler {
  private readonly functions: ReadonlyMap<string, EngineFunction>;

  constructor(functions: ReadonlyMap<string, EngineFunction>) {
    this.functions = functions;
  }

  compile(node: ASTNode): Closure {
    switch (node.op) {
      case 'value':
        return constant(node.args);
      case 'id':
        return variable(node, node.args);
      case '.':
        return member(node, this.compile(node.args[0]), node.args[1]);
      case '[]':
        return element(node, this.compile(node.args[0]), this.compile(node.args[1]));
      case '?:':
        return ternary(this.compile(node.args[0]), this.compile(node.args[1]), this.compile(node.args[2]));
      case '&&':
        return logic(this.compile(node.args[0]), this.compile(node.args[1]), false);
      case '||':
        return logic(this.compile(node.args[0]), this.compile(node.args[1]), true);
      case '!_': {
        const operand = this.compile(node.args);
        return (s) => !bool(operand(s));
      }
      case '-_': {
        const operand = this.compile(node.args);
        return (s) => negated(operand(s));
      }
      case 'call':
        return this.call(node.args[0], node.args[1]);
      case 'rcall':
        return this.method(node.args[0], node.args[1], node.args[2]);
      case 'list':
        return this.list(node.args);
      case 'map':
        return this.map(node.args);
      default:
        return this.binary(node.op, node.args as [ASTNode, ASTNode]);
    }
  }

  private binary(op: string, [left, right]: [ASTNode, ASTNode]): Closure {
    const operation = BINARY[op];
    if (operation === undefined) throw UNSUPPORTED;
    const a = this.compile(left);
    const b = this.compile(right);
    return (s) => operation(a(s), b(s));
  }

  private call(name: string, args: readonly ASTNode[]): Closure {
    if (name === 'has' && args.length === 1) return this.has(args[0]!);
    if (name === 'default' && args.length === 2) {
      const fallback = this.compile(args[1]!);
      const field = this.field(args[0]!);
      if (field !== undefined) return withoutValue(field, fallback);
      return withDefault(this.compile(args[0]!), fallback);
    }
    if (name === 'size' && args.length === 1) return sizeOf(this.compile(args[0]!));
    const fn = this.functions.get(name);
    // The library has `string` for other types; only it tells them apart.
    if (fn === undefined || name === 'string') throw UNSUPPORTED;
    const call = fn.call;
    const closures = args.map((a) => this.compile(a));
    const [a, b] = closures as [Closure, Closure];
    if (closures.length === 1) return (s) => call(a(s));
    if (closures.length === 2) return (s) => call(a(s), b(s));
    return (s) => call(...closures.map((c) => c(s)));
  }

  /**
   * A name, or a field of it at any depth, that is undefined where it is missing: what `default` is asked for most, and fields that may be
   * missing are so in many records. An exception for each takes longer than all else of the expression.
   */
  private field(node: ASTNode): Closure | undefined {
    if (node.op === 'id') {
      const name = node.args;
      return (s) => s[name];
    }
    if (node.op !== '.') return undefined;
    const owner = this.field(node.args[0]);
    return owner === undefined ? undefined : fieldOf(owner, node.args[1]);
  }

  private has(node: ASTNode): Closure {
    if (node.op !== '.') throw UNSUPPORTED;
    const owner = this.compile(node.args[0]);
    const name = node.args[1];
    return (s) => {
      const object = owner(s);
      return isRecord(object) && Object.hasOwn(object, name) && object[name] !== undefined;
    };
  }

  private method(name: string, receiver: ASTNode, args: readonly ASTNode[]): Closure {
    if (name === 'size' && args.length === 0) return sizeOf(this.compile(receiver));
    if (args.length === 1 && Object.hasOwn(TEXT_METHODS, name)) return textMethod(name, this.compile(receiver), this.compile(args[0]!));
    const macro = args.length === 2 && args[0]!.op === 'id' && Object.hasOwn(MACROS, name) ? MACROS[name] : undefined;
    if (macro === undefined) throw UNSUPPORTED;
    const list = this.compile(receiver);
    const variableName = args[0]!.args as string;
    const body = this.compile(args[1]!);
    return (s) => {
      const items = iterable(list(s));
      const outer = s[variableName];
      try {
        return macro(items, (item) => {
          s[variableName] = item;
          return body(s);
        });
      } finally {
        s[variableName] = outer;
      }
    };
  }

  private list(items: readonly ASTNode[]): Closure {
    const closures = items.map((item) => this.compile(item));
    return (s) => closures.map((c) => c(s));
  }

  private map(entries: readonly [ASTNode, ASTNode][]): Closure {
    const fields = entries.map(([key, value]) => {
      if (key.op !== 'value' || typeof key.args !== 'string' || FORBIDDEN.has(key.args)) throw UNSUPPORTED;
      return [key.args, this.compile(value)] as const;
    });
    if (fields.every(([, value]) => constants.has(value))) return constant(Object.fromEntries(fields.map(([k, v]) => [k, v({})])));
    return (s) => {
      const result: Record<string, unknown> = {};
      for (const [key, value] of fields) result[key] = value(s);
      return result;
    };
  }
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Closures that give the same value whatever the scope. */
const constants = new WeakSet<Closure>();

function constant(value: unknown): Closure {
  const type = typeof value;
  if (type !== 'string' && type !== 'bigint' && type !== 'boolean' && !(value instanceof Decimal) && !isRecord(value)) throw UNSUPPORTED;
  const closure: Closure = () => value;
  constants.add(closure);
  return closure;
}

function variable(node: ASTNode, name: string): Closure {
  return (s) => {
    const value = s[name];
    if (value === undefined) throw new MissingValue(node);
    return value;
  };
}

function member(node: ASTNode, owner: Closure, name: string): Closure {
  const field = fieldOf(owner, name);
  return (s) => {
    const value = field(s);
    if (value === undefined) throw new MissingValue(node);
    return value;
  };
}

/** A field of an object, undefined where there is none. */
function fieldOf(owner: Closure, name: string): Closure {
  const inherited = name in Object.prototype;
  return (s) => {
    const object = owner(s);
    return isRecord(object) && (!inherited || Object.hasOwn(object, name)) ? object[name] : undefined;
  };
}

function element(node: ASTNode, owner: Closure, index: Closure): Closure {
  return (s) => {
    const object = owner(s);
    const key = index(s);
    let value: unknown;
    if (Array.isArray(object) && typeof key === 'bigint') value = object[Number(key)];
    else if (isRecord(object) && typeof key === 'string' && Object.hasOwn(object, key)) value = object[key];
    if (value === undefined) throw new MissingValue(node);
    return value;
  };
}

function ternary(condition: Closure, then: Closure, otherwise: Closure): Closure {
  return (s) => (bool(condition(s)) ? then(s) : otherwise(s));
}

/** `&&` and `||` by the specification of CEL: an error on one side does not matter where the other side decides. */
function logic(left: Closure, right: Closure, decides: boolean): Closure {
  return (s) => {
    let a: unknown;
    try {
      a = bool(left(s));
    } catch (error) {
      if (right(s) === decides) return decides;
      throw error;
    }
    return a === decides ? decides : bool(right(s));
  };
}

function withoutValue(field: Closure, fallback: Closure): Closure {
  return (s) => {
    const value = field(s);
    return value === undefined ? fallback(s) : value;
  };
}

function withDefault(value: Closure, fallback: Closure): Closure {
  return (s) => {
    try {
      return value(s);
    } catch (error) {
      if (error instanceof MissingValue) return fallback(s);
      throw error;
    }
  };
}

function sizeOf(value: Closure): Closure {
  return (s) => {
    const v = value(s);
    if (Array.isArray(v)) return BigInt(v.length);
    if (typeof v === 'string') return BigInt([...v].length);
    if (isRecord(v)) return BigInt(Object.values(v).filter((field) => field !== undefined).length);
    throw new TypeError('size() counts a list, a text or an object.');
  };
}

const TEXT_METHODS: Record<string, (text: string, part: string) => boolean> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

function textMethod(name: string, receiver: Closure, argument: Closure): Closure {
  const method = TEXT_METHODS[name]!;
  return (s) => {
    const text = receiver(s);
    const part = argument(s);
    if (typeof text !== 'string' || typeof part !== 'string') throw new TypeError(`${name}() works on text.`);
    return method(text, part);
  };
}
