/**
 * Fits the difficulty of German text to readers' ratings and says how well all figures predict them.
 * `node scripts/clear-language/calibrate.ts [ratings.csv of TextComplexityDE19]`
 */
import { pathToFileURL } from 'node:url';
import { correlationsOf } from './correlations.ts';

const file =
  process.argv[2] === undefined
    ? new URL('../../../shared/data/textcomplexity-de/TextComplexityDE19/ratings.csv', import.meta.url)
    : pathToFileURL(process.argv[2]);
console.log(await correlationsOf(file));
