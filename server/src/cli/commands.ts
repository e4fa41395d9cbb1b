import type { Command } from './command.ts';

/**
 * Every command, in the order in which `posthorn --help` lists them, with the line that it has there. Each is loaded when it is asked for: `compose`
 * would otherwise wait for the web server, the database and the clouds that only others need, which took longer than a hundred documents.
 */
const table: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  all: { summary: 'Server, worker and embedded database in one process tree', load: async () => (await import('./commands/all.ts')).all },
  demo: {
    summary: 'The example company: imports, composes, routes, delivers and archives, then serves the workplace',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  serve: {
    summary: 'The server alone: workplace and API; needs workers beside it ("posthorn work")',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  work: {
    summary: 'A worker: composes, sends, archives. As many as you like, on as many machines as share the database and the objects',
    load: async () => (await import('./commands/work.ts')).work,
  },
  compose: {
    summary: 'Compose documents from a template and a data file, without a database',
    load: async () => (await import('./commands/compose.ts')).compose,
  },
  check: { summary: 'Check a template, and records against it', load: async () => (await import('./commands/check.ts')).check },
  preflight: {
    summary: 'Judge PDF files by PDF/A and PDF/UA, clause by clause',
    load: async () => (await import('./commands/preflight.ts')).preflight,
  },
  stream: {
    summary: 'Split a print stream into its documents, or merge documents into one',
    load: async () => (await import('./commands/stream.ts')).stream,
  },
  import: { summary: 'Import records or customers from files', load: async () => (await import('./commands/import.ts')).importCommand },
  content: {
    summary: 'List templates; bring them in from files, out to files, and release them',
    load: async () => (await import('./commands/content.ts')).content,
  },
  'import-content': {
    summary: 'Make templates of Word documents, HTML e-mails and plain letters',
    load: async () => (await import('./commands/import-content.ts')).importContent,
  },
  passages: {
    summary: 'Find texts that stand in many templates in the same or nearly the same words',
    load: async () => (await import('./commands/passages.ts')).passages,
  },
  campaign: {
    summary: 'Campaigns: list them, see one with its results, pause, continue and stop it',
    load: async () => (await import('./commands/campaign.ts')).campaign,
  },
  run: { summary: 'Start, watch and steer runs', load: async () => (await import('./commands/run.ts')).run },
  suppress: {
    summary: 'Bring in lists of those who must not be written to: Robinson lists, moved, deceased, complaints; see and forget them',
    load: async () => (await import('./commands/suppress.ts')).suppress,
  },
  'import-consents': {
    summary: 'Bring in consents that were given elsewhere, with what proves them',
    load: async () => (await import('./commands/import-consents.ts')).importConsentsCommand,
  },
  'mail-keys': {
    summary: 'Bring in customers’ certificates (S/MIME) and public keys (OpenPGP), by which mails to them are encrypted',
    load: async () => (await import('./commands/mail-keys.ts')).mailKeysCommand,
  },
  links: {
    summary: 'Keys of the links by which customers choose without signing in: see them, make a new one, revoke the old',
    load: async () => (await import('./commands/links.ts')).links,
  },
  bounce: {
    summary: 'Say of returned mails which recipient they are about, why they came back, and whether the address is dead',
    load: async () => (await import('./commands/bounce.ts')).bounce,
  },
  returned: {
    summary: 'Note letters that came back, by photographs of their codes or by lists',
    load: async () => (await import('./commands/returned.ts')).returned,
  },
  deliveries: {
    summary: 'Deliveries that need a person: list those of unknown fate or failed, decide a fate, see which channels answer',
    load: async () => (await import('./commands/deliveries.ts')).deliveries,
  },
  verify: {
    summary: 'Verify the audit chain and the archive down to the bytes; exit 1 when something is wrong',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  migrate: {
    summary: 'Bring the database to this version (every start does it too)',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  prebuild: {
    summary: 'Make composing by command start faster',
    load: async () => (await import('./commands/prebuild.ts')).prebuild,
  },
  config: {
    summary: 'Explain every setting: value, where it comes from, default, meaning',
    load: async () => (await import('./commands/config.ts')).config,
  },
};

/** A command with its line in the list of commands. */
export type ListedCommand = Command & { readonly summary: string };

/** The command of a name, undefined where there is none. */
export async function loadCommand(name: string): Promise<ListedCommand | undefined> {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  return entry === undefined ? undefined : { ...(await entry.load()), summary: entry.summary };
}

/** Names and lines of all commands, without loading them. */
export const commandList = (): { name: string; summary: string }[] =>
  Object.entries(table).map(([name, { summary }]) => ({ name, summary }));
