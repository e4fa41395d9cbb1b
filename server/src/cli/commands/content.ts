import type { TemplateSummary } from '@posthorn/contract';
import { compareFolder, findTemplateVersion, listTemplates, pullFolder, pushFolder, releaseVersion } from '../../content/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { requiredText, wholeOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { differenceLines } from './content-difference.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

export const content: Command = {
  name: 'content',
  usage:
    'list | push FOLDER | pull TEMPLATE FOLDER [--version N] | diff FOLDER | promote FOLDER --against HASH | release TEMPLATE --note TEXT [--version N]',
  description: `push makes a new draft version when anything changed: the template, its brand, a block, an asset, the samples. pull writes the
same files back. diff shows what bringing a folder here would change and what would keep it from being released, and writes nothing; promote brings it as a
draft, if nobody made another version since (the hash that diff showed; "new" for a template that was not there). release makes a version the
one that goes to customers; it never changes again.`,
  options: {
    version: { type: 'string', value: 'N', meaning: 'version; the latest if absent' },
    against: { type: 'string', value: 'HASH', meaning: 'what diff compared with, at least 12 characters of it, or "new" (promote)' },
    note: { type: 'string', value: 'TEXT', meaning: 'why it may go out (release)' },
  },
  async run(args, io) {
    const [verb = 'list', ...subjects] = args.positionals;
    const action = actions[verb];
    if (!action || subjects.length !== action.subjects)
      throw new PosthornError('cli.usage', { detail: `Use it as: content ${content.usage}` });
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const posthorn = await startPosthorn({ config, log, work: false });
    try {
      await action.run(posthorn.platform, subjects, args, io);
      return 0;
    } finally {
      await posthorn.close();
    }
  },
};

interface Action {
  readonly subjects: number;
  run(platform: Platform, subjects: readonly string[], args: ParsedArgs, io: Io): Promise<void>;
}

const actions: Readonly<Record<string, Action>> = {
  list: {
    subjects: 0,
    async run(platform, _subjects, _args, io) {
      const templates = await listTemplates(platform);
      if (io.json) io.out(JSON.stringify({ templates }));
      else if (templates.length === 0) io.out('There are no templates yet: posthorn content push FOLDER');
      else for (const template of templates) io.out(lineOf(template));
    },
  },
  push: {
    subjects: 1,
    async run(platform, [folder], _args, io) {
      const { version, changed, errors, repeats } = await pushFolder(platform, actor, folder!);
      if (io.json) {
        io.out(JSON.stringify({ version, changed, errors, repeats }));
        return;
      }
      io.out(
        changed
          ? `"${version.templateId}" is now version ${version.version}, a draft.`
          : `Nothing changed: "${version.templateId}" version ${version.version}.`,
      );
      for (const { message, hint } of repeats) io.out(`Warning: ${message} ${hint}`);
      if (errors > 0) io.out(`It has ${errors} error${errors === 1 ? '' : 's'} and cannot be released yet: posthorn check ${folder}`);
    },
  },
  pull: {
    subjects: 2,
    async run(platform, [templateId, folder], args, io) {
      const pulled = await pullFolder(platform, templateId!, folder!, wholeOf(args, 'version', 1));
      if (io.json) io.out(JSON.stringify(pulled));
      else io.out(`Version ${pulled.version}: wrote ${pulled.files.join(', ')}.`);
    },
  },
  diff: {
    subjects: 1,
    async run(platform, [folder], _args, io) {
      const comparison = await compareFolder(platform, folder!);
      if (io.json) io.out(JSON.stringify(comparison));
      else for (const line of differenceLines(comparison)) io.out(line);
    },
  },
  promote: {
    subjects: 1,
    async run(platform, [folder], args, io) {
      const said = requiredText(args, 'against');
      const { against } = await compareFolder(platform, folder!);
      // Short forms of the hash are for people; what is compared under the lock is the whole.
      const meant = said === 'new' ? null : said.length >= 12 && against?.hash.startsWith(said) ? against.hash : said;
      const { version, changed, errors, repeats } = await pushFolder(platform, actor, folder!, { against: meant });
      if (io.json) io.out(JSON.stringify({ version, changed, errors, repeats }));
      else io.out(changed ? `"${version.templateId}" is now version ${version.version}, a draft.` : 'Nothing changed.');
    },
  },
  release: {
    subjects: 1,
    async run(platform, [templateId], args, io) {
      const note = requiredText(args, 'note');
      const { id } = await findTemplateVersion(platform, templateId!, wholeOf(args, 'version', 1));
      const version = await releaseVersion(platform, actor, id, note);
      if (io.json) io.out(JSON.stringify({ version }));
      else io.out(`"${version.templateId}" version ${version.version} is released.`);
    },
  },
};

function lineOf({ id, latest, released }: TemplateSummary): string {
  const current = released ? `version ${released.version} released` : 'not released';
  if (!latest) return `${id}: ${current}, a draft is being written`;
  return `${id}: ${current}${latest.id === released?.id ? '' : `, version ${latest.version} is a ${latest.state.replace('_', ' ')}`}`;
}
