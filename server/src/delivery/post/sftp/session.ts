import { createHash } from 'node:crypto';
import type { SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';

/*
 * A connection to an SFTP server, made when it is first needed and again after it broke. The server is known by the fingerprint of its key: one that
 * shows another key gets no password.
 */

export interface SftpSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  /** OpenSSH or PEM. */
  readonly privateKey?: string;
  /** As `ssh-keygen -lf` writes it: `SHA256:…`. */
  readonly hostKey: string;
  readonly timeoutMs: number;
}

/** What was asked of the server, and how the server answered it: the connection lives. */
export class SftpRefusal extends Error {
  readonly code: number;
  constructor(what: string, code: number, message: string) {
    super(`${what}: ${message} (${code})`);
    this.code = code;
  }
}

/** There is no connection, or it broke: nobody answered. */
export class SftpBroken extends Error {}

/** Codes of the protocol: no such file, connection lost. */
const noSuchFile = 2;
const answered = (code: unknown): code is number => typeof code === 'number' && code > 0 && code !== 6 && code !== 7;

interface Connection {
  readonly client: ssh2.Client;
  readonly sftp: Promise<SFTPWrapper>;
}

export class SftpSession {
  readonly #settings: SftpSettings;
  #open: Connection | undefined;

  constructor(settings: SftpSettings) {
    this.#settings = settings;
  }

  /** Connects and signs in, where that is not so. @throws SftpBroken */
  async ready(): Promise<void> {
    await this.#connection().sftp;
  }

  /** @throws SftpRefusal, SftpBroken */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    await this.#ask(`write ${path}`, (sftp, done) => sftp.writeFile(path, bytes, done));
  }

  /** @throws SftpRefusal where there is one of the new name already, SftpBroken */
  async rename(from: string, to: string): Promise<void> {
    await this.#ask(`rename to ${to}`, (sftp, done) => sftp.rename(from, to, done));
  }

  /** The size of a file in bytes; undefined where there is none. @throws SftpRefusal, SftpBroken */
  async sizeOf(path: string): Promise<number | undefined> {
    return this.#absent(this.#ask(`look at ${path}`, (sftp, done) => sftp.stat(path, (error, stats) => done(error, stats?.size))));
  }

  /** Names of the files in a directory. @throws SftpRefusal, SftpBroken */
  async list(path: string): Promise<readonly string[]> {
    const files = await this.#ask<readonly { readonly filename: string }[]>(`list ${path}`, (sftp, done) => sftp.readdir(path, done));
    return files.map((one) => one.filename);
  }

  /** @throws SftpRefusal where it is none, SftpBroken */
  async mustBeDirectory(path: string): Promise<void> {
    const isDirectory = await this.#ask<boolean>(`look at ${path}`, (sftp, done) =>
      sftp.stat(path, (error, stats) => done(error, stats?.isDirectory())),
    );
    if (!isDirectory) throw new SftpRefusal(`look at ${path}`, noSuchFile, 'this is no directory');
  }

  /** Takes a file away, where there is one. @throws SftpRefusal, SftpBroken */
  async remove(path: string): Promise<void> {
    await this.#absent(this.#ask(`remove ${path}`, (sftp, done) => sftp.unlink(path, done)));
  }

  /** Breaks the connection: what waits for an answer ends. */
  interrupt(): void {
    this.#open?.client.destroy();
  }

  close(): void {
    this.#open?.client.end();
    this.#open = undefined;
  }

  async #absent<T>(asked: Promise<T>): Promise<T | undefined> {
    return asked.catch((error: unknown) => {
      if (error instanceof SftpRefusal && error.code === noSuchFile) return undefined;
      throw error;
    });
  }

  async #ask<T = void>(
    what: string,
    ask: (
      sftp: SFTPWrapper,
      done: (error?: { readonly code?: number | string; readonly message: string } | null, value?: T) => void,
    ) => void,
  ): Promise<T> {
    const open = this.#connection();
    const sftp = await open.sftp;
    const { client } = open;
    if (this.#open !== open) throw new SftpBroken(`${what}: the connection broke`);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const late = setTimeout(() => client.destroy(), this.#settings.timeoutMs);
    const broken = () => reject(new SftpBroken(`${what}: the connection broke`));
    client.on('close', broken);
    ask(sftp, (error, value) => {
      if (!error) resolve(value as T);
      else if (answered(error.code)) reject(new SftpRefusal(what, error.code, error.message));
      else reject(new SftpBroken(`${what}: ${error.message}`));
    });
    // A connection lives for many letters; each asks several times.
    return promise.finally(() => {
      clearTimeout(late);
      client.off('close', broken);
    });
  }

  #connection(): Connection {
    this.#open ??= this.#connect();
    return this.#open;
  }

  #connect(): Connection {
    const client = new ssh2.Client();
    const { host, port, user: username, password, privateKey, hostKey, timeoutMs } = this.#settings;
    let shown = '';
    const sftp = new Promise<SFTPWrapper>((resolve, reject) => {
      const refused = (error?: Error) => reject(new SftpBroken(reasonOf(shown, hostKey, error)));
      client.on('ready', () =>
        client.sftp((error, wrapper) => {
          if (error === undefined || error === null) resolve(wrapper);
          else {
            refused(error);
            // Who asks next connects anew: one without files is of no use.
            client.end();
          }
        }),
      );
      client.on('error', refused);
      client.on('close', () => {
        if (this.#open?.client === client) this.#open = undefined;
        refused();
      });
      client.connect({
        ...{ host, port, username, readyTimeout: timeoutMs, keepaliveInterval: 15_000 },
        ...(password === undefined ? {} : { password }),
        ...(privateKey === undefined ? {} : { privateKey }),
        hostVerifier: (key) => {
          shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
          return shown === hostKey;
        },
      });
    });
    // Who waits hears of it; where nobody does it must not end the process.
    sftp.catch(() => {});
    return { client, sftp };
  }
}

function reasonOf(shown: string, expected: string, error: Error | undefined): string {
  if (shown !== '' && shown !== expected) return `the server shows the key ${shown}, not ${expected}`;
  return error?.message ?? 'the connection was closed';
}
