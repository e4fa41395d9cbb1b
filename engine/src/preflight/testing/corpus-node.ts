/**
 * The published test files of PDF/A and PDF/UA (veraPDF corpus, CC BY 4.0), whose names say standard, clause, condition and outcome.
 * They are not part of this repository; POSTHORN_VERAPDF says where they are.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { preflight } from '../preflight.ts';
import type { ProfileId } from '../rule.ts';

export const corpusFolder = process.env.POSTHORN_VERAPDF ?? resolve(import.meta.dirname, '../../../../../shared/data/verapdf');

/** Folders of the corpus with the profile that their files are judged by. */
export const corpusProfiles: Readonly<Record<string, ProfileId>> = {
  'PDF_A-2a': '2a',
  'PDF_A-2b': '2b',
  'PDF_A-2u': '2u',
  'PDF_A-3b': '3b',
  'PDF_UA-1': 'ua1',
};

/** One test file and what its name says. */
export interface CorpusFile {
  readonly folder: string;
  readonly path: string;
  /** Name without the common beginning and end, e.g. `6-1-2-t01-fail-a`. */
  readonly name: string;
  readonly clause: string;
  readonly passes: boolean;
}

/** What the preflight says of a test file. */
export interface Outcome extends CorpusFile {
  /** A file that shall pass has no finding, one that shall fail has one. */
  readonly agrees: boolean;
  /** One that shall fail has a finding of the clause in its name, or of one above or below it. */
  readonly agreesInClause: boolean;
  /** Clauses with their first finding. */
  readonly found: readonly string[];
}

/** All files of a folder in the order of their names; none when the corpus is not there. */
export function corpusFiles(folder: string): CorpusFile[] {
  const root = join(corpusFolder, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .flatMap(({ name, parentPath }) => {
      const match = /^(?:veraPDF test suite )?(([\d.-]+?)-t\d+-(pass|fail)-?\w*)\.pdf$/.exec(name);
      if (match === null) return [];
      return [
        { folder, path: join(parentPath, name), name: match[1]!, clause: match[2]!.replaceAll('-', '.'), passes: match[3] === 'pass' },
      ];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Judges a file by the profile of its folder. */
export function judge(file: CorpusFile): Outcome {
  const { findings } = preflight(readFileSync(file.path), { profiles: [corpusProfiles[file.folder]!] })[0]!;
  const agrees = file.passes === (findings.length === 0);
  const related = (clause: string): boolean =>
    clause === file.clause || clause.startsWith(`${file.clause}.`) || file.clause.startsWith(`${clause}.`);
  const byClause = new Map(findings.map(({ clause, message }) => [clause, message]).reverse() as [string, string][]);
  return {
    ...file,
    agrees,
    agreesInClause: agrees && (file.passes || findings.some(({ clause }) => related(clause))),
    found: [...byClause].map(([clause, message]) => `${clause}: ${message}`),
  };
}
