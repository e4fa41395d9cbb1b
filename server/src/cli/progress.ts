/** Shows how far something is. */
export interface Progress {
  /** @param total when it is known by now */
  update(done: number, total?: number, note?: string): void;
  /** Ends the line, with the final figures. */
  end(note?: string): void;
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** A line that is redrawn at a terminal; elsewhere one line in a while. */
const redrawMilliseconds = 100;
const lineMilliseconds = 5_000;

/**
 * Progress on standard error with rate and time left, measured over the last seconds.
 * @param unit what is counted, of many: `lines`, `documents`
 */
export function createProgress(label: string, unit: string, out: Output = process.stderr, now: () => number = Date.now): Progress {
  const began = now();
  const samples: { at: number; done: number }[] = [{ at: began, done: 0 }];
  let shown = 0;
  let last = { done: 0, total: undefined as number | undefined, note: '' };
  const line = (ended: boolean) => {
    const first = ended ? { at: began, done: 0 } : samples[0]!;
    const seconds = (now() - first.at) / 1000;
    const rate = seconds > 0 ? (last.done - first.done) / seconds : 0;
    const left = last.total === undefined || ended || rate === 0 ? undefined : (last.total - last.done) / rate;
    const share = last.total ? ` of ${figure(last.total)} (${Math.floor((100 * last.done) / last.total)} %)` : '';
    const time = ended ? `, ${duration((now() - began) / 1000)}` : left === undefined ? '' : `, ${duration(left)} left`;
    const counted = (last.total ?? last.done) === 1 ? unit.replace(/s$/, '') : unit;
    return `${label}: ${figure(last.done)}${share} ${counted}, ${figure(Math.round(rate))}/s${time}${last.note && `, ${last.note}`}`;
  };
  const show = (ended: boolean) => {
    const text = line(ended);
    if (out.isTTY) out.write(`\r\u001b[2K${text.slice(0, (out.columns ?? 120) - 1)}${ended ? '\n' : ''}`);
    else out.write(`${text}\n`);
  };
  return {
    update(done, total = last.total, note = last.note) {
      last = { done, total, note };
      const at = now();
      if (at - shown < (out.isTTY ? redrawMilliseconds : lineMilliseconds)) return;
      samples.push({ at, done });
      if (samples.length > 50 || (samples.length > 2 && at - samples[0]!.at > 10_000)) samples.shift();
      // The first line of a log appears after the first interval, not at once.
      if (shown !== 0 || out.isTTY) show(false);
      shown = at;
    },
    end(note = last.note) {
      last = { ...last, note };
      show(true);
    },
  };
}

const figure = (value: number) => value.toLocaleString('en-GB');

/** `4 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return seconds < 10 && whole > 0 ? `${seconds.toFixed(1)} s` : `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
