import {
  CompositionError,
  compile,
  type DataRecord,
  type Diagnostic,
  type Program,
  type Rendition,
  type SharedResources,
} from '@posthorn/engine';
import { type DocumentFile, filesOf } from './document-files.ts';
import type { Answer, Composed, FileFormat, StoredFile, Task, ThreadData } from './messages.ts';
import { storePart } from './part-files.ts';
import { answersTo } from './read-answers.ts';
import { withZones } from './tell-zone.ts';
import { unreadable } from './unreadable.ts';

/** What a line that is no record has instead of one. */
class Unreadable {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

/** A template made ready once, and what composes records with it: in a thread of its own, or where a thread does not pay. */
export class Composer {
  readonly #data: ThreadData;
  readonly #program: Program | undefined;
  /** What is wrong with the template; then nothing can be composed. */
  readonly faults: readonly Diagnostic[];
  /** Names of what pieces of a print stream share that the other end has. */
  readonly #sent = new Set<string>();
  /** Names of pictures beside the documents that this thread has written. */
  readonly #stored = new Set<string>();

  private constructor(data: ThreadData, program: Program | undefined, faults: readonly Diagnostic[]) {
    this.#data = data;
    this.#program = program;
    this.faults = faults;
  }

  static async start(data: ThreadData): Promise<Composer> {
    try {
      return new Composer(data, await compile(data.bundle, { formats: formatsFor(data.format) }), []);
    } catch (error) {
      if (!(error instanceof CompositionError)) throw error;
      return new Composer(
        data,
        undefined,
        error.diagnostics.filter(({ severity }) => severity === 'error'),
      );
    }
  }

  /** @throws what keeps files from being written, such as a full disk */
  async compose({ records, numbers }: Task): Promise<Answer> {
    if (this.#program === undefined) throw new Error('The template has faults.');
    const answer: Composed[] = [];
    for (const [i, source] of records.entries()) {
      const record = typeof source === 'string' ? parsed(source) : source;
      answer.push(record instanceof Unreadable ? unreadable(record.problem) : await this.#composed(this.#program, record, numbers[i]!));
    }
    return this.#data.parts === undefined ? inOneBuffer(answer) : answer;
  }

  async #composed(program: Program, record: DataRecord, number: number): Promise<Composed> {
    const { format, parts, bundle } = this.#data;
    const given = this.#data.answers && answersTo(this.#data.answers, number, () => program.reference(record));
    const options = given === undefined ? {} : { answers: given.answers };
    let reference: string;
    let rendition: Rendition;
    let files: readonly DocumentFile[];
    try {
      rendition = program.compose(
        record,
        format === 'png' ? 'pdf' : format,
        parts === undefined ? { ...options, forPrintStream: true } : options,
      );
      reference = program.reference(record);
      files = parts === undefined ? [] : await filesOf(program, record, rendition, format, options);
    } catch (error) {
      if (!(error instanceof CompositionError)) return { diagnostics: [engineFault(error)] };
      return {
        diagnostics: withZones(error.diagnostics, bundle, given),
        ...(given === undefined ? {} : { reference: program.reference(record) }),
      };
    }
    const pages = rendition.format === 'pdf' ? rendition.pages : 0;
    if (parts !== undefined) return { reference, pages, files: files.flatMap((file) => this.#store(parts, file, number)) };
    const { bytes, title, language, shared } = rendition as PdfRendition;
    return { reference, pages, title, language, bytes, ...this.#newlyShared(shared) };
  }

  /** Nothing for a picture that lies there already. */
  #store(parts: string, { bytes, ...file }: DocumentFile, number: number): StoredFile[] {
    if (file.shared !== undefined && this.#stored.has(file.shared)) return [];
    const part = `${number}${file.ending ?? `-${file.shared}`}`;
    storePart(parts, part, bytes);
    if (file.shared !== undefined) this.#stored.add(file.shared);
    return [{ ...file, part, size: bytes.length }];
  }

  #newlyShared(resources: SharedResources | undefined): { resources: SharedResources } | undefined {
    if (resources === undefined || this.#sent.has(resources.name)) return undefined;
    this.#sent.add(resources.name);
    return { resources };
  }
}

type PdfRendition = Extract<Rendition, { format: 'pdf' }>;

/**
 * Pieces in one buffer, which moves to the other thread as a whole: the two then have a tenth of the memory to ask for and to give back. Each
 * begins where numbers of 32 bits may stand.
 */
function inOneBuffer(answer: readonly Composed[]): Answer {
  let size = 0;
  for (const one of answer) if ('bytes' in one) size += aligned(one.bytes.length);
  const all = new Uint8Array(size);
  let at = 0;
  return answer.map((one) => {
    if (!('bytes' in one)) return one;
    const bytes = all.subarray(at, at + one.bytes.length);
    bytes.set(one.bytes);
    at += aligned(one.bytes.length);
    return { ...one, bytes };
  });
}

const aligned = (length: number): number => Math.ceil(length / 4) * 4;

function engineFault(error: unknown): Diagnostic {
  return {
    severity: 'error',
    code: 'engine.fault',
    message: `The engine failed on this record: ${(error as Error).message}`,
    place: { part: 'data', pointer: '' },
    hint: 'This is a fault in Posthorn; please report it with the template and the record.',
  };
}

function formatsFor(format: FileFormat) {
  return format === 'email' ? (['email', 'pdf'] as const) : [format === 'png' ? 'pdf' : format];
}

function parsed(json: string): DataRecord | Unreadable {
  try {
    const value: unknown = JSON.parse(json);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? (value as DataRecord) : new Unreadable('It is not a JSON object.');
  } catch (error) {
    return new Unreadable(`It is not valid JSON: ${(error as Error).message}.`);
  }
}
