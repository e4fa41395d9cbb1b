import { parseArgs } from 'node:util';
import { PosthornError } from '../platform/errors/index.ts';
import { version } from '../platform/version.ts';
import type { Command, CommandOption, Io, ParsedArgs } from './command.ts';
import { commandList, loadCommand } from './commands.ts';
import { commonOptions } from './common-options.ts';
import { helpOf, overview } from './help.ts';

/** Exit codes that are not those of an error of the table; see docs/reference/exit-codes.md. */
export const exitCodes = { fine: 0, failed: 1, usage: 2, fault: 70, interrupted: 130 } as const;

/** Runs `posthorn` with its arguments. @returns the exit code */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    io.out(version);
    return exitCodes.fine;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.out(overview(commandList()));
    return name === undefined ? exitCodes.usage : exitCodes.fine;
  }
  const json = rest.includes('--json');
  const own: Io = { ...io, json };
  try {
    const command = await loadCommand(name);
    if (command === undefined)
      throw new PosthornError('cli.usage', { detail: `There is no command "${name}".`, hint: 'Run "posthorn --help".' });
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(helpOf(command));
      return exitCodes.fine;
    }
    return await command.run(parse(command, rest), own);
  } catch (error) {
    return explain(error, own);
  }
}

function parse(command: Command, argv: readonly string[]): ParsedArgs {
  try {
    const all: Readonly<Record<string, CommandOption>> = { ...commonOptions, ...command.options };
    const options = Object.fromEntries(
      Object.entries(all).map(([name, { type, short }]) => [name, short === undefined ? { type } : { type, short }]),
    );
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values: values as ParsedArgs['values'], positionals };
  } catch (cause) {
    throw new PosthornError('cli.usage', { detail: (cause as Error).message, hint: `Run "posthorn ${command.name} --help".`, cause });
  }
}

/** Says what went wrong and what to do: to standard error for people, one JSON object to standard output for machines. */
export function explain(error: unknown, io: Io): number {
  if (io.signal.aborted && (error as Error).name === 'AbortError') return exitCodes.interrupted;
  if (!(error instanceof PosthornError)) {
    io.err(`posthorn: ${(error as Error).stack ?? String(error)}`);
    io.err('This is a fault in Posthorn; please report it.');
    return exitCodes.fault;
  }
  if (io.json) {
    const { code, message: detail, hint, fields } = error;
    io.out(JSON.stringify({ error: { code, title: error.entry.title, detail, hint, ...(fields === undefined ? {} : { fields }) } }));
  }
  io.err(`posthorn: ${error.entry.title}: ${error.message}`);
  io.err(`  ${error.hint}`);
  return error.entry.exitCode ?? exitCodes.failed;
}
