import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import german from './de.json' with { type: 'json' };
import english from './en.json' with { type: 'json' };
import { preferredLanguage } from './i18n.ts';

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const inEnglish = flat(english);
const inGerman = flat(german);
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('both languages have the same texts, none of them empty, with the same places to fill', () => {
  expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  for (const [key, text] of inEnglish) {
    expect(text.trim(), key).not.toBe('');
    expect(inGerman.get(key)?.trim(), key).not.toBe('');
    expect(slots(inGerman.get(key) ?? ''), key).toEqual(slots(text));
  }
});

test('no text that the code names is missing', () => {
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
  );
  const missing: string[] = [];
  let used = 0;
  for (const file of files) {
    for (const [, key] of readFileSync(join(source, file), 'utf8').matchAll(/\bt\('([\w.]+)'/g)) {
      used += 1;
      if (!inEnglish.has(key!) && !inEnglish.has(`${key}_other`)) missing.push(`${file}: ${key}`);
    }
  }
  expect(used).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

test('the language is the one that was chosen, then that of the browser, then English', () => {
  expect(preferredLanguage('de', ['en-GB'])).toBe('de');
  expect(preferredLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(preferredLanguage('xx', ['fr'])).toBe('en');
});
