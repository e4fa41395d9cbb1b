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

  it('puts characters as the nearest in the cheaper alphabet where it may, and keeps those that it has', () => {
    const options = { transliterate: true };
    expect(writeSms('Łódź, Győr, œuvre, Straße, Àpropos „½“', options)).toEqual({
      ...{ text: 'Lodz, Györ, oeuvre, Straße, Apropos "1/2"', encoding: 'gsm7', segments: 1 },
    });
    expect(writeSms('Καλημέρα, Ωμέγα', options).text).toBe('KAΛHMEPA, ΩMEΓA');
    expect(writeSms('Łódź').encoding).toBe('ucs2');
  });

  it('stays as it is written where one character has nothing near it', () => {
    expect(writeSms('Łódź ж', { transliterate: true })).toEqual({ text: 'Łódź ж', encoding: 'ucs2', segments: 1 });
    expect(writeSms('Łódź 😀', { transliterate: true }).text).toBe('Łódź 😀');
  });

  it('stays in the alphabet or as it was, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const sms = writeSms(text, { transliterate: true });
        expect(sms.encoding === 'gsm7' || sms.text === writeSms(text).text).toBe(true);
      }),
    );
  });

  it('has its web addresses shortened by whom the caller names, punctuation left where it is', () => {
    const asked: string[] = [];
    const shortenLink = (address: string) => {
      asked.push(address);
      return 'https://ph.example/7';
    };
    const { text } = writeSms('Pay at https://shop.example/pay?a=1&b=2. Or (see http://shop.example/x)!', { shortenLink });
    expect(text).toBe('Pay at https://ph.example/7. Or (see https://ph.example/7)!');
    expect(asked).toEqual(['https://shop.example/pay?a=1&b=2', 'http://shop.example/x']);
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
