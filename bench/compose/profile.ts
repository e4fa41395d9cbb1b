import { Session } from 'node:inspector/promises';
import { compile } from '../../engine/src/compose.ts';
import '../../engine/src/steady-heap-node.ts';
import { invoice } from './invoice.ts';
import { statement } from './statement.ts';

/** Where composing spends its time: self time per folder of the engine, natives counted to the engine's function that calls them. */
process.chdir(new URL('../..', import.meta.url).pathname);
const TOP = Number(process.env.TOP ?? 25);

for (const kind of [await invoice(), await statement()]) {
  const program = await compile(kind.bundle, { formats: ['pdf'] });
  for (let i = 0; i < 300; i++) program.compose(kind.record(i), 'pdf');
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const start = process.cpuUsage();
  for (let i = 1000; i < 1600; i++) program.compose(kind.record(i), 'pdf');
  const { user, system } = process.cpuUsage(start);
  const { profile } = await session.post('Profiler.stop');
  report(kind.name, profile, (user + system) / 600);
}

type Profile = Awaited<ReturnType<typeof stop>>;
declare function stop(): Promise<{
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples?: number[];
  timeDeltas?: number[];
}>;

function report(name: string, profile: Profile, microseconds: number): void {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const folders = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  const add = (map: Map<string, number>, key: string, time: number) => map.set(key, (map.get(key) ?? 0) + time);
  profile.samples?.forEach((sample, i) => {
    const time = profile.timeDeltas?.[i] ?? 0;
    total += time;
    const frame = nodes.get(sample)!.callFrame;
    add(functions, `${frame.functionName || '(anonymous)'}  ${frame.url.split('/').slice(-2).join('/')}`, time);
    let at: number | undefined = sample;
    while (at !== undefined && !nodes.get(at)!.callFrame.url.includes('/engine/src/')) at = parents.get(at);
    const url = at === undefined ? frame.functionName : nodes.get(at)!.callFrame.url;
    const folder = /\/engine\/src\/([a-z]+)(\/pdf)?/.exec(url);
    add(folders, folder === null ? url.split('/').at(-1) || '(other)' : `engine/src/${folder[1]}${folder[2] ?? ''}`, time);
  });
  console.log(`\n${name}: ${Math.round(microseconds)} µs of processor time per document`);
  const print = (map: Map<string, number>, count: number) => {
    for (const [key, time] of [...map].sort((a, b) => b[1] - a[1]).slice(0, count))
      console.log(`${((time / total) * 100).toFixed(1).padStart(6)} %  ${key}`);
  };
  print(folders, 12);
  console.log();
  print(functions, TOP);
}
