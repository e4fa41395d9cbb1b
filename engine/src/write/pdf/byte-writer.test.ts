import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from './byte-writer.ts';

const written = (write: (out: ByteWriter) => void): string => {
  const out = new ByteWriter(4);
  write(out);
  return Buffer.from(out.view()).toString('latin1');
};

describe('a writer of bytes', () => {
  it('spells whole numbers as JavaScript does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (value) => {
        expect(written((out) => out.integer(value))).toBe(String(value));
      }),
    );
  });

  it('spells hundredths as short as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000, max: 2_000_000 }), (value) => {
        expect(Number(written((out) => out.hundredths(value)))).toBe(value === 0 ? 0 : value / 100);
      }),
    );
    const spelled = [0, 5, 50, -3, -350, 1200, 7087].map((value) => written((out) => out.hundredths(value)));
    expect(spelled).toEqual(['0', '0.05', '0.5', '-0.03', '-3.5', '12', '70.87']);
  });

  it('escapes what would end a literal string, and nothing else', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const text = written((out) => {
      for (const byte of all) out.stringByte(byte);
    });
    const read = text.replace(/\\(.)/g, (_, letter: string) => ({ r: '\r', n: '\n' })[letter] ?? letter);
    expect([...read].map((character) => character.charCodeAt(0))).toEqual([...all]);
    expect(text).toHaveLength(256 + 5);
  });

  it('keeps all that was written while it grows, and takes short and long pieces alike', () => {
    const long = 'long '.repeat(500);
    const text = written((out) => {
      for (const piece of ['a', long, 'b']) {
        out.text(piece);
        out.bytes(Buffer.from(piece, 'latin1'));
      }
    });
    expect(text).toBe(`aa${long}${long}bb`);
  });

  it('begins anew when it is cleared, and gives copies that stay', () => {
    const out = new ByteWriter();
    out.text('first');
    const copy = out.copy(2);
    out.clear();
    out.text('other');
    expect(Buffer.from(copy).toString()).toBe('rst');
    expect(Buffer.from(out.view(1)).toString()).toBe('ther');
  });
});
