import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Bytes gathered before they are written: a call for each line of an index would take longer than to make it. */
const GATHERED = 64 * 1024;

/**
 * A file that is written from its beginning to its end, under another name until it is whole. Written at once instead of by the pool's
 * threads: what waits for them is memory, and the documents come from other threads anyway.
 */
export class GrowingFile {
  readonly #path: string;
  readonly #file: number;
  readonly #gathered = Buffer.allocUnsafe(GATHERED);
  #size = 0;
  #closed = false;

  /** @throws the system's error, as `write` does, where there is no right or no room */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(`${path}.part`, 'w');
  }

  write(bytes: Uint8Array): void {
    if (this.#size + bytes.length > GATHERED) this.flush();
    if (bytes.length > GATHERED) this.#writeAll(bytes);
    else {
      this.#gathered.set(bytes, this.#size);
      this.#size += bytes.length;
    }
  }

  /** Writes what was gathered. */
  flush(): void {
    this.#writeAll(this.#gathered.subarray(0, this.#size));
    this.#size = 0;
  }

  /** Writes the rest and gives the file its name. */
  end(): void {
    this.flush();
    this.#closed = true;
    closeSync(this.#file);
    renameSync(`${this.#path}.part`, this.#path);
  }

  /** Removes what was written, unless it is whole. */
  abandon(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#file);
    rmSync(`${this.#path}.part`, { force: true });
  }

  #writeAll(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
  }
}
