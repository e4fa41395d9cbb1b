import { compile } from '@posthorn/engine';
import { bundleFromFolder, parseJsonLines } from '../src/content/index.ts';

/** Real letters: the samples of `examples/shop`, composed by the engine. */
export async function sampleLetters(): Promise<readonly Uint8Array[]> {
  const { bundle, samples } = await bundleFromFolder(new URL('../../examples/shop', import.meta.url).pathname);
  const program = await compile(bundle);
  return parseJsonLines(samples).map((sample) => {
    const letter = program.compose(sample, 'pdf', { now: '2026-11-21T12:00:00Z' });
    if (letter.format !== 'pdf') throw new Error('a letter was expected');
    return letter.bytes;
  });
}
