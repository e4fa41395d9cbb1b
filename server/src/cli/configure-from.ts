import type { Config, ConfigSources } from '../platform/config/index.ts';
import type { Logger } from '../platform/log/logger.ts';
import { configure } from '../posthorn.ts';
import type { ParsedArgs } from './command.ts';
import { textOf } from './common-options.ts';

/** A command whose `--data` is an input file and not the data directory (compose, check) declares `data` itself. */
export function configureFrom(args: ParsedArgs, more: ConfigSources['given'] = {}): { readonly config: Config; readonly log: Logger } {
  const given: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(more)) if (value !== undefined) given[name] = value;
  if (typeof args.values.data === 'string') given.dataDir = args.values.data;
  return configure(given, textOf(args, 'config'));
}
