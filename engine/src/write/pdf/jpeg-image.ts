import { latin1 } from '#runtime';
import { ImageError } from '../../graphics/image-size.ts';
import { type JpegFacts, readJpeg } from '../../graphics/jpeg.ts';
import { DEVICE, imageHead, profileObject } from './image-profile.ts';
import { streamObject } from './objects.ts';

/**
 * The unit square onto itself for each orientation of Exif (3.0, 4.6.5): how what is stored is turned and mirrored to stand
 * upright. In PDF's coordinates, y upwards.
 */
const UPRIGHT: readonly string[] = [
  '',
  '1 0 0 1 0 0',
  '-1 0 0 1 1 0',
  '-1 0 0 -1 1 1',
  '1 0 0 -1 0 1',
  '0 -1 -1 0 1 1',
  '0 -1 1 0 0 1',
  '0 1 1 0 0 0',
  '0 1 -1 0 1 0',
];

/** Frames that PDF's DCTDecode knows: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/**
 * A photograph goes in as it is. One that lies on its side is wrapped in a form that turns it.
 * @throws ImageError for CMYK without a profile, and for kinds of JPEG that PDF does not know
 */
export function encodeJpeg(name: string, bytes: Uint8Array, first: number): Uint8Array[] {
  const facts = readJpeg(bytes)!;
  if (!FRAMES.includes(facts.frame) || facts.precision !== 8) {
    throw new ImageError(name, 'it is a JPEG of a kind that PDF does not know', 'Save it as baseline or progressive JPEG of 8 bits.');
  }
  if (facts.orientation === 1) return pictureObjects(name, bytes, facts, first);
  const form = '/Type/XObject/Subtype/Form/BBox[0 0 1 1]';
  const resources = `/Resources<</XObject<</P ${first + 1} 0 R>>>>`;
  const content = latin1(`q ${UPRIGHT[facts.orientation]!} cm/P Do Q`);
  return [streamObject(first, form + resources, content), ...pictureObjects(name, bytes, facts, first + 1)];
}

function pictureObjects(name: string, bytes: Uint8Array, facts: JpegFacts, first: number): Uint8Array[] {
  const { width, height, channels, adobe } = facts;
  const profile = profileObject(facts.profile, channels, first + 1);
  const space = profile === undefined ? DEVICE[channels] : `[/ICCBased ${first + 1} 0 R]`;
  if (space === undefined) {
    throw new ImageError(name, 'it is a CMYK photograph without a colour profile', 'Convert it to sRGB and save it as JPEG again.');
  }
  const inverted = channels === 4 && adobe ? '/Decode[1 0 1 0 1 0 1 0]' : '';
  const picture = streamObject(first, `${imageHead(width, height, space, 8)}${inverted}/Filter/DCTDecode`, bytes);
  return profile === undefined ? [picture] : [picture, profile];
}
