import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSms } from './write-sms.ts';

describe('an SMS', () => {
  it.each([
    ['a'.repeat(160), 'gsm7', 1],
    ['a'.repeat(161), 'gsm7', 2],
    ['a'.repeat(306), 'gsm7', 2],
    ['a'.repeat(307), 'gsm7', 3],
    ['€'.repeat(80), 'gsm7', 1],
    ['€'.repeat(81), 'gsm7', 2],
    ['Grüße, ñ, Ω, [x]', 'gsm7', 1],
    ['ж'.repeat(70), 'ucs2', 1],
    ['ж'.repeat(71), 'ucs2', 2],
    ['ж'.repeat(134), 'ucs2', 2],
    ['ж'.repeat(135), 'ucs2', 3],
    ['😀'.repeat(35), 'ucs2', 1],
    ['😀'.repeat(36), 'ucs2', 2],
    ['ç', 'ucs2', 1],
    ['', 'gsm7', 0],
  ] as const)('counts %j', (text, encoding, segments) => {
    expect(writeSms(text)).toEqual({ text, encoding, segments });
  });

  it('keeps an extension character of two septets in one segment', () => {
    // 152 septets, then a character of two: it does not fit in the 153 of the first segment.
    expect(writeSms(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3);
  });

  it('never cuts a surrogate pair: 67 units hold 33 pairs', () => {
    expect(writeSms('😀'.repeat(66)).segments).toBe(2);
    expect(writeSms('😀'.repeat(67)).segments).toBe(3);
  });

  it('makes typographic signs plain where that saves the cheaper alphabet, and only then', () => {
    expect(writeSms('It’s 12\u00a0£ – now')).toEqual({ text: "It's 12 £ - now", encoding: 'gsm7', segments: 1 });
    expect(writeSms('It’s ж').text).toBe('It’s ж');
  });

  it('has the segments that its length needs, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const sms = writeSms(text);
        const units = sms.encoding === 'ucs2' ? sms.text.length : 0;
        if (units > 70) expect(sms.segments).toBeGreaterThanOrEqual(Math.ceil(units / 67));
        else if (units > 0) expect(sms.segments).toBe(1);
      }),
    );
  });
});
