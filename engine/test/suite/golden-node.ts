import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goldenCases } from './cases.ts';
import { acceptOutcome, type Comparison, compareCase } from './compare.ts';
import { reportOf } from './report.ts';

/**
 * `npm run golden`: compares the golden cases with their references and writes `test-results/golden/index.html`, with both
 * pictures of what differs. `-- --update` makes what they are now the references; further words choose cases by their names.
 */
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const update = process.argv.includes('--update');

const comparisons: Comparison[] = [];
for (const golden of goldenCases()) {
  if (words.length > 0 && !words.some((word) => golden.name.includes(word))) continue;
  const comparison = await compareCase(golden).catch((cause: unknown) => {
    throw new Error(`The case ${golden.name} cannot be composed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  comparisons.push(comparison);
  if (comparison.differences.length === 0) continue;
  console.log(`${golden.name}: ${comparison.differences.join(' and ')} differ`);
  if (update) acceptOutcome(comparison);
}

const folder = new URL('../../../test-results/golden/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('index.html', folder), reportOf(comparisons));
const different = comparisons.filter(({ differences }) => differences.length > 0).length;
console.log(
  `${comparisons.length} cases, ${different} ${update ? 'references updated' : 'different'}; see ${fileURLToPath(new URL('index.html', folder))}`,
);
process.exitCode = different > 0 && !update ? 1 : 0;
