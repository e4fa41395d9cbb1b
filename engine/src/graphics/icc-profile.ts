const SPACES: { readonly [channels: number]: string } = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' };
const CLASSES = ['scnr', 'mntr', 'prtr', 'spac'];

/**
 * Whether a colour profile may stand in a PDF/A file for pictures of so many channels (ISO 19005-2, 6.2.4.2): whole, of version 2
 * or 4, of an input, display, output or colour space class.
 */
export function isUsableProfile(profile: Uint8Array, channels: number): boolean {
  if (profile.length < 128) return false;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const text = (at: number): string => String.fromCharCode(...profile.subarray(at, at + 4));
  const version = profile[8]!;
  return (
    view.getUint32(0) === profile.length &&
    text(36) === 'acsp' &&
    (version === 2 || version === 4) &&
    CLASSES.includes(text(12)) &&
    text(16) === SPACES[channels]
  );
}

/** Whether a profile says that it is sRGB, which the output intent says already. */
export function isSrgb(profile: Uint8Array): boolean {
  return /s\0?R\0?G\0?B/.test(new TextDecoder('latin1').decode(profile.subarray(128, 4096)));
}
