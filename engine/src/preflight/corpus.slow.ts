import { describe, expect, test } from 'vitest';
import { corpusFiles, corpusFolder, corpusProfiles, judge } from './testing/corpus-node.ts';

/** What the issue of the preflight promises for each folder. */
const LEAST_AGREEMENT = 0.95;

describe.each(Object.keys(corpusProfiles))('the test files of %s', (folder) => {
  const files = corpusFiles(folder);

  test.skipIf(files.length === 0)(`are judged as their names say (skipped where ${corpusFolder} is not there)`, () => {
    const outcomes = files.map(judge);
    const agreeing = outcomes.filter(({ agrees }) => agrees).length;
    expect(agreeing / files.length).toBeGreaterThanOrEqual(LEAST_AGREEMENT);
    const strictly = outcomes.filter(({ agreesInClause }) => agreesInClause).length;
    expect(strictly / files.length).toBeGreaterThanOrEqual(LEAST_AGREEMENT);
  });
});
