import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const posthorn = fileURLToPath(new URL('../../server/bin/posthorn.js', import.meta.url));
const secondsToWait = 240;

interface Started {
  readonly url: string;
  readonly signIn: { readonly email: string; readonly password: string };
}

/**
 * Starts the demonstration in a directory of its own on a free port, waits until everything is composed and delivered, and tells
 * the tests where it is by the environment. POSTHORN_E2E_URL, _EMAIL and _PASSWORD name one that runs already instead.
 */
export default async function startProduct(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.POSTHORN_E2E_URL) return undefined;
  const data = await mkdtemp(join(tmpdir(), 'posthorn-e2e-'));
  const product = spawn(process.execPath, [posthorn, 'demo', '--records', '60', '--data', data, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A walk in which a provider fails need not wait a minute until its messages are tried again.
    env: { ...process.env, POSTHORN_RETRY_FIRST_SECONDS: '2' },
  });
  const told: string[] = [];
  product.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()));
  const stop = async () => {
    if (product.exitCode === null && product.signalCode === null) {
      product.kill('SIGTERM');
      await once(product, 'exit');
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    const { url, signIn } = await readyOf(product);
    process.env.POSTHORN_E2E_URL = url;
    process.env.POSTHORN_E2E_EMAIL = signIn.email;
    process.env.POSTHORN_E2E_PASSWORD = signIn.password;
    process.env.POSTHORN_E2E_DATA = data;
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${told.join('')}`);
  }
  return stop;
}

/** Two lines of JSON: where it is, then the report when the work is done. */
async function readyOf(product: ChildProcess): Promise<Started> {
  const lines = createInterface({ input: product.stdout! });
  const late = setTimeout(() => lines.close(), secondsToWait * 1_000);
  let started: Started | undefined;
  try {
    for await (const line of lines) {
      if (started) return started;
      started = JSON.parse(line) as Started;
    }
  } finally {
    clearTimeout(late);
  }
  throw new Error(`posthorn demo ended or was not ready within ${secondsToWait} s`);
}
