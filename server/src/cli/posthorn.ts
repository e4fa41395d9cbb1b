import '@posthorn/engine/steady-heap';
import type { Io } from './command.ts';
import { exitCodes, main } from './main.ts';

/** The process: arguments, standard streams and signals of `posthorn`. */
const stopping = new AbortController();
let askedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (askedAt === 0) {
      askedAt = Date.now();
      stopping.abort();
      // The same Ctrl-C may arrive twice: from the terminal and from the process that started this one.
    } else if (Date.now() - askedAt > 500) process.exit(exitCodes.interrupted);
  });
}
// A reader that has seen enough (`posthorn … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const io: Io = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  signal: stopping.signal,
  json: false,
};
process.exitCode = await main(process.argv.slice(2), io);
// What is left open (a keep-alive connection of a library) must not keep the process.
setTimeout(() => process.exit(), 2_000).unref();
