import { loadConfig } from '../platform/config/index.ts';
import { allErrors } from '../platform/errors/index.ts';

/** Pages of `docs/reference` that are made from tables in the code, so that they cannot tell anything else. */

/** `docs/reference/errors.md` */
export function errorsPage(): string {
  const sections = allErrors().map(([code, entry]) =>
    [
      `## ${code}`,
      '',
      `**${entry.title}** · HTTP ${entry.status} · exit code ${entry.exitCode ?? 1}`,
      '',
      entry.cause,
      '',
      `*What to do:* ${entry.hint}`,
      '',
    ].join('\n'),
  );
  return `${introduction('errors', 'the `errors.ts` of the rooms')}
Every error that Posthorn tells is one of these. The API sends it as problem details (RFC 9457) with the code in \`code\`, the command
line says it on standard error and, with \`--json\`, as \`{"error": {"code", "title", "detail", "hint"}}\` on standard output. Codes keep
their meaning for good.

${sections.join('\n')}`;
}

/** `docs/reference/configuration.md` */
export function configurationPage(): string {
  // A directory without a file of settings: defaults only, nothing of the machine that makes the page.
  const { explained } = loadConfig({ env: { POSTHORN_DATA: '/nonexistent' } });
  const rows = explained.map((one) => `| \`${one.name}\` | \`${one.env}\` | ${one.default} | ${one.meaning} |`);
  return `${introduction('settings', '`platform/config/settings.ts`')}
A setting comes from the command line where there is an option for it, else from the environment, else from the file
\`posthorn.config.json\` in the data directory (or the one of \`--config\`), else it has its default. The file is JSON:
\`{"port": 9000, "objectStore": "s3", "s3Bucket": "letters"}\`. A setting that does not exist is an error. \`posthorn config\` shows what
is in force and where it comes from; secrets are masked.

| name in the file | environment | default | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** `docs/reference/exit-codes.md` */
export function exitCodesPage(): string {
  const meanings: readonly (readonly [number, string])[] = [
    [0, 'Done.'],
    [1, 'Not done, or done with findings: a check found errors, a run had failed records, a verification found something wrong.'],
    [2, 'Wrong use: unknown command or option, a value that makes no sense, a wrong setting.'],
    [3, 'The database cannot be used: unreachable, does not start, other version, wrong master key; or no Node 24.'],
    [4, 'The data directory cannot be used: another server runs on it, or it cannot be written.'],
    [5, 'The port is in use.'],
    [6, 'The object store or the output folder cannot be used: disk full, unreachable, no right to write.'],
    [7, 'Another process is at this very work already.'],
    [70, 'A fault of Posthorn; please report it.'],
    [130, 'Interrupted by Ctrl-C before it was done. What is done is kept; the command can be run again.'],
  ];
  const codesOf = (exit: number) =>
    allErrors()
      .filter(([, entry]) => (entry.exitCode ?? 1) === exit)
      .map(([code]) => `\`${code}\``);
  const rows = meanings.map(([exit, meaning]) => `| ${exit} | ${meaning} | ${exit === 1 ? 'all others' : codesOf(exit).join(', ')} |`);
  return `${introduction('exit codes', 'the table of errors')}
| code | meaning | errors |
| --- | --- | --- |
${rows.join('\n')}

One Ctrl-C (or SIGTERM) stops cleanly: what is finished is kept, what is not is given back and done later; servers and workers then end
with 0. A second one ends the process at once, with 130; nothing is lost by that either.
`;
}

function introduction(what: string, source: string): string {
  const title = what[0]!.toUpperCase() + what.slice(1);
  return `# ${title}\n\n<!-- Made from ${source}: change it there, then run "vitest run --project server server/src/cli/reference --update". -->\n`;
}
