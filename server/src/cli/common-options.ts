import { PosthornError } from '../platform/errors/index.ts';
import type { CommandOption, ParsedArgs } from './command.ts';

/** Options that every command has. */
export const commonOptions = {
  data: { type: 'string', value: 'DIR', meaning: 'data directory (default: POSTHORN_DATA or posthorn-data)' },
  config: { type: 'string', value: 'FILE', meaning: 'configuration file (default: posthorn.config.json in the data directory)' },
  json: { type: 'boolean', meaning: 'machine-readable output' },
  help: { type: 'boolean', short: 'h', meaning: 'show this' },
} as const satisfies Record<string, CommandOption>;

/** The text of an option, if it was given. */
export function textOf(args: ParsedArgs, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws PosthornError `cli.usage` when it is missing */
export function requiredText(args: ParsedArgs, name: string): string {
  const value = textOf(args, name);
  if (value === undefined || value === '') throw new PosthornError('cli.usage', { detail: `The option --${name} is missing.` });
  return value;
}

/** @throws PosthornError `cli.usage` when it is no whole number of at least `least` */
export function wholeOf(args: ParsedArgs, name: string, least = 0): number | undefined {
  const text = textOf(args, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new PosthornError('cli.usage', { detail: `--${name} wants a whole number of at least ${least}, not "${text}".` });
  }
  return value;
}
