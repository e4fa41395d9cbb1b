import { expect, test } from 'vitest';
import { formatFor } from './format.ts';

const english = formatFor('en');
const german = formatFor('de');

test('numbers and shares follow the language', () => {
  expect(english.number(1234567)).toBe('1,234,567');
  expect(german.number(1234567)).toBe('1.234.567');
  expect(german.percent(0.125)).toBe('12,5\u00a0%');
});

test('sizes are told in the unit that keeps them short', () => {
  expect(english.bytes(999)).toBe('999 B');
  expect(english.bytes(1_500)).toBe('1.5 kB');
  expect(german.bytes(48_211)).toBe('48 kB');
  expect(english.bytes(999_960)).toBe('1.0 MB');
  expect(english.bytes(5_120_033)).toBe('5.1 MB');
});

test('a duration is told in at most two units', () => {
  expect(english.duration(0.4)).toBe('0 s');
  expect(english.duration(59.4)).toBe('59 s');
  expect(english.duration(80)).toBe('1 min 20 s');
  expect(english.duration(120)).toBe('2 min');
  expect(english.duration(3_661)).toBe('1 h 1 min');
});

test('moments are told against now', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  expect(english.relative('2026-11-21T11:57:00Z', now)).toBe('3 minutes ago');
  expect(german.relative('2026-11-20T11:00:00Z', now)).toBe('gestern');
});

test('an unknown country or language is shown by its code rather than not at all', () => {
  expect(english.country('DE')).toBe('Germany');
  expect(english.country('nowhere')).toBe('nowhere');
  expect(german.language('fr')).toBe('Französisch');
});
