import { parentPort, workerData } from 'node:worker_threads';
import { type AreaName, caseOf } from './areas.ts';
import { tryCase } from './try-case.ts';

/** Tries the cases of an area from a seed on, one after the other, and tells each before it begins and after it ended. */
const { area, from, to, keepPdfs } = workerData as { area: AreaName; from: number; to: number; keepPdfs: boolean };

for (let seed = from; seed < to; seed++) {
  const { base, ...tried } = await caseOf(area, seed);
  parentPort?.postMessage({ kind: 'begin', seed, base });
  const began = process.cpuUsage();
  const { pdf, ...outcome } = await tryCase({ base, ...tried });
  const { user, system } = process.cpuUsage(began);
  const { rss } = process.memoryUsage();
  parentPort?.postMessage({
    kind: 'end',
    seed,
    base,
    milliseconds: (user + system) / 1000,
    rss,
    ...outcome,
    ...(keepPdfs && pdf ? { pdf } : {}),
  });
}
