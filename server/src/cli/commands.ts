import type { Command } from './command.ts';

/**
 * Every command, in the order in which `posthorn --help` lists them. Each is loaded when it is asked for: `compose` would otherwise
 * wait for the web server, the database and the clouds that only others need, which took longer than a hundred documents.
 */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  all: async () => (await import('./commands/all.ts')).all,
  demo: async () => (await import('./commands/demo.ts')).demo,
  serve: async () => (await import('./commands/serve.ts')).serve,
  work: async () => (await import('./commands/work.ts')).work,
  compose: async () => (await import('./commands/compose.ts')).compose,
  check: async () => (await import('./commands/check.ts')).check,
  preflight: async () => (await import('./commands/preflight.ts')).preflight,
  stream: async () => (await import('./commands/stream.ts')).stream,
  import: async () => (await import('./commands/import.ts')).importCommand,
  content: async () => (await import('./commands/content.ts')).content,
  passages: async () => (await import('./commands/passages.ts')).passages,
  run: async () => (await import('./commands/run.ts')).run,
  bounce: async () => (await import('./commands/bounce.ts')).bounce,
  deliveries: async () => (await import('./commands/deliveries.ts')).deliveries,
  verify: async () => (await import('./commands/verify.ts')).verify,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  config: async () => (await import('./commands/config.ts')).config,
};

/** The command of a name, undefined where there is none. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(loaders, name) ? await loaders[name]?.() : undefined;
}

export async function loadCommands(): Promise<Command[]> {
  return await Promise.all(Object.values(loaders).map((load) => load()));
}
