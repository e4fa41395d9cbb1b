import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { correlationsOf } from '../../../scripts/clear-language/correlations.ts';
import { examine, guideOf, linkSaysWhere, type StyleLanguage, sentencesOf, syllablesOf, targetOf } from './index.ts';

const found = (text: string, language: StyleLanguage = 'de', guide = {}) =>
  examine(text, language, guide).findings.map(({ rule, found, better }) => (better === undefined ? [rule, found] : [rule, found, better]));

describe('sentences', () => {
  test('abbreviations, dates and initials end none', () => {
    const text = 'Am 3. Mai kam z. B. Frau Dr. Harms, Tel. 0451 1234. Danach bzw. später ging sie. Das kostet 1.234,50 Euro.';
    expect(sentencesOf(text, 'de').map(({ start, end }) => text.slice(start, end))).toEqual([
      'Am 3. Mai kam z. B. Frau Dr. Harms, Tel. 0451 1234.',
      'Danach bzw. später ging sie.',
      'Das kostet 1.234,50 Euro.',
    ]);
    expect(sentencesOf('Mr. Smith paid approx. 20 dollars. He left at 5 p.m. yesterday.', 'en')).toHaveLength(2);
  });

  test('a heading without a full stop does not run into the paragraph below', () => {
    expect(sentencesOf('Ihr Kontoauszug\n\nDas ist geschehen.', 'de')).toHaveLength(2);
  });

  test('places are those of the text', () => {
    const text = '  Guten Tag,  Frau Groß-Meier!';
    const [sentence] = sentencesOf(text, 'de');
    expect(sentence?.words.map(({ start, end }) => text.slice(start, end))).toEqual(['Guten', 'Tag', 'Frau', 'Groß-Meier']);
  });
});

test.each([
  ['Kontoauszug', 4], ['Bezahlung', 3], ['Theater', 3], ['Europa', 3], ['Museum', 3], ['neuen', 2], ['Seeufer', 3], ['Universität', 5], ['quittieren', 3], ['Beamter', 3],
] as const)('%s has %i syllables', (word, count) => expect(syllablesOf(word, 'de')).toBe(count)); // biome-ignore format: a list

test.each([
  ['the', 1], ['statement', 2], ['balance', 2], ['created', 3], ['payments', 2], ['people', 2], ['table', 2], ['science', 2], ['area', 3], ['walked', 1], ['wanted', 2], ['houses', 2], ['used', 1], ['being', 2], ['idea', 3], ['insurance', 3],
] as const)('%s has %i syllables in English', (word, count) => expect(syllablesOf(word, 'en')).toBe(count)); // biome-ignore format: a list

describe('what could be plainer', () => {
  test('office German', () => {
    expect(found('Bezüglich Ihres Schreibens stellen wir den Betrag zur Verfügung gestellt.')).toContainEqual([
      'phrase',
      'Bezüglich',
      'zu, wegen',
    ]);
    expect(found('Das kommt aufgrund der Tatsache, dass Sie zahlten.')).toEqual([['phrase', 'aufgrund der Tatsache, dass', 'weil']]);
    expect(found('Eine Bestellung ist keine Unterbestellung.')).toEqual([]);
  });

  test('passive, but not the future and not "become"', () => {
    expect(found('Ihr Antrag wird von uns geprüft.')).toEqual([['passive', 'wird von uns geprüft']]);
    expect(found('Weil der Betrag nicht gezahlt wurde, mahnen wir.')).toEqual([['passive', 'gezahlt wurde']]);
    expect(found('Wir werden Ihnen morgen schreiben. Es wird kalt. Sie werden Kundin.')).toEqual([]);
    expect(found('The form has been filled in. It was not signed.', 'en')).toEqual([
      ['passive', 'been filled'],
      ['passive', 'was not signed'],
    ]);
    expect(found('We are pleased to help you. It is red.', 'en')).toEqual([]);
  });

  test('long, nested and heavy sentences with their figures', () => {
    const long = `Der Betrag ${'ist sehr hoch und '.repeat(6)}er steigt.`;
    expect(examine(long, 'de').findings).toMatchObject([{ rule: 'long-sentence', count: 28, start: 0, end: long.length }]);
    expect(found('Die Durchführung der Überprüfung der Kündigung dauert.')).toMatchObject([
      ['nouns', 'Die Durchführung der Überprüfung der Kündigung dauert.'],
    ]);
    expect(examine(long, 'de', { longSentence: 30 }).findings).toEqual([]);
  });

  test('the brand’s own words', () => {
    const guide = { avoid: [{ words: 'Endkunde*', better: 'Kundinnen und Kunden' }] };
    expect(found('Alle Endkunden zahlen.', 'de', guide)).toEqual([['avoided-word', 'Endkunden', 'Kundinnen und Kunden']]);
    // A star is an ending only at the end, so that no list of words can keep anybody busy; what says nothing is found nowhere.
    const odd = ['*a*a*a*a*a*a*a*a*a*a*a*a', ' ', '', '*'].map((words) => ({ words }));
    expect(found(`Alle ${'a'.repeat(5_000)} zahlen.`, 'de', { avoid: odd })).toEqual([]);
  });

  test('a brand says of a language, or of its country’s, how it speaks; a term written otherwise is a word to avoid', () => {
    const voice = { de: { form: 'Sie' as const, terms: ['MeinKonto'], target: 3, targets: { legal: 5 } }, 'de-AT': { target: 4 } };
    expect(guideOf({ voice }, 'de-CH')).toEqual({ form: 'Sie', avoid: [{ words: 'MeinKonto', better: 'MeinKonto' }] });
    expect(guideOf({ voice }, 'en')).toEqual({});
    expect([targetOf({ voice }, 'de', 'legal'), targetOf({ voice }, 'de', 'other'), targetOf({ voice }, 'de-AT', 'legal')]).toEqual([
      5, 3, 4,
    ]);
    expect(targetOf({}, 'de', undefined)).toBeUndefined();
  });

  test('Sie and du are not mixed, and the brand decides which', () => {
    const text = 'Guten Tag, danke für Ihren Brief. Wenn du magst, rufen wir dich an. Wir freuen uns auf Sie.';
    expect(found(text).map(([, word]) => word)).toEqual(['du', 'dich']);
    expect(found(text, 'de', { form: 'du' }).map(([, word]) => word)).toEqual(['Ihren', 'Sie']);
    expect(found('Frau Harms schreibt. Sie hat Fragen. Ihr Konto ist leer. Du auch?', 'de', { form: 'du' })).toEqual([]);
  });

  test('links say where they lead', () => {
    expect(['hier', 'Mehr erfahren »', 'https://bank.example/x'].map((link) => linkSaysWhere(link, 'de'))).toEqual([false, false, false]);
    expect(linkSaysWhere('Ihre Auszüge im Postfach', 'de')).toBe(true);
  });

  test('a letter in plain words has nothing to mend', () => {
    expect(
      found('Guten Tag, Frau Harms,\n\nSie haben uns am 3. Mai geschrieben. Danke dafür. Wir haben Ihr Konto geprüft. Alles stimmt.'),
    ).toEqual([]);
  });
});

test('labels and lines of an address make no text plainer', () => {
  const prose = 'Bezüglich der Fälligstellung erhalten Sie seitens der Verwaltung unverzüglich eine Benachrichtigung. Danke.';
  const alone = examine(prose, 'de');
  expect(examine(`Frau Harms\n\nDatum\n\n${prose}\n\n24103 Kiel\n\nIhre Nummer`, 'de').figures).toEqual(alone.figures);
  expect(examine('Frau Harms\n\nDatum', 'de').counts.words).toBe(3);
});

test('empty and odd texts have no figures or finite ones', () => {
  for (const text of ['', ' \n\n', '!!!', '1', '🎈', 'A'.repeat(10_000), 'a, '.repeat(10_000)])
    for (const language of ['de', 'en'] as const)
      for (const { value } of examine(text, language).figures) expect(Number.isFinite(value)).toBe(true);
});

const ratings = new URL('../../../../shared/data/textcomplexity-de/TextComplexityDE19/ratings.csv', import.meta.url);
test.skipIf(!existsSync(ratings))(
  'the difficulty of German says what readers say, better than the usual formulas (skipped where /work/shared/data/textcomplexity-de is not there)',
  async () => {
    const { difficulty, heldOut, flesch, wiener, lix } = await correlationsOf(ratings);
    expect(heldOut).toBeGreaterThan(0.77);
    expect(difficulty).toBeGreaterThan(Math.max(Math.abs(flesch), wiener, lix) + 0.1);
  },
);
