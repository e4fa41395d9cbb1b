import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ensureAdministrator } from '../platform/auth/index.ts';
import { type Config, rememberListening } from '../platform/config/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import { type Posthorn, startPosthorn } from '../posthorn.ts';
import type { CommandOption, Io, ParsedArgs } from './command.ts';
import { textOf } from './common-options.ts';
import { configureFrom } from './configure-from.ts';

export const serverOptions = {
  port: { type: 'string', value: 'NUMBER', meaning: 'port of the workplace and the API (default: 8080; 0 takes a free one)' },
  host: { type: 'string', value: 'ADDRESS', meaning: 'address to listen on (default: 127.0.0.1)' },
} as const satisfies Record<string, CommandOption>;

/** `serve` and `all`: starts, says where and with which sign-in, and runs until it is told to stop. */
export async function runServer(args: ParsedArgs, io: Io, roles: { readonly work: boolean }): Promise<number> {
  const { config, log } = configureFrom(args, { port: textOf(args, 'port'), host: textOf(args, 'host') });
  const posthorn = await startPosthorn({ config, log, server: true, ...roles });
  try {
    const served = await serveUntilAborted(posthorn, config, io);
    await served.closed;
    return 0;
  } finally {
    await posthorn.close();
  }
}

export interface Served {
  readonly url: string;
  /** Resolves when the signal was aborted and the server has ended. */
  readonly closed: Promise<void>;
}

/**
 * Listens, tells the address and at the first start the sign-in.
 * @throws PosthornError `http.port-in-use`
 */
export async function serveUntilAborted(posthorn: Posthorn, config: Config, io: Io): Promise<Served> {
  const app = await posthorn.createServer();
  const url = await listen(app, config);
  rememberListening(config, url);
  const administrator = await ensureAdministrator(posthorn.platform);
  announce(io, url, administrator);
  const closed = (async () => {
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await app.close();
  })();
  return { url, closed };
}

function announce(io: Io, url: string, administrator: { readonly email: string; readonly password: string } | undefined): void {
  if (io.json) {
    const signIn = administrator === undefined ? {} : { signIn: administrator };
    io.out(JSON.stringify({ url, pid: process.pid, ...signIn }));
    return;
  }
  io.err(`Posthorn is at ${url}`);
  if (administrator !== undefined) {
    io.err(`  Sign in as ${administrator.email} with the one-time password ${administrator.password} (shown only now).`);
  }
  io.err('  Ctrl-C stops it.');
}

async function listen(app: FastifyInstance, { host, port, publicUrl }: Config): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PosthornError('http.port-in-use', { detail: `Port ${port} of ${host} is in use.`, cause });
    throw new PosthornError('config.invalid', {
      detail: `The server cannot listen on ${host}:${port}: ${(cause as Error).message}`,
      cause,
    });
  }
  const address = app.server.address() as AddressInfo;
  const shown = ['0.0.0.0', '::'].includes(address.address)
    ? 'localhost'
    : address.family === 'IPv6'
      ? `[${address.address}]`
      : address.address;
  return publicUrl ?? `http://${shown}:${address.port}`;
}
