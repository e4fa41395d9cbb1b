import type { Command } from './command.ts';
import { all } from './commands/all.ts';
import { check } from './commands/check.ts';
import { compose } from './commands/compose.ts';
import { config } from './commands/config.ts';
import { content } from './commands/content.ts';
import { deliveries } from './commands/deliveries.ts';
import { demo } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { migrate } from './commands/migrate.ts';
import { preflight } from './commands/preflight.ts';
import { run } from './commands/run.ts';
import { serve } from './commands/serve.ts';
import { stream } from './commands/stream.ts';
import { verify } from './commands/verify.ts';
import { work } from './commands/work.ts';

/** Every command, in the order in which `posthorn --help` lists them. */
export const commands: readonly Command[] = [
  all,
  demo,
  serve,
  work,
  compose,
  check,
  preflight,
  stream,
  importCommand,
  content,
  run,
  deliveries,
  verify,
  migrate,
  config,
];
