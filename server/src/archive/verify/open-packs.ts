import { createHash } from 'node:crypto';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Findings } from './report.ts';

/** Packs in memory at a time: communications of one pack follow each other, with those of a few other workers in between. */
const packsHeld = 8;

/** Reads whole packs, each once, and checks that its bytes have the hash that it is named by. */
export class OpenPacks {
  readonly #platform: Platform;
  readonly #findings: Findings;
  readonly #open = new Map<string, Promise<Uint8Array | null>>();
  /** Names of all packs that were asked for. */
  readonly seen = new Set<string>();

  constructor(platform: Platform, findings: Findings) {
    this.#platform = platform;
    this.#findings = findings;
  }

  /** The bytes of a pack; null when it is missing or damaged, which is a finding. */
  bytes(name: string): Promise<Uint8Array | null> {
    const open = this.#open.get(name) ?? this.#read(name);
    this.#open.delete(name);
    this.#open.set(name, open);
    if (this.#open.size > packsHeld) this.#open.delete(this.#open.keys().next().value!);
    return open;
  }

  async #read(name: string): Promise<Uint8Array | null> {
    // A pack that is read a second time was dropped from memory; what is wrong with it was said the first time.
    const first = !this.seen.has(name);
    this.seen.add(name);
    try {
      const bytes = await this.#platform.objects.get(name);
      const sound = createHash('sha256').update(bytes).digest('hex') === name.slice(name.lastIndexOf('/') + 1);
      if (!sound && first) this.#findings.add('pack-damaged', `pack/${name}`, 'Its bytes do not have the hash that it is named by.');
      return sound ? bytes : null;
    } catch (error) {
      if (!(error instanceof PosthornError && error.code === 'object.not-found')) throw error;
      if (first) this.#findings.add('pack-missing', `pack/${name}`, 'The object store does not have it.');
      return null;
    }
  }
}
