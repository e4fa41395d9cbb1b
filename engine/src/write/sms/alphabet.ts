/** The default alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1); each takes one septet. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table; each takes an escape and a septet. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Septets of a character of the GSM alphabet; undefined for any other. */
export function septets(character: string): 1 | 2 | undefined {
  if (BASIC.has(character)) return 1;
  return EXTENSION.has(character) ? 2 : undefined;
}
