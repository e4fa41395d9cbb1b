import { on } from 'node:events';
import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { Composer } from './composer.ts';
import type { Answer, Readiness, Stop, Task, ThreadData } from './messages.ts';

/** A thread that compiles the template once and composes what it is sent. */
const port = parentPort!;
const composer = await Composer.start(workerData as ThreadData);
// The thread will be ended from outside, which would lose what was compiled.
flushCompileCache();
port.postMessage({ faults: composer.faults } satisfies Readiness);
if (composer.faults.length === 0) await work();

/** One task after the other: composing e-mail waits in between. */
async function work(): Promise<void> {
  for await (const [task] of on(port, 'message')) {
    const answer = await composer.compose(task as Task).catch(stopOf);
    const buffers = 'stop' in answer ? [] : answer.flatMap((one) => ('bytes' in one ? [one.bytes.buffer as ArrayBuffer] : []));
    port.postMessage(answer satisfies Answer | Stop, [...new Set(buffers)]);
  }
}

/** An error as it gets to the other thread with its code, which is otherwise left behind. */
function stopOf(error: unknown): Stop {
  const { message, code } = error as NodeJS.ErrnoException;
  return { stop: { message, ...(code === undefined ? {} : { code }) } };
}
