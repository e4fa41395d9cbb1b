import type { DestinationStream } from 'pino';

const colours: Readonly<Record<string, number>> = { trace: 90, debug: 90, info: 36, warn: 33, error: 31, fatal: 31 };

/** Log lines for people: time, level, message, then what else is known. */
export function prettyStream(out: { write(text: string): unknown; isTTY?: boolean }): DestinationStream {
  return {
    write(line: string) {
      const { level, time, msg, pid: _pid, err, ...rest } = JSON.parse(line) as Record<string, unknown> & { level: string; time: string };
      const more = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
      const label = out.isTTY ? `\u001b[${colours[level] ?? 0}m${level.padEnd(5)}\u001b[0m` : level.padEnd(5);
      const problem = err as { stack?: string; message?: string } | undefined;
      const text = [time.slice(11, 23), label, msg ?? '', ...more].join(' ');
      out.write(`${text}\n${problem === undefined ? '' : `      ${problem.stack ?? problem.message}\n`}`);
    },
  };
}
