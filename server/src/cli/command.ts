import type { ParseArgsOptionDescriptor } from 'node:util';

/** How a command speaks: results to `out`, everything else to `err`. */
export interface Io {
  /** One line of the result to standard output. */
  out(line: string): void;
  /** One line to standard error. */
  err(line: string): void;
  /** Aborted by Ctrl-C or SIGTERM: finish what is begun, keep what is done, return. A second Ctrl-C ends the process at once. */
  readonly signal: AbortSignal;
  /** `--json` was given. */
  readonly json: boolean;
}

/** An option of `node:util`'s parseArgs with what --help says of it. */
export type CommandOption = ParseArgsOptionDescriptor & {
  readonly meaning: string;
  /** Stands for the value in the help: `--port <number>`. */
  readonly value?: string;
};

export interface ParsedArgs {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One command: a file of `cli/commands`, listed in `cli/commands.ts`. */
export interface Command {
  readonly name: string;
  /** What comes after the name: `TEMPLATE --data FILE --out DIR`. */
  readonly usage: string;
  /** More for --help: examples, exit codes of its own. */
  readonly description?: string;
  /** Beside those that every command has: --data, --config, --json, --help. */
  readonly options: Readonly<Record<string, CommandOption>>;
  /** @returns the exit code: see docs/reference/exit-codes.md */
  run(args: ParsedArgs, io: Io): Promise<number>;
}
