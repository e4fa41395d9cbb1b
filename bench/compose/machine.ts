import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on. */
export const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
  memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  load: loadavg()[0] ?? 0,
  node: process.version,
});

export const machineLine = (of: ReturnType<typeof machine>): string =>
  `${of.processor}, ${of.processors} processors, ${of.memory}, Node ${of.node}; load ${of.load.toFixed(1)} at the end.`;
