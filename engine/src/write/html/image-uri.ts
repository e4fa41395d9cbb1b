import { drawingSvg } from '../../graphics/drawing-svg.ts';
import { imageType } from '../../graphics/image-type.ts';
import { readSvg } from '../../graphics/svg/read-svg.ts';
import { base64 } from './base64.ts';

/** An image as a data URI. A vector image is written anew, so that nothing but its shapes goes along. */
export function imageDataUri(bytes: Uint8Array): string {
  const type = imageType(bytes) ?? 'image/png';
  if (type !== 'image/svg+xml') return `data:${type};base64,${base64(bytes)}`;
  const { drawing } = readSvg(bytes);
  return drawing === undefined ? '' : `data:${type};base64,${base64(new TextEncoder().encode(drawingSvg(drawing)))}`;
}
