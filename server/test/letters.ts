import { compile } from '@posthorn/engine';
import { bundleFromFolder, parseJsonLines } from '../src/content/index.ts';

/** Real letters: the samples of `examples/shop`, or the first of them, composed by the engine. */
export async function sampleLetters(count?: number): Promise<readonly Uint8Array[]> {
  const { bundle, samples } = await bundleFromFolder(new URL('../../examples/shop', import.meta.url).pathname);
  const program = await compile(bundle);
  return parseJsonLines(samples)
    .slice(0, count)
    .map((sample) => {
      const letter = program.compose(sample, 'pdf', { now: '2026-11-21T12:00:00Z' });
      if (letter.format !== 'pdf') throw new Error('a letter was expected');
      return letter.bytes;
    });
}
