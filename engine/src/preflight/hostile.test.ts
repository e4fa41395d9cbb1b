import { expect, test, vi } from 'vitest';
import { preflight } from './preflight.ts';
import { profileIds } from './rule.ts';

// Long chains take their time on a busy machine; they must end, not be fast.
vi.setConfig({ testTimeout: 60_000 });

/** More than any call stack holds. */
const MANY = 20_000;
const FIRST = 10;

/** A file without cross-references: a catalog with some entries, and objects from number 10 on. */
function file(catalog: string, objects: string): Uint8Array {
  const text = `%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R ${catalog}>>\nendobj
2 0 obj\n<</Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/MediaBox[0 0 9 9]>>\nendobj\n${objects}\ntrailer\n<</Root 1 0 R>>\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Objects each of which leads to the next one. */
const chain = (object: (next: string) => string): string =>
  Array.from({ length: MANY }, (_, i) => `${FIRST + i} 0 obj\n${object(`${FIRST + i + 1} 0 R`)}\nendobj`).join('\n');

test.each<[string, string, string]>([
  ['actions', '/OpenAction 10 0 R', chain((next) => `<</S/GoTo/Next[${next}]>>`)],
  ['form fields', '/AcroForm<</Fields[10 0 R]>>', chain((next) => `<</T(a)/Kids[${next}]>>`)],
  ['optional content', '/OCProperties<</OCGs[]/D<</Name(a)/Order 10 0 R>>>>', chain((next) => `[${next}]`)],
  ['bookmarks', '/Outlines<</First 10 0 R>>', chain((next) => `<</Title(a)/First ${next}>>`)],
  ['structure elements', '/StructTreeRoot<</K 10 0 R>>', chain((next) => `<</S/P/K ${next}>>`)],
  ['pages', '', chain((next) => `<</Kids[${next}]>>`).replace('10 0 obj', '3 0 obj')],
  ['names', '/Names<</JavaScript 10 0 R>>', chain((next) => `<</Kids[${next}]>>`)],
])('a chain of %s that is longer than any call stack is judged', (_, catalog, objects) => {
  for (const { conforms } of preflight(file(catalog, objects), { profiles: profileIds })) expect(conforms).toBe(false);
});

test('strings that all run to the end of the file are not read again and again, and that is said', () => {
  const strings = Array.from({ length: MANY }, (_, i) => `${FIRST + i} 0 obj (${'x'.repeat(20)}`).join('\n');
  const [verdict] = preflight(file('', strings), { profiles: ['2b'] });
  expect(verdict!.findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('overlap'));
});
