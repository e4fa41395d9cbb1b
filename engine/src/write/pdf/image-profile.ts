import { deflate } from '#runtime';
import { isSrgb, isUsableProfile } from '../../graphics/icc-profile.ts';
import { streamObject } from './objects.ts';

/** What every image's dictionary begins with. */
export const imageHead = (width: number, height: number, space: string, depth: number): string =>
  `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent ${depth}`;

/** Colour spaces of images without a profile, by channels. */
export const DEVICE: { readonly [channels: number]: string } = { 1: '/DeviceGray', 3: '/DeviceRGB' };

/** A colour profile as an object of its own; undefined where the device's colours will do, which are those of the output intent. */
export function profileObject(profile: Uint8Array | undefined, channels: number, number: number): Uint8Array | undefined {
  if (profile === undefined || !isUsableProfile(profile, channels) || (channels === 3 && isSrgb(profile))) return undefined;
  return streamObject(number, `/N ${channels}/Filter/FlateDecode`, deflate(profile, true));
}
