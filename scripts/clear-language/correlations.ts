import { readFile } from 'node:fs/promises';
import { countsOf, type DIFFICULTY, figuresOf } from '../../engine/src/language/readability.ts';
import { sentencesOf } from '../../engine/src/language/sentences.ts';

/** Correlations (Pearson) of readability figures with what readers said of sentences, 1 very easy … 7 very hard. */
export interface Correlations {
  readonly sentences: number;
  readonly difficulty: number;
  /** Of the difficulty fitted again without the article that a sentence is from: what to expect of texts that it has not seen. */
  readonly heldOut: number;
  readonly flesch: number;
  readonly wiener: number;
  readonly lix: number;
  /** What fitting gives. */
  readonly fitted: typeof DIFFICULTY;
}

interface Rated {
  readonly article: string;
  readonly rating: number;
  readonly features: readonly number[];
  readonly figures: Readonly<Record<string, number>>;
}

/** `ratings` is `ratings.csv` of TextComplexityDE19, in Windows-1252. */
export async function correlationsOf(ratings: URL): Promise<Correlations> {
  const rows = rowsOf(new TextDecoder('windows-1252').decode(await readFile(ratings)));
  const rated = rows
    .slice(1)
    .filter((row) => row[5])
    .map(([, sentence = '', article = '', , , rating]) => ratedOf(sentence, article, Number(rating)));
  const said = rated.map(({ rating }) => rating);
  const by = (name: string) =>
    correlation(
      rated.map(({ figures }) => figures[name] as number),
      said,
    );
  const heldOut = rated.map((one) => predict(leastSquares(rated.filter(({ article }) => article !== one.article)), one));
  const [constant = 0, logWords = 0, lettersPerWord = 0] = leastSquares(rated);
  return {
    sentences: rated.length,
    difficulty: by('difficulty'),
    heldOut: correlation(heldOut, said),
    flesch: by('flesch'),
    wiener: by('wiener'),
    lix: by('lix'),
    fitted: { constant, logWords, lettersPerWord },
  };
}

function ratedOf(text: string, article: string, rating: number): Rated {
  const counts = countsOf(sentencesOf(text, 'de'), 'de');
  const figures = Object.fromEntries(figuresOf(counts, 'de').map(({ name, value }) => [name, value]));
  return { article, rating, features: [1, Math.log(counts.words / counts.sentences), counts.letters / counts.words], figures };
}

const fits = new Map<string, number[]>();

/** Least squares by the normal equations; the same sentences give the same answer from memory. */
function leastSquares(rated: readonly Rated[]): number[] {
  const key = `${rated.length} ${rated[0]?.article} ${rated.at(-1)?.article} ${rated.reduce((sum, { rating }) => sum + rating, 0)}`;
  const known = fits.get(key);
  if (known) return known;
  const size = rated[0]?.features.length ?? 0;
  const rows = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (__, j) => sumOf(rated, ({ features }) => (features[i] as number) * (features[j] as number))),
    sumOf(rated, ({ features, rating }) => (features[i] as number) * rating),
  ]);
  for (const [i, pivot] of rows.entries())
    for (const [k, row] of rows.entries())
      if (k !== i) {
        const times = (row[i] as number) / (pivot[i] as number);
        for (let c = i; c <= size; c++) row[c] = (row[c] as number) - times * (pivot[c] as number);
      }
  const solution = rows.map((row, i) => (row[size] as number) / (row[i] as number));
  fits.set(key, solution);
  return solution;
}

const sumOf = (rated: readonly Rated[], of: (one: Rated) => number): number => rated.reduce((sum, one) => sum + of(one), 0);
const predict = (coefficients: readonly number[], { features }: Rated): number =>
  features.reduce((sum, value, i) => sum + value * (coefficients[i] as number), 0);

export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = a.reduce((sum, value, i) => sum + (value - meanA) * ((b[i] as number) - meanB), 0);
  const spread = (values: readonly number[], of: number) => Math.sqrt(values.reduce((sum, value) => sum + (value - of) ** 2, 0));
  return product / (spread(a, meanA) * spread(b, meanB));
}

/** Rows of a CSV with quoted cells. */
function rowsOf(text: string): string[][] {
  return text
    .split(/\r?\n(?=\d+,)/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
}
