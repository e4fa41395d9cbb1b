import { describe, expect, test } from 'vitest';
import { corpusFiles, corpusFolder, judge } from '../../testing/corpus-node.ts';

/** Every so manieth file of a folder is judged here; all of them in corpus.slow.ts. */
const STEP = 9;

describe.each(['PDF_A-2a', 'PDF_A-2b', 'PDF_A-2u', 'PDF_A-3b'])('test files of %s', (folder) => {
  const files = corpusFiles(folder).filter((_, index) => index % STEP === 0);

  test.skipIf(files.length === 0)(`are judged as their names say (skipped where ${corpusFolder} is not there)`, { timeout: 60_000 }, () => {
    const disagreements = files.map(judge).filter(({ agrees }) => !agrees);
    expect(disagreements.map(({ name, found }) => `${name}: ${found.join(' ') || 'nothing found'}`)).toEqual([]);
  });
});
