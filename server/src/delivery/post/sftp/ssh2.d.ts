/** What is used of `ssh2` (MIT), which brings no types. */
declare module 'ssh2' {
  interface SftpError extends Error {
    /** As the protocol has it: 2 for a file that is not there, 3 for one that may not be touched. */
    readonly code?: number | string;
  }
  type Done = (error?: SftpError | null) => void;

  export interface SFTPWrapper {
    writeFile(path: string, data: Uint8Array, done: Done): void;
    rename(from: string, to: string, done: Done): void;
    readdir(path: string, done: (error: SftpError | undefined, files?: readonly { readonly filename: string }[]) => void): void;
    unlink(path: string, done: Done): void;
    stat(path: string, done: (error: SftpError | undefined, stats?: { readonly size: number; isDirectory(): boolean }) => void): void;
  }

  export class Client {
    on(event: 'ready' | 'close' | 'end', heard: () => void): this;
    on(event: 'error', heard: (error: Error & { readonly level?: string }) => void): this;
    off(event: 'close', heard: () => void): this;
    connect(settings: {
      readonly host: string;
      readonly port: number;
      readonly username: string;
      readonly password?: string;
      readonly privateKey?: string;
      readonly passphrase?: string;
      readonly readyTimeout: number;
      readonly keepaliveInterval: number;
      readonly hostVerifier: (key: Uint8Array) => boolean;
    }): this;
    sftp(done: (error: Error | undefined, sftp: SFTPWrapper) => void): this;
    end(): this;
    destroy(): this;
  }
}
