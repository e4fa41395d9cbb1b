import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml } from '@posthorn/engine/xml';
import { describe, expect, test } from 'vitest';
import type { JsonDocument } from '../drafts/document.ts';
import { withNodeIds } from '../nodes.ts';
import { code, decode } from './inline-codes.ts';
import { shownTexts, withTexts } from './texts-in-expressions.ts';
import { stateOf, type Unit, unitsOf, withTranslations } from './units.ts';
import { readXliff, writeXliff } from './xliff.ts';

const examples = join(import.meta.dirname, '../../../../examples');
const read = (path: string) => withNodeIds(JSON.parse(readFileSync(join(examples, path), 'utf8')) as JsonDocument);
const documents = ['shop/template.json', 'bank-statement/template.json', 'shop/blocks/payment.json', 'shop/blocks/terms.json'].map(read);
const languages = { original: 'template/x', source: 'en', target: 'pl' };
const unit = (texts: Unit['texts']): Unit => ({ id: 'n1.text', pointer: '/body/0/text', type: 'paragraph', texts });

/** An agency that translates every text to itself. */
function translated(xliff: string, change: (text: string) => string = (text) => text): string {
  return xliff.replace(
    /<source([^>]*)>(.*?)<\/source>(?:<target[^>]*>.*?<\/target>)?/gs,
    (_, attributes: string, text: string) => `<source${attributes}>${text}</source><target${attributes}>${change(text)}</target>`,
  );
}

test('a file is well-formed, and what comes back unchanged is the source, in every text of the examples', () => {
  for (const document of documents) {
    const units = unitsOf(document).filter(({ texts }) => texts.en !== undefined);
    expect(units.length).toBeGreaterThan(1);
    const xliff = writeXliff({ ...languages, target: 'fr' }, units);
    expect(parseXml(xliff).local).toBe('xliff');
    const { texts, problems } = readXliff(translated(xliff), units);
    expect(problems).toEqual([]);
    for (const one of units) {
      const back = texts.get(one.pointer);
      if (back !== undefined)
        expect(code(back).parts.filter(({ kind }) => kind === 'text')).toEqual(
          code(one.texts.en).parts.filter(({ kind }) => kind === 'text'),
        );
    }
    // A language of the same forms gives the very same text.
    const same = readXliff(translated(writeXliff({ ...languages, target: 'nl' }, units)), units);
    for (const one of units)
      if (same.texts.has(one.pointer))
        expect(decode(code(same.texts.get(one.pointer)).parts, code(same.texts.get(one.pointer)).codes, (_, source) => source)).toEqual(
          decode(code(one.texts.en).parts, code(one.texts.en).codes, (_, source) => source),
        );
    expect(same.texts.size).toBe(units.filter(({ texts: { en } }) => code(en).parts.length > 0).length);
  }
});

describe('codes', () => {
  const text = 'Dear **{{ customer.name }}**, you owe _us_ {{ total }}.\nThanks \\*';

  test('running text is taken apart and put together without a loss', () => {
    const { parts, codes } = code(text);
    expect(decode(parts, codes, (_, source) => source)).toBe(text);
    const long = [
      { type: 'text', text: 'If ', marks: [{ type: 'link', href: 'https://x.example' }] },
      // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
      { type: 'if', when: 'vip', then: 'very **{{ a }}**', else: [{ type: 'text', text: 'not', marks: [{ type: 'underline' }] }] },
      { type: 'footnote', text: 'a note' },
      { type: 'tab' },
    ];
    const taken = code(long);
    expect(decode(taken.parts, taken.codes, (_, source) => source)).toEqual(long);
  });

  test('a field that was lost, doubled or made up is told, and the text not taken', () => {
    const units = [unit({ en: text })];
    const xliff = writeXliff(languages, units);
    const field = /<ph id="2"[^>]*\/>/.exec(xliff)![0];
    const attempts = [
      [(one: string) => one.replace(field, ''), 'code-missing'],
      [(one: string) => one.replace(field, field + field), 'code-twice'],
      [(one: string) => one.replace(field, `${field}<ph id="99"/>`), 'code-unknown'],
    ] as const;
    for (const [change, problem] of attempts) {
      const { texts, problems } = readXliff(translated(xliff, change), units);
      expect([texts.size, problems[0]?.code, problems[0]?.unit]).toEqual([0, problem, 'n1.text']);
    }
    expect(
      readXliff(
        translated(xliff, (one) => one.replace(field, '')),
        units,
      ).problems[0]?.what,
    ).toBe('{{ customer.name }}');
  });

  test('fields may change their places', () => {
    const units = [unit({ en: '{{ a }} owes {{ b }}' })];
    const xliff = translated(writeXliff(languages, units), (one) =>
      one.replace(/(<ph id="1"[^>]*\/>)(.*)(<ph id="2"[^>]*\/>)/, '$3 dostaje od $1'),
    );
    expect(readXliff(xliff, units).texts.get('/body/0/text')).toBe('{{ b }} dostaje od {{ a }}');
  });
});

describe('plurals and gender', () => {
  const expression = "plural(n, {'one': 'one day', 'other': '# days'})";

  test('a language is asked for the forms that it has', () => {
    expect(shownTexts(expression, 'pl')).toEqual([
      { id: 'p1.one', text: 'one day' },
      { id: 'p1.few', text: '# days' },
      { id: 'p1.many', text: '# days' },
      { id: 'p1.other', text: '# days' },
    ]);
    expect(
      withTexts(
        expression,
        new Map([
          ['p1.one', 'jeden dzień'],
          ['p1.few', '# dni'],
          ['p1.other', "# d'ni"],
        ]),
      ),
    ).toBe("plural(n, {'one': 'jeden dzień', 'few': '# dni', 'other': '# d\\'ni'})");
  });

  test('forms of address are texts, what they depend on is not', () => {
    const choice = "gender == 'female' ? 'Dear Ms' : 'Dear Mr'";
    expect(shownTexts(choice, 'de')).toEqual([
      { id: 't1', text: 'Dear Ms' },
      { id: 't2', text: 'Dear Mr' },
    ]);
    expect(
      withTexts(
        choice,
        new Map([
          ['t1', 'Sehr geehrte Frau'],
          ['t2', 'Sehr geehrter Herr'],
        ]),
      ),
    ).toBe("gender == 'female' ? 'Sehr geehrte Frau' : 'Sehr geehrter Herr'");
  });

  test('they come back in the expression; a form that is lacking is told', () => {
    const units = [unit({ en: `In {{ ${expression} }}.` })];
    const xliff = writeXliff(languages, units);
    const done = translated(xliff, (one) => (one === 'one day' ? 'jeden dzień' : one === '# days' ? '# dni' : one.replace('In', 'Za')));
    expect(readXliff(done, units).texts.get('/body/0/text')).toBe(
      "Za {{ plural(n, {'one': 'jeden dzień', 'few': '# dni', 'many': '# dni', 'other': '# dni'}) }}.",
    );
    const lacking = done.replace(/<target xml:space="preserve">jeden dzień<\/target>/, '');
    expect(readXliff(lacking, units).problems).toEqual([{ unit: 'n1.text', code: 'text-missing', what: `{{ ${expression} }} p1.one` }]);
  });
});

test('a text whose source was changed meanwhile is not taken', () => {
  const xliff = translated(writeXliff(languages, [unit({ en: 'Old words' })]));
  expect(readXliff(xliff, [unit({ en: 'New words' })]).problems).toMatchObject([{ code: 'source-changed', what: 'New words' }]);
});

test('what is no XLIFF is refused', () => {
  for (const text of ['', '<xliff', '<html/>', '<xliff version="1.2"/>', '<!DOCTYPE x [<!ENTITY a "b">]><xliff version="2.0"/>'])
    expect(() => readXliff(text, [])).toThrow();
});

test('a translation is missing, current, or outdated once its source was changed after it', () => {
  const before = unit({ en: 'Old', de: 'Alt' });
  expect(stateOf(unit({ en: 'New', de: 'Alt' }), 'en', 'de', before)).toBe('outdated');
  expect(stateOf(unit({ en: 'New', de: 'Neu' }), 'en', 'de', before)).toBe('current');
  expect(stateOf(unit({ en: 'New' }), 'en', 'de', before)).toBe('missing');
  expect(stateOf(unit({ en: '' }), 'en', 'de', undefined)).toBe('current');
});

test('translations go where they belong and nowhere else', () => {
  const document = {
    kind: 'template',
    body: [
      { type: 'paragraph', id: 'n1', text: { en: 'a' } },
      { type: 'paragraph', id: 'n2', text: { en: 'b' } },
    ],
  };
  const [first] = unitsOf(document);
  expect(first?.id).toBe('n1.text');
  expect(withTranslations(document, 'de', new Map([[first!.pointer, 'A']])).body).toEqual([
    { type: 'paragraph', id: 'n1', text: { en: 'a', de: 'A' } },
    { type: 'paragraph', id: 'n2', text: { en: 'b' } },
  ]);
});
