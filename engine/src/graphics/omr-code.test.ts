import { describe, expect, it } from 'vitest';
import { omrCode } from './omr-code.ts';

const shown = (positions: readonly boolean[]): string => positions.map((marked) => (marked ? '-' : '.')).join('');

describe('an optical mark code', () => {
  it('begins and ends with a mark, and says on the last sheet to insert', () => {
    expect(shown(omrCode({ last: false }))).toBe('-.-');
    expect(shown(omrCode({ last: true }))).toBe('---');
    expect(shown(omrCode({ last: true, marksCollect: true, safety: false }))).toBe('-.');
  });

  it('chooses feeders on the last sheet only, at as many positions on every sheet', () => {
    const feeders = [true, false, true];
    expect(shown(omrCode({ last: true, feeders }))).toBe('---.--');
    expect(shown(omrCode({ last: false, feeders }))).toBe('-....-');
  });

  it('counts sheets from 1 to 7 over and over', () => {
    const codes = Array.from({ length: 9 }, (_, i) => shown(omrCode({ last: false, sequence: i + 1, safety: false })).slice(2));
    expect(codes).toEqual(['..-', '.-.', '.--', '-..', '-.-', '--.', '---', '..-', '.-.']);
  });

  it('has an even number of marks with parity', () => {
    for (let sequence = 1; sequence < 15; sequence++) {
      for (const last of [true, false]) {
        const marks = omrCode({ last, sequence, parity: true, feeders: [true] }).filter(Boolean);
        expect(marks.length % 2).toBe(0);
      }
    }
  });
});
