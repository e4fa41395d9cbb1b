import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../bin/posthorn.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** The first line of standard output, parsed: what a command with --json says when it is ready. */
  // biome-ignore lint/suspicious/noExplicitAny: each command says something of its own
  readonly ready: Promise<any>;
  readonly finished: Promise<Finished>;
  /** Asks it to stop, as Ctrl-C does, and waits. */
  stop(): Promise<Finished>;
  /** kill -9, and waits until it is dead. */
  kill(): Promise<void>;
}

/** Starts `posthorn` (or another script of this repository) as a process of its own. It is killed when the test ends. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}, script = program): Running {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, POSTHORN_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const finished = new Promise<Finished>((done) => child.once('close', (code) => done({ code, out, err })));
  const ready = new Promise((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const end = out.indexOf('\n');
      if (end >= 0) done(JSON.parse(out.slice(0, end)));
    });
    void finished.then(({ code }) => fail(new Error(`posthorn ${args.join(' ')} ended with ${code}: ${err}`)));
  });
  ready.catch(() => {});
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const stop = async () => {
    child.kill('SIGTERM');
    return finished;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await finished;
  };
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill();
  });
  return { child, ready, finished, stop, kill };
}

/** Runs `posthorn` to its end. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  return start(args, env).finished;
}

/** An empty directory, removed when the test ends. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'posthorn-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A port that is taken by somebody else until the test ends. */
export async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return (server.address() as { port: number }).port;
}
