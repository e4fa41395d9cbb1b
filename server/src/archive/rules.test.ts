import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, timeOfId } from '../platform/db/ids.ts';
import { dayAfter, firstIdAt, queryOf, vectorOf, wordsOf } from './rules.ts';

test('accents, case and punctuation make no difference', () => {
  expect(wordsOf('Müller-Straße 5, Zoë')).toEqual(['muller', 'strasse', '5', 'zoe']);
  expect(wordsOf('MULLER STRASSE')).toEqual(['muller', 'strasse']);
});

test('a question looks for all its words, each as a beginning', () => {
  expect(queryOf('580539 elli')).toBe("'580539':* & 'elli':*");
  expect(queryOf('  ,;! ')).toBeNull();
});

test('nothing that somebody types reaches the query but letters and digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (question) => {
      const query = queryOf(question);
      if (query !== null) expect(query).toMatch(/^'[\p{L}\p{N}]+':\*( & '[\p{L}\p{N}]+':\*)*$/u);
    }),
  );
});

test('very long words are cut before PostgreSQL refuses them', () => {
  expect(vectorOf(['x'.repeat(5000)]).length).toBeLessThan(2046);
});

test('an id made now lies between the bounds of its time', () => {
  const id = newId();
  const made = timeOfId(id);
  expect(firstIdAt(made) <= id).toBe(true);
  expect(firstIdAt(new Date(made.getTime() + 1)) > id).toBe(true);
});

test('the day after the last of a month is the first of the next', () => {
  expect(dayAfter('2026-02-28').toISOString()).toBe('2026-03-01T00:00:00.000Z');
});
