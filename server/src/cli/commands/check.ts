import { CompositionError, check as checkBundle, compile, type Diagnostic, type Format, type Program } from '@posthorn/engine';
// Not through the room's face, which brings the server along.
import { bundleFromFolder } from '../../content/bundle-from-folder.ts';
import type { TemplateFolder } from '../../content/index.ts';
import { repeatedName, repeatsIn } from '../../content/json-repeats.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { describeDiagnostic } from '../check/describe-diagnostic.ts';
import type { Command, Io } from '../command.ts';
import { textOf } from '../common-options.ts';
import { type InputRecord, readData } from '../compose/read-data.ts';

/** A finding; `record` says which record of the data it is about. */
interface Finding {
  readonly diagnostic: Diagnostic;
  readonly record?: string;
}

export const check: Command = {
  name: 'check',
  usage: 'TEMPLATE [--data FILE]',
  description: `Says what is wrong with template, brand and blocks, with file, line and a hint. With --data each record is composed for every
channel of the template, without writing anything. Exit code 1 when there are errors; warnings alone are fine.`,
  options: { data: { type: 'string', value: 'FILE', meaning: 'records: JSON Lines, JSON or CSV' } },
  async run(args, io) {
    const [path, ...rest] = args.positionals;
    if (path === undefined || rest.length > 0) throw new PosthornError('cli.usage', { detail: 'Give one template.' });
    const template = await bundleFromFolder(path);
    const findings: Finding[] = [...repeatsIn(template), ...checkBundle(template.bundle)].map((diagnostic) => ({ diagnostic }));
    const data = textOf(args, 'data');
    let records = 0;
    if (data !== undefined && !findings.some(isError)) {
      const program = await compile(template.bundle);
      for await (const input of readData(data, template.bundle.template.data)) {
        io.signal.throwIfAborted();
        records++;
        findings.push(...recordFindings(program, template, input));
      }
    }
    return report(findings, template, records, io);
  },
};

const isError = ({ diagnostic }: Finding): boolean => diagnostic.severity === 'error';

function recordFindings(program: Program, template: TemplateFolder, { record, place, problem, repeated = [] }: InputRecord): Finding[] {
  if (!record) {
    return [
      {
        diagnostic: { severity: 'error', code: 'data.unreadable', message: problem!, place: { part: 'data', pointer: '' } },
        record: place,
      },
    ];
  }
  const found = new Map<string, Diagnostic>();
  for (const one of repeated) found.set(one.pointer, repeatedName(one, { part: 'data', pointer: one.pointer }));
  for (const format of formatsOf(template)) {
    for (const diagnostic of diagnosticsOf(program, record, format))
      found.set(JSON.stringify([diagnostic.code, diagnostic.place, diagnostic.message]), diagnostic);
  }
  return [...found.values()].map((diagnostic) => ({ diagnostic, record: place }));
}

function formatsOf({ bundle: { template } }: TemplateFolder): Format[] {
  return [
    'pdf',
    'email',
    'html',
    ...(template.sms ? (['sms'] as const) : []),
    ...(template.chat ? (['chat'] as const) : []),
    ...(template.push ? (['push'] as const) : []),
  ];
}

function diagnosticsOf(program: Program, record: object, format: Format): readonly Diagnostic[] {
  try {
    return program.compose(record as { readonly [field: string]: unknown }, format).diagnostics;
  } catch (error) {
    if (error instanceof CompositionError) return error.diagnostics;
    throw error;
  }
}

function report(findings: readonly Finding[], template: TemplateFolder, records: number, io: Io): number {
  const errors = findings.filter(isError).length;
  const warnings = findings.length - errors;
  if (io.json) {
    const diagnostics = findings.map(({ diagnostic, record }) => (record === undefined ? diagnostic : { ...diagnostic, record }));
    io.out(JSON.stringify({ errors, warnings, records, diagnostics }));
  } else {
    for (const { diagnostic, record } of together(findings))
      io.out(`${record === undefined ? '' : `${record}: `}${describeDiagnostic(diagnostic, template)}\n`);
    const checked = records > 0 ? `, ${records} record${records === 1 ? '' : 's'}` : '';
    io.out(
      errors + warnings === 0
        ? `No errors${checked}.`
        : `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}${checked}.`,
    );
  }
  return errors > 0 ? 1 : 0;
}

/** The same finding of several records is shown once. */
function together(findings: readonly Finding[]): readonly Finding[] {
  const groups = Map.groupBy(findings, ({ diagnostic }) => JSON.stringify([diagnostic.code, diagnostic.place, diagnostic.message]));
  return [...groups.values()].map(([first, ...others]) => {
    if (first!.record === undefined || others.length === 0) return first!;
    return { ...first!, record: `${first!.record} and ${others.length} more` };
  });
}
