import { type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { prettyStream } from './pretty.ts';

/** Structured log: `log.info({ runId }, 'run started')`. Bind what belongs together with `log.child({ runId })`. */
export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, unknown>): Logger;
};

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** `pretty` for people at a terminal, `json` (one object a line) for machines. */
  readonly format: 'json' | 'pretty';
}

/** Values that must never reach a log, wherever they come along. */
const secret = ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie', 'req.headers', 'key', 'masterKey'];

/** Writes to standard error, so that standard output stays free for results. */
export function createLogger(options: LogOptions): Logger {
  const settings = {
    level: options.level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secret, censor: '…' },
  };
  return options.format === 'pretty'
    ? pino(settings, prettyStream(process.stderr))
    : pino(settings, pino.destination({ fd: 2, sync: true }));
}
