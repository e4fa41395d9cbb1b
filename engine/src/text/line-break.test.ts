import { describe, expect, test } from 'vitest';
import { loadHyphenator } from './hyphenation.ts';
import { breaksInside, mayBreakAtSpace, mayBreakBetween, softHyphens } from './line-break.ts';

const cut = (word: string, places: readonly number[]): string => {
  let text = '';
  let from = 0;
  for (const at of places) {
    text += `${word.slice(from, at)}|`;
    from = at;
  }
  return text + word.slice(from);
};

describe('a line may break', () => {
  test.each([
    ['Fax-Nummer', 'Fax-|Nummer'],
    ['E-Mail-Adresse', 'E-Mail-|Adresse'],
    ['und/oder', 'und/|oder'],
    ['https://example.org/a/b?c=d', 'https://|example.org/|a/|b?|c=d'],
    ['einer—zwei', 'einer|—|zwei'],
    ['hier\u200bdort', 'hier\u200b|dort'],
    ['1939–1945', '1939–|1945'],
    ['Müller-Lüdenscheidt', 'Müller-|Lüdenscheidt'],
  ])('inside %s', (word, expected) => {
    expect(cut(word, breaksInside(word))).toBe(expected);
  });

  test.each([
    '10\u00a0000,50\u00a0€',
    '12/2026',
    '1.234.567,89',
    '§\u00a05',
    'z.\u00a0B.',
    'nicht\u2011trennbar',
    'Wort\u2060verbund',
    '(Klammer)',
    '„Zitat“',
    '-5',
    'E-Mail',
    '50%',
    '$12.50',
  ])('nowhere inside %s', (word) => {
    expect(breaksInside(word)).toEqual([]);
  });

  test('at a space, but not after an opening or before a closing bracket', () => {
    expect(mayBreakAtSpace('ein', 'Wort')).toBe(true);
    expect(mayBreakAtSpace('Ende.', '„Neu')).toBe(true);
    expect(mayBreakAtSpace('(', 'Wort')).toBe(false);
    expect(mayBreakAtSpace('bonjour', '!')).toBe(false);
  });

  test('at a space, but not inside French quotation marks, while German ones turn the other way', () => {
    expect(mayBreakAtSpace('«', 'ainsi')).toBe(false);
    expect(mayBreakAtSpace('ainsi', '».')).toBe(false);
    expect(mayBreakAtSpace('»ja«', '»nein«')).toBe(true);
    expect(mayBreakAtSpace('ja', '»nein«')).toBe(true);
    expect(mayBreakAtSpace('„ja“', 'nein')).toBe(true);
  });

  test('between two looks only where it could without them', () => {
    expect(mayBreakBetween('wort', 'teil')).toBe(false);
    expect(mayBreakBetween('Fax-', 'Nummer')).toBe(true);
    expect(mayBreakBetween('Name', ',')).toBe(false);
  });

  test('at a soft hyphen, which is told apart because it shows a hyphen', () => {
    const word = 'Donau\u00addampf\u00adschiff';
    expect(breaksInside(word)).toEqual([]);
    expect(cut(word, softHyphens(word))).toBe('Donau\u00ad|dampf\u00ad|schiff');
  });
});

describe('hyphenation', () => {
  const hyphenate = async (language: string, word: string): Promise<string> =>
    cut(word, (await loadHyphenator(language))?.breaks(word) ?? []).replaceAll('|', '-');

  test.each([
    ['de', 'Rechnungsbetrag', 'Rech-nungs-be-trag'],
    ['de', 'Gewährleistungsbestimmungen', 'Ge-währ-leis-tungs-be-stim-mun-gen'],
    ['de', 'Zucker', 'Zu-cker'],
    ['de-AT', 'Straßen', 'Stra-ßen'],
    ['en-US', 'hyphenation', 'hy-phen-ation'],
    ['en', 'communication', 'com-mu-nic-a-tion'],
    ['fr', 'communication', 'com-mu-ni-ca-tion'],
    ['de-CH', 'Strassenverkehr', 'Stras-sen-ver-kehr'],
    ['it', 'comunicazione', 'co-mu-ni-ca-zio-ne'],
    ['es', 'comunicación', 'co-mu-ni-ca-ción'],
    ['nl', 'verzekering', 'ver-ze-ke-ring'],
    ['pl', 'ubezpieczenie', 'ubez-pie-cze-nie'],
    ['el', 'λογαριασμός', 'λο-γα-ρια-σμός'],
    ['ru', 'уведомление', 'уве-дом-ле-ние'],
  ])('in %s of %s', async (language, word, expected) => {
    expect(await hyphenate(language, word)).toBe(expected);
  });

  test('leaves punctuation around a word alone', async () => {
    expect(await hyphenate('de', '„Rechnungsbetrag“,')).toBe('„Rech-nungs-be-trag“,');
  });

  test('leaves short words and languages without patterns alone', async () => {
    expect(await hyphenate('de', 'aber')).toBe('aber');
    expect(await loadHyphenator('tlh')).toBeUndefined();
  });
});
