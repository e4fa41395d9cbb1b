import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isRoot = process.getuid?.() === 0;
/** Debian's OpenSSH server, which `npm test` installs or unpacks. One of root's needs a user of its own, which installing makes. */
const folders = isRoot ? ['/usr/sbin'] : [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
const sshdPath = folders.map((folder) => join(folder, 'sshd')).find(existsSync);
export const sftpAvailable = sshdPath !== undefined;

/**
 * An OpenSSH server of its own on loopback that serves files and nothing else, for who has the key. Between it and who connects lies a wire that the
 * test can cut: `cutWhen` is asked before each piece of what the server answers is let through.
 */
export class SftpServer {
  /** Where letters are laid down. */
  readonly directory: string;
  readonly #dir: string;
  readonly #sshd: ChildProcess;
  readonly #wire: Server;
  readonly #sockets = new Set<Socket>();
  cutWhen: ((towards: 'client' | 'server') => boolean) | undefined;
  readonly settings: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly privateKey: string;
    readonly hostKey: string;
  };

  private constructor(dir: string, sshd: ChildProcess, wire: Server, settings: SftpServer['settings']) {
    this.#dir = dir;
    this.#sshd = sshd;
    this.#wire = wire;
    this.settings = settings;
    this.directory = join(dir, 'in');
  }

  static async start(): Promise<SftpServer> {
    const dir = await mkdtemp(join(tmpdir(), 'posthorn-sftp-'));
    for (const name of ['host', 'client']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(dir, name)]);
    await mkdir(join(dir, 'in'));
    // Where the unprivileged part of a server of root's lives; Debian's unit makes it.
    if (isRoot) await mkdir('/run/sshd', { recursive: true });
    await chmod(dir, 0o700);
    const inner = await freePort();
    await writeFile(join(dir, 'sshd_config'), configuration(dir, inner));
    const sshd = spawn(sshdPath!, ['-D', '-e', '-f', join(dir, 'sshd_config')], { stdio: 'ignore' });
    const [, fingerprint] = execFileSync('ssh-keygen', ['-lf', join(dir, 'host.pub')], { encoding: 'utf8' }).split(' ');
    const wire = createServer();
    await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
    const server = new SftpServer(dir, sshd, wire, {
      ...{ host: '127.0.0.1', port: (wire.address() as AddressInfo).port, user: userInfo().username },
      ...{ privateKey: await readFile(join(dir, 'client'), 'utf8'), hostKey: fingerprint! },
    });
    wire.on('connection', (socket) => server.#join(socket, inner));
    for (let tries = 0; tries < 200; tries += 1) {
      if (await answers(inner)) return server;
      await sleep(25);
    }
    throw new Error('sshd does not answer');
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#wire.close(resolve));
    const ended = new Promise((resolve) => this.#sshd.once('exit', resolve));
    this.#sshd.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000)]);
    await rm(this.#dir, { recursive: true, force: true });
  }

  #join(client: Socket, port: number): void {
    const server = connect(port, '127.0.0.1');
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    const pass = (from: Socket, to: Socket, towards: 'client' | 'server') => {
      this.#sockets.add(from);
      from.on('data', (bytes) => {
        if (this.cutWhen?.(towards)) {
          this.cutWhen = undefined;
          cut();
        } else to.write(bytes);
      });
      from.on('error', cut);
      from.on('close', () => {
        this.#sockets.delete(from);
        cut();
      });
    };
    pass(client, server, 'server');
    pass(server, client, 'client');
  }
}

const configuration = (dir: string, port: number): string => `Port ${port}
ListenAddress 127.0.0.1
HostKey ${dir}/host
AuthorizedKeysFile ${dir}/client.pub
PidFile ${dir}/pid
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
Subsystem sftp internal-sftp
ForceCommand internal-sftp
${unpackedParts()}`;

/** Newer servers consist of several programs, which they look for where Debian installs them. */
function unpackedParts(): string {
  const folder = resolve(import.meta.dirname, '../../.tools/root/usr/lib/openssh');
  const parts = { SshdSessionPath: 'sshd-session', SshdAuthPath: 'sshd-auth' };
  const lines = Object.entries(parts).filter(([, program]) => existsSync(join(folder, program)));
  return lines.map(([option, program]) => `${option} ${join(folder, program)}\n`).join('');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
