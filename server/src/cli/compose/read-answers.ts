import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Answers } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';

/** What a clerk says to one record, and in which line of the file. */
export interface AnswersOfRecord {
  readonly line: number;
  readonly answers: Answers;
}

/** The answers beside a data file: those of the first record first, or by the documents' numbers. */
export type AnswersFile = { readonly inOrder: readonly AnswersOfRecord[] } | { readonly byReference: ReadonlyMap<string, AnswersOfRecord> };

/**
 * Reads answers, a line of JSON for each record: `{"zone": answer}` in the order of the records, or `{"reference": "R-17", "answers":
 * {"zone": answer}}` by the document's number. One file does one of the two.
 * @throws PosthornError `data.invalid` that names the line
 */
export async function readAnswers(path: string): Promise<AnswersFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new PosthornError('data.invalid', { detail: `There is no file of answers ${path}.` });
  });
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((json, i) => (json.trim() === '' ? [] : [{ line: i + 1, value: parsed(json, i + 1, path) }]));
  const named = lines.filter(({ value }) => isNamed(value));
  if (named.length === 0) return { inOrder: lines.map(({ line, value }) => ({ line, answers: answersIn(value, line, path) })) };
  const byReference = new Map<string, AnswersOfRecord>();
  for (const { line, value } of lines) {
    if (!isNamed(value)) throw invalid(path, line, 'It names no document, and others do.');
    const before = byReference.get(value.reference);
    if (before !== undefined) throw invalid(path, line, `The document "${value.reference}" has answers in line ${before.line} already.`);
    byReference.set(value.reference, { line, answers: answersIn(value.answers, line, path) });
  }
  return { byReference };
}

/** The answers to a record, by its number from 1 or the number of its document. */
export function answersTo(file: AnswersFile, number: number, reference: () => string): AnswersOfRecord | undefined {
  return 'inOrder' in file ? file.inOrder[number - 1] : file.byReference.get(reference());
}

/** Lines that no record took: text that a clerk wrote must not be lost without a word. */
export function unusedAnswers(file: AnswersFile, records: number, seen: ReadonlySet<string>): readonly string[] {
  if ('inOrder' in file) return file.inOrder.slice(records).map(({ line }) => `line ${line}: There are ${records} records only.`);
  return [...file.byReference].flatMap(([reference, { line }]) =>
    seen.has(reference) ? [] : [`line ${line}: There is no document "${reference}".`],
  );
}

/** No zone has an object for an answer, so that a line with these two cannot be meant otherwise. */
const isNamed = (value: Json): value is { readonly reference: string; readonly answers: Json } =>
  Object.keys(value).length === 2 && typeof value.reference === 'string' && isObject(value.answers);

type Json = { readonly [name: string]: unknown };

function parsed(json: string, line: number, path: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw invalid(path, line, `It is not valid JSON: ${(error as Error).message}.`);
  }
  if (!isObject(value)) throw invalid(path, line, 'It is not a JSON object.');
  return value;
}

/** Whether an answer suits its zone is for the engine to say; that it can be one at all is said here. */
function answersIn(value: Json, line: number, path: string): Answers {
  for (const [zone, answer] of Object.entries(value)) {
    const fits = ['boolean', 'string', 'number'].includes(typeof answer) || Array.isArray(answer);
    if (!fits) throw invalid(path, line, `The answer to the zone "${zone}" is neither true, false, text, a number nor a list of nodes.`);
  }
  return value as Answers;
}

function invalid(path: string, line: number, problem: string): PosthornError {
  return new PosthornError('data.invalid', {
    detail: `${basename(path)}, line ${line}: ${problem}`,
    hint: 'A line of answers is {"zone": answer} or {"reference": "R-17", "answers": {"zone": answer}}; see docs/reference/zones.md.',
  });
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
