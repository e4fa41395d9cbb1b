import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** Bytes gathered before they are written: a call for each page of a letter would take longer than to make it. */
const GATHERED = 1024 * 1024;

/** A file that is written from its beginning to its end, under another name until it is whole. */
export class GrowingFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #waiting: Uint8Array[] = [];
  #size = 0;
  #closed = false;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<GrowingFile> {
    return new GrowingFile(path, await open(`${path}.part`, 'w'));
  }

  /** Takes bytes, which have to stay as they are; a promise where the caller should wait until some are written. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    this.#waiting.push(bytes);
    this.#size += bytes.length;
    return this.#size < GATHERED ? undefined : this.flush();
  }

  /** Writes the rest and gives the file its name. */
  async end(): Promise<void> {
    await this.flush();
    this.#closed = true;
    await this.#file.close();
    await rename(`${this.#path}.part`, this.#path);
  }

  /** Removes what was written, unless it is whole. */
  async abandon(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#file.close();
    await rm(`${this.#path}.part`, { force: true });
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    const all = Buffer.concat(this.#waiting, this.#size);
    this.#waiting = [];
    this.#size = 0;
    for (let at = 0; at < all.length; ) at += (await this.#file.write(all, at)).bytesWritten;
  }
}
