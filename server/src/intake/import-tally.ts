import type { PosthornError } from '../platform/errors/index.ts';
import type { SourceFile } from './find-files.ts';
import type { FileResult } from './import-file.ts';
import type { FailedFile, ImportCounts, ImportProgress, ImportReport, ReasonCount } from './types.ts';

const pauseBetweenNews = 200;

/** Keeps count of an import and tells how it goes. */
export class ImportTally {
  readonly #files: readonly SourceFile[];
  readonly #onProgress: ((progress: ImportProgress) => void) | undefined;
  readonly #began = performance.now();
  readonly #bytes: number;
  readonly #failed: FailedFile[] = [];
  readonly #reasons = new Map<string, { -readonly [K in keyof ReasonCount]: ReasonCount[K] }>();
  #counts = { linesRead: 0, linesLoaded: 0, linesUnchanged: 0, linesQuarantined: 0, records: 0 };
  #filesDone = 0;
  #bytesDone = 0;
  /** Rows read by this call: files that are known already are not read. */
  #rowsRead = 0;
  #lastNews = 0;

  constructor(files: readonly SourceFile[], onProgress?: (progress: ImportProgress) => void) {
    this.#files = files;
    this.#onProgress = onProgress;
    this.#bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  get failed(): FailedFile | undefined {
    return this.#failed[0];
  }

  rows(count: number): void {
    this.#rowsRead += count;
    this.#tell(false);
  }

  /** A file was known: nothing to read. */
  skip(): void {
    this.#tell(false);
  }

  fileFailed(file: SourceFile, error: PosthornError): void {
    this.#failed.push({ file: file.name, code: error.code, message: error.message, hint: error.hint });
  }

  fileDone(file: SourceFile, result: FileResult): void {
    this.#filesDone++;
    this.#bytesDone += file.bytes;
    for (const key of Object.keys(this.#counts) as (keyof ImportCounts)[]) this.#counts[key] += result[key];
    for (const { fault, line, raw } of result.quarantined) {
      const key = `${fault.code} ${fault.field}`;
      const known = this.#reasons.get(key);
      if (known) known.count++;
      else this.#reasons.set(key, { ...fault, count: 1, example: { file: file.name, line, raw: raw.slice(0, 500) } });
    }
    this.#tell(this.#filesDone === this.#files.length);
  }

  counts(): ImportCounts {
    return { ...this.#counts };
  }

  report(about: Pick<ImportReport, 'dataset' | 'dryRun' | 'resumed' | 'importId'>): ImportReport {
    const seconds = this.#seconds();
    return {
      ...about,
      files: this.#files.length,
      filesDone: this.#filesDone - this.#failed.length,
      ...this.#counts,
      failedFiles: this.#failed,
      reasons: [...this.#reasons.values()].sort((a, b) => b.count - a.count),
      seconds: Math.round(seconds * 100) / 100,
      linesPerSecond: Math.round(this.#rowsRead / seconds),
    };
  }

  #seconds(): number {
    return Math.max(0.001, (performance.now() - this.#began) / 1000);
  }

  #tell(now: boolean): void {
    const moment = performance.now();
    if (!this.#onProgress || (!now && moment - this.#lastNews < pauseBetweenNews)) return;
    this.#lastNews = moment;
    const seconds = this.#seconds();
    const left = this.#bytesDone > 0 ? { secondsLeft: ((this.#bytes - this.#bytesDone) / this.#bytesDone) * seconds } : {};
    this.#onProgress({
      files: this.#files.length,
      filesDone: this.#filesDone,
      linesRead: this.#rowsRead,
      linesQuarantined: this.#counts.linesQuarantined,
      linesPerSecond: Math.round(this.#rowsRead / seconds),
      ...left,
    });
  }
}
