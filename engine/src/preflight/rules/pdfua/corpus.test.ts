/**
 * Agreement with the published test files of PDF/UA-1 (veraPDF corpus, CC BY 4.0), whose names say clause, condition and outcome. They are
 * not part of this repository; without them the test is skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPdf } from '../../read/index.ts';
import { Subject } from '../../subject.ts';
import { pdfuaRules } from './index.ts';

const folder = join(process.env.POSTHORN_VERAPDF ?? '/work/shared/data/verapdf', 'PDF_UA-1');

const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.pdf'))
  : [];

/** Clauses with a finding. */
function brokenClauses(path: string): Set<string> {
  const subject = new Subject(openPdf(readFileSync(path)));
  const broken = new Set<string>();
  for (const { clause, check } of pdfuaRules) for (const _ of check(subject)) broken.add(clause);
  return broken;
}

describe.skipIf(files.length === 0)(`the test files of PDF/UA-1 (skipped where ${folder} is not there)`, () => {
  const areas = new Map<string, typeof files>();
  for (const file of files) {
    const area = file.parentPath.slice(folder.length + 1).split(/[\\/]/)[0]!;
    areas.set(area, [...(areas.get(area) ?? []), file]);
  }
  test.each([...areas])('%s', { timeout: 60_000 }, (_, entries) => {
    const disagreements: string[] = [];
    for (const { name, parentPath } of entries) {
      const [, clause, outcome] = /^([\d.-]+?)-t\d+-(pass|fail)/.exec(name)!;
      const broken = brokenClauses(join(parentPath, name));
      const agrees = outcome === 'pass' ? broken.size === 0 : broken.has(clause!.replace('-', '.'));
      if (!agrees) disagreements.push(`${name}: ${[...broken].join(', ') || 'nothing'} found`);
    }
    expect(disagreements).toEqual([]);
  });
});
