export type ImageType = 'image/png' | 'image/jpeg' | 'image/svg+xml';

/** Media type of an image by its first bytes; undefined where they are of no image that the engine uses. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  return looksLikeSvg(bytes) ? 'image/svg+xml' : undefined;
}

/** How far into a file its first tag may stand, behind declarations and comments. */
const PROLOGUE = 4096;

function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let at = start;
  while (at < PROLOGUE && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d)) at++;
  if (bytes[at] !== 0x3c) return false;
  return /<(?:[A-Za-z][\w.-]*:)?svg[\s/>]/.test(new TextDecoder().decode(bytes.subarray(at, PROLOGUE)));
}
