import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

if (import.meta.main) console.log(JSON.stringify(measureFirstDocument(Number(process.env.ROUNDS ?? 5))));
