import { expect, it } from 'vitest';
import { qrCode } from './qr-code.ts';
import { linesOf, penaltyOf } from './qr-penalty.ts';

/** The rules of the standard, module by module. */
function counted(modules: Uint8Array, size: number): number {
  const lines = Array.from({ length: size }, (_, i) => [
    Array.from({ length: size }, (_, j) => modules[i * size + j]!).join(''),
    Array.from({ length: size }, (_, j) => modules[j * size + i]!).join(''),
  ]).flat();
  let penalty = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    for (let i = 0; i + 11 <= size; i++) if (/^(10111010000|00001011101)/.test(line.slice(i))) penalty += 40;
  }
  for (let y = 0; y + 1 < size; y++) {
    for (let x = 0; x + 1 < size; x++) {
      const at = y * size + x;
      const sum = modules[at]! + modules[at + 1]! + modules[at + size]! + modules[at + size + 1]!;
      if (sum === 0 || sum === 4) penalty += 3;
    }
  }
  const dark = modules.reduce((sum, module) => sum + module, 0);
  return penalty + 10 * (Math.ceil(Math.abs((dark / size ** 2) * 100 - 50) / 5) - 1);
}

it.each([10, 40, 100, 300, 800, 1500, 2331])('the penalty of a code of %i bytes is that of counting one by one', (length) => {
  for (let mask = 0; mask < 8; mask++) {
    const { modules, width } = qrCode('z'.repeat(length), mask);
    expect(penaltyOf(linesOf(modules, width), width)).toBe(counted(modules, width));
  }
});

it('large areas of one colour and look-alikes at the edges count too', () => {
  for (const size of [21, 32, 33, 65]) {
    for (const pattern of ['0', '1', '01', '10111010000', '00001011101', '1111100000', '11111110']) {
      const modules = Uint8Array.from({ length: size * size }, (_, i) => Number(pattern[i % pattern.length]));
      expect(penaltyOf(linesOf(modules, size), size), `${pattern} ${size}`).toBe(counted(modules, size));
    }
  }
});

it('a code has the first of the masks with the least penalty', () => {
  for (let i = 0; i < 60; i++) {
    const payload = `https://example.org/${'q'.repeat(i * 5)}${i * i}`;
    const masks = Array.from({ length: 8 }, (_, mask) => qrCode(payload, mask));
    const penalties = masks.map(({ modules, width }) => counted(modules, width));
    expect(qrCode(payload)).toEqual(masks[penalties.indexOf(Math.min(...penalties))]);
  }
});
