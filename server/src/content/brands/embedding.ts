import type { FontEmbedding } from '@posthorn/contract';

/** Bits of `fsType`: OpenType specification 1.9.1, table OS/2. */
const RESTRICTED = 0x0002;
const PREVIEW_AND_PRINT = 0x0004;
const EDITABLE = 0x0008;
const NO_SUBSETTING = 0x0100;
const BITMAP_ONLY = 0x0200;

/**
 * What a font's licence bits mean for letters. PDFs get a part of the outlines of each font: so a font that may only be embedded whole, or
 * only as bitmaps, cannot be used, nor one that may not be embedded at all. Where old fonts set several of the usage bits the most
 * permissive one counts, as the specification says for versions 0 to 2 of the table; from version 3 on only one may be set, and fonts that
 * set several anyway are read alike.
 * @param fsType undefined for a font without the table, which restricts nothing
 */
export function embeddingOf(fsType: number | undefined): FontEmbedding {
  const bits = fsType ?? 0;
  const permission = permissionOf(bits);
  const noSubsetting = (bits & NO_SUBSETTING) !== 0;
  const bitmapOnly = (bits & BITMAP_ONLY) !== 0;
  const reasons = [
    ...(permission === 'restricted' ? (['restricted'] as const) : []),
    ...(noSubsetting ? (['no-subsetting'] as const) : []),
    ...(bitmapOnly ? (['bitmap-only'] as const) : []),
  ];
  const limited = permission === 'preview-and-print';
  return {
    ...{ permission, noSubsetting, bitmapOnly },
    verdict: reasons.length > 0 ? 'refused' : limited ? 'limited' : 'allowed',
    reasons: limited ? [...reasons, 'preview-and-print'] : reasons,
  };
}

function permissionOf(bits: number): FontEmbedding['permission'] {
  if (bits & EDITABLE) return 'editable';
  if (bits & PREVIEW_AND_PRINT) return 'preview-and-print';
  return bits & RESTRICTED ? 'restricted' : 'installable';
}
