import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { CompositionError, compile } from '../../../compose.ts';

/** Other people's PDFs, for a wide choice of what can be in one; where they are not at hand, our own must do. */
const CORPUS = '/work/shared/data/verapdf';
const ROUNDS = 60;
/** No file that small may take longer, milliseconds. */
const LONGEST = 20_000;

/** A generator of numbers that are the same every time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Changes, cuts out and doubles bytes. */
function damaged(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = (length: number) => Math.floor(random() * length);
  let out = Uint8Array.from(bytes);
  for (let i = 0; i < 1 + at(30); i++) {
    const kind = at(4);
    const from = at(out.length);
    const length = at(40);
    if (kind === 0) out[from] = at(256);
    else if (kind === 1) out[from] = 0x30 + at(10);
    else if (kind === 2) out = Uint8Array.from([...out.subarray(0, from), ...out.subarray(from + length)]);
    else out = Uint8Array.from([...out.subarray(0, from), ...out.subarray(from, from + length), ...out.subarray(from)]);
  }
  return out;
}

let originals: Uint8Array[];

beforeAll(async () => {
  const program = await compile(smallBundle([{ type: 'paragraph', text: 'Given' }]), { formats: ['pdf'] });
  const own = program.compose(smallRecord, 'pdf');
  originals = own.format === 'pdf' ? [own.bytes] : [];
  if (!existsSync(CORPUS)) return;
  const files = readdirSync(CORPUS, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.pdf'));
  for (let i = 0; i < files.length; i += 97) originals.push(readFileSync(`${CORPUS}/${files[i]}`));
});

describe('a damaged PDF that is enclosed', () => {
  it('is enclosed or refused with a diagnostic, and neither crashes nor hangs', { timeout: 300_000 }, async () => {
    const random = generator(20261122);
    const template = smallBundle([{ type: 'enclosure', asset: 'given', title: 'Given' }]);
    let enclosed = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const given = damaged(originals[round % originals.length]!, random);
      const begun = performance.now();
      try {
        const program = await compile({ ...template, assets: { ...template.assets, given } }, { formats: ['pdf'] });
        program.compose(smallRecord, 'pdf');
        enclosed++;
      } catch (error) {
        expect(error, `round ${round}`).toBeInstanceOf(CompositionError);
        expect((error as CompositionError).diagnostics.length).toBeGreaterThan(0);
      }
      expect(performance.now() - begun, `round ${round}`).toBeLessThan(LONGEST);
    }
    expect(enclosed).toBeGreaterThan(ROUNDS / 4);
  });
});
