import { Worker } from 'node:worker_threads';
import type { AreaName } from './areas.ts';

/** What came of trying many cases. */
export interface FuzzReport {
  readonly cases: number;
  /** Cases of which at least one format was composed. */
  readonly composed: number;
  /** `area seed base: what is wrong`. */
  readonly faults: readonly string[];
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
  /** Some of the PDFs that were made, for other readers. */
  readonly pdfs: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface FuzzOptions {
  readonly area: AreaName;
  /** The first seed, and how many follow. */
  readonly from: number;
  readonly cases: number;
  /** No new case is begun after so many milliseconds; all are tried if absent. */
  readonly within?: number;
  /** But so many are tried however long it takes: on a busy machine time alone would be no trial. */
  readonly atLeast?: number;
  /** How many PDFs to keep. */
  readonly keep?: number;
  /** Is told every fault as it is found. */
  readonly told?: (fault: string) => void;
}

/**
 * A case takes milliseconds, and those that meet a limit a few seconds; what takes longer than this hangs. Milliseconds of the
 * processor: on a busy machine the clock tells nothing.
 */
const HANGS_AFTER = 25_000;
const WATCHED_EVERY = 250;
/** The largest heap that the engine may need for a document, megabytes. */
const MOST_HEAP = 1500;
const MOST_MEMORY = 4_000_000_000;

interface Message {
  readonly kind: 'begin' | 'end';
  readonly seed: number;
  readonly base: string;
  readonly milliseconds: number;
  readonly rss: number;
  readonly faults: readonly string[];
  readonly composed: number;
  readonly pdf?: Uint8Array;
}

/** Tries cases in a thread of their own, which is ended and started anew behind a case that hangs or takes all memory. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { area, from, cases, within = Number.POSITIVE_INFINITY, atLeast = 0, keep = 0, told } = options;
  const until = performance.now() + within;
  const report = {
    cases: 0,
    composed: 0,
    faults: [] as string[],
    slowest: { seed: from, milliseconds: 0 },
    pdfs: [] as { name: string; bytes: Uint8Array }[],
  };
  const isEnough = () => performance.now() > until && report.cases >= atLeast;
  for (let seed = from; seed < from + cases && !isEnough(); ) {
    seed = await run({ area, from: seed, to: from + cases, keepPdfs: keep > 0 }, isEnough, (message) => {
      report.cases++;
      if (message.composed > 0) report.composed++;
      if (message.milliseconds > report.slowest.milliseconds)
        report.slowest = { seed: message.seed, milliseconds: Math.round(message.milliseconds) };
      for (const fault of message.faults.map((said) => `${area} ${message.seed} ${message.base}: ${said}`)) {
        report.faults.push(fault);
        told?.(fault);
      }
      if (message.pdf !== undefined && report.pdfs.length < keep) report.pdfs.push({ name: `${area}-${message.seed}`, bytes: message.pdf });
    });
  }
  return report;
}

/** @returns the seed to go on with. */
function run(
  data: { readonly area: AreaName; readonly from: number; readonly to: number; readonly keepPdfs: boolean },
  isEnough: () => boolean,
  ended: (message: Message) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP },
    });
    let current: Message = { kind: 'begin', seed: data.from, base: '', milliseconds: 0, rss: 0, faults: [], composed: 0 };
    const leave = (fault?: string): void => {
      clearInterval(watch);
      if (fault !== undefined) ended({ ...current, faults: [fault] });
      void worker.terminate().then(() => resolve(current.seed + 1));
    };
    let began = process.cpuUsage();
    const watch = setInterval(() => {
      const { user, system } = process.cpuUsage(began);
      if ((user + system) / 1000 > HANGS_AFTER) leave(`it takes longer than ${HANGS_AFTER / 1000} seconds`);
    }, WATCHED_EVERY);
    worker.on('message', (message: Message) => {
      began = process.cpuUsage();
      current = message;
      if (message.kind === 'begin') return;
      ended(message.rss > MOST_MEMORY ? { ...message, faults: [...message.faults, `it takes ${message.rss} bytes`] } : message);
      if (message.seed + 1 >= data.to || isEnough()) leave();
    });
    worker.on('error', (error) => leave(error.stack ?? String(error)));
  });
}

if (process.argv[1] === import.meta.filename) {
  const [area, from = '0', cases = '100', seconds = '600'] = process.argv.slice(2);
  const told = (fault: string): void => console.log(fault);
  const report = await fuzz({ area: area as AreaName, from: Number(from), cases: Number(cases), within: Number(seconds) * 1000, told });
  console.log(JSON.stringify({ ...report, faults: report.faults.length, pdfs: undefined }));
}
