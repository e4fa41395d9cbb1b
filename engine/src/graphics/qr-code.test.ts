import { describe, expect, it } from 'vitest';
import { qrCode } from './qr-code.ts';
import { qrSymbol } from './qr-symbol.ts';

describe('The version of a QR code', () => {
  it('is the smallest whose modules hold the payload and its error correction', () => {
    // Bytes that level M holds (ISO/IEC 18004:2015, table 7), by version.
    const holds: readonly (readonly [version: number, bytes: number])[] = [
      [1, 14],
      [2, 26],
      [6, 106],
      [7, 122],
      [13, 331],
      [14, 362],
      [21, 711],
      [28, 1190],
      [35, 1809],
      [40, 2331],
    ];
    for (const [version, bytes] of holds) {
      expect(qrCode('a'.repeat(bytes)).width).toBe(qrSymbol(version).size);
      if (version < 40) expect(qrCode('a'.repeat(bytes + 1)).width).toBe(qrSymbol(version + 1).size);
    }
    expect(() => qrCode('a'.repeat(2332))).toThrow('2331 bytes');
  });
});
