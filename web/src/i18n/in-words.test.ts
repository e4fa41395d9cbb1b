import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { campaignPointCodes } from '@posthorn/contract';
import type { Diagnostic } from '@posthorn/engine';
import { afterEach, expect, test } from 'vitest';
import findings from './findings.de.json' with { type: 'json' };
import { findingInWords, loadWords, pointInWords, problemInWords } from './in-words.ts';
import points from './points.de.json' with { type: 'json' };
import problems from './problems.de.json' with { type: 'json' };

const reference = (page: string) => readFileSync(join(import.meta.dirname, '../../../docs/reference', page), 'utf8');
const refused = {
  type: 'x',
  status: 409,
  code: 'content.locked',
  title: 'Somebody else is writing',
  detail: 'Somebody else holds the lock.',
};

afterEach(() => loadWords('en'));

test('every code that has a German text is one that can be told', () => {
  const known = new Set([...reference('errors.md').matchAll(/^## (\S+)$/gm)].map(([, code]) => code));
  expect(Object.keys(problems).filter((code) => !known.has(code))).toEqual([]);
});

test('every finding of the engine has a German text', () => {
  const codes = [...reference('diagnostics.md').matchAll(/^\| `([\w.-]+)`/gm)].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !(code in findings))).toEqual([]);
});

test('a problem is told in the language of the workplace, and what the server said of the occasion goes along', async () => {
  expect(problemInWords(refused).title).toBe('Somebody else is writing');
  await loadWords('de');
  expect(problemInWords(refused)).toMatchObject({ title: 'Jemand anderes schreibt', hint: expect.stringContaining('Warten Sie') });
  expect(problemInWords(refused).asSaid).toBeUndefined();
  expect(problemInWords({ ...refused, particular: true, detail: 'Ada writes.' }).asSaid).toBe('Ada writes.');
});

test('what has no text in a language is told as it came', async () => {
  await loadWords('de');
  expect(problemInWords({ ...refused, code: 'new.code' })).toMatchObject({ title: refused.title, detail: refused.detail });
  const finding: Diagnostic = { severity: 'error', code: 'new.code', message: 'New.', place: { part: 'template', pointer: '' } };
  expect(findingInWords(finding)).toEqual({ message: 'New.', hint: undefined });
});

test('every point of a campaign’s checklist has a German text, which says what the occasion was', async () => {
  expect(Object.keys(points).sort()).toEqual([...campaignPointCodes].sort());
  const point = { code: 'audience', text: 'The condition meets 1200 customers …', values: { matching: 1200, reachable: 7 } };
  expect(pointInWords(point).message).toBe(point.text);
  await loadWords('de');
  expect(pointInWords(point)).toEqual({
    message: 'Die Bedingung trifft auf 1.200 Kunden zu; 7 davon können jetzt angeschrieben werden.',
    hint: undefined,
  });
  expect(pointInWords({ code: 'no-seeds', text: 'x', hint: 'y' }).hint).toMatch(/^Nennen Sie/);
});
