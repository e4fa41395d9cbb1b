/**
 * A function of the expression language. Its signatures are what expressions are checked against; `call` does the work for all
 * of them. The values are those of CEL: text, bigint for `int`, Decimal for `decimal`, arrays, plain objects for map literals.
 */
export interface EngineFunction {
  readonly name: string;
  /** CEL signatures without the name: `(decimal, string): string`. */
  readonly signatures: readonly string[];
  /** One sentence for the reference and the editor. */
  readonly description: string;
  readonly example: string;
  // biome-ignore lint/suspicious/noExplicitAny: the checker guarantees the argument types of the signatures
  readonly call: (...args: any[]) => unknown;
}

/** A function was given a value that it cannot work on; the message is for the author. */
export class FunctionError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'FunctionError';
    this.hint = hint;
  }
}
