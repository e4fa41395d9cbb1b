import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statementRecord } from '../../examples/bank-statement/make-sample.ts';
import { median } from './measure.ts';

/**
 * The first document of a cold process, milliseconds: on a machine where Posthorn has run before, so that Node finds what it compiled
 * then (the median of `ROUNDS` processes, 5), and on one where it has not.
 */
export interface FirstDocument {
  /** From the start of the process until the program is loaded. */
  readonly imported: number;
  /** Reading the template with its fonts and images. */
  readonly read: number;
  readonly compiled: number;
  readonly composed: number;
  readonly total: number;
  /** Processor time of all threads. */
  readonly processor: number;
}

/** The same by `posthorn compose`, milliseconds from its call until it has ended, the file written. */
export interface FirstByCommand {
  /** Whether the program was prebuilt (`posthorn prebuild`, as `npm ci` does) from the sources as they are. */
  readonly prebuilt: boolean;
  /** The median of `ROUNDS` calls. */
  readonly total: number;
  /** Without anything that Node has compiled before. */
  readonly nothingKept: number;
  /** `posthorn --help` and `posthorn check`. */
  readonly help: number;
  readonly check: number;
}

/** @param rounds calls of each */
export async function measureCommands(rounds = 5): Promise<FirstByCommand> {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-first-command-'));
  const root = new URL('../..', import.meta.url).pathname;
  const data = join(folder, 'one.jsonl');
  writeFileSync(data, JSON.stringify(statementRecord(1)));
  const call = (argv: readonly string[], env = {}): number => {
    const began = performance.now();
    execFileSync(process.execPath, [`${root}server/bin/posthorn.js`, ...argv], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, ...env },
    });
    return performance.now() - began;
  };
  const often = (argv: readonly string[]): number => {
    call(argv);
    return Math.round(median(Array.from({ length: rounds }, () => call(argv))));
  };
  try {
    const compose = ['compose', 'examples/bank-statement', '--data', data, '--out', folder];
    const total = often(compose);
    const nothingKept = Math.round(call(compose, { NODE_DISABLE_COMPILE_CACHE: '1' }));
    const { prebuilt } = await import('../../server/bin/prebuilt.js');
    const others = { help: often(['--help']), check: often(['check', 'examples/bank-statement']) };
    return { prebuilt: prebuilt('posthorn') !== undefined, total, nothingKept, ...others };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function measureFirstDocument(rounds = 5): FirstDocument & { readonly neverRun: FirstDocument } {
  const cache = mkdtempSync(join(tmpdir(), 'posthorn-first-document-'));
  const script = new URL('./first-document.js', import.meta.url).pathname;
  const root = new URL('../..', import.meta.url).pathname;
  const env = { ...process.env, CACHE: cache, RECORD: JSON.stringify(statementRecord(1)) };
  const run = () => JSON.parse(execFileSync(process.execPath, [script], { cwd: root, env, encoding: 'utf8' })) as FirstDocument;
  try {
    const neverRun = run();
    const runs = Array.from({ length: rounds }, run);
    const of = (figure: keyof FirstDocument) => Math.round(median(runs.map((one) => one[figure])));
    return {
      ...{ imported: of('imported'), read: of('read'), compiled: of('compiled'), composed: of('composed'), total: of('total') },
      ...{ processor: of('processor'), neverRun },
    };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const rounds = Number(process.env.ROUNDS ?? 5);
  console.log(JSON.stringify({ library: measureFirstDocument(rounds), command: await measureCommands(rounds) }));
}
