import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { type GoldenCase, SUITE } from './cases.ts';
import { type Outcome, outcomeOf } from './reference.ts';

/** A case beside its reference. */
export interface Comparison {
  readonly golden: GoldenCase;
  readonly outcome: Outcome;
  readonly reference: { readonly text: string; readonly picture: PNG | undefined };
  /** What is not as in the reference; empty when all is. */
  readonly differences: readonly ('text' | 'picture')[];
  /** How many pixels look different to people, and where; absent where sizes differ or nothing does. */
  readonly seen?: { readonly pixels: number; readonly picture: PNG };
}

const textFile = ({ name }: GoldenCase): URL => new URL(`${name}.txt`, SUITE);
const pictureFile = ({ name }: GoldenCase): URL => new URL(`${name}.png`, SUITE);

/** Composes a case and compares it with its reference. */
export async function compareCase(golden: GoldenCase): Promise<Comparison> {
  const outcome = await outcomeOf(golden);
  const reference = {
    text: existsSync(textFile(golden)) ? readFileSync(textFile(golden), 'utf8') : '',
    picture: existsSync(pictureFile(golden)) ? PNG.sync.read(readFileSync(pictureFile(golden))) : undefined,
  };
  const differences: ('text' | 'picture')[] = [];
  if (outcome.text !== reference.text) differences.push('text');
  if (!samePixels(outcome.picture, reference.picture)) differences.push('picture');
  return {
    golden,
    outcome,
    reference,
    differences,
    ...(differences.includes('picture') ? seenIn(outcome.picture, reference.picture) : {}),
  };
}

/** Makes what a case came to its reference. */
export function acceptOutcome({ golden, outcome }: Comparison): void {
  writeFileSync(textFile(golden), outcome.text);
  if (outcome.picture !== undefined) writeFileSync(pictureFile(golden), pngOf(outcome.picture));
}

export const pngOf = (picture: PNG): Buffer => PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });

const sameSize = (a: PNG, b: PNG): boolean => a.width === b.width && a.height === b.height;

const samePixels = (a: PNG | undefined, b: PNG | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameSize(a, b) && a.data.equals(b.data);

function seenIn(a: PNG | undefined, b: PNG | undefined): Pick<Comparison, 'seen'> {
  if (a === undefined || b === undefined || !sameSize(a, b)) return {};
  const picture = new PNG({ width: a.width, height: a.height });
  return { seen: { pixels: pixelmatch(b.data, a.data, picture.data, a.width, a.height, { threshold: 0.1 }), picture } };
}
