import type { Brand } from '@posthorn/engine';
import { guideOf } from '@posthorn/engine/language';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { schemaOf } from '../model/nodes.ts';
import { placeOf } from '../model/places.ts';
import { toEditor } from '../model/to-editor.ts';
import { placeHints } from '../writing/plugins/hints.ts';
import { judgeTexts } from './judge-texts.ts';
import { readerTexts } from './reader-texts.ts';

const body = [
  { type: 'heading', level: 2, text: { de: 'Bezüglich der Mahnung', en: 'Reminder' } },
  { type: 'paragraph', text: { de: 'Guten Tag {{ customer.name }},', en: 'Dear {{ customer.name }},' } },
  {
    type: 'if',
    condition: 'a',
    // biome-ignore lint/suspicious/noThenProperty: the model's word for it
    then: [
      { type: 'paragraph', text: { de: 'Der Betrag {{ total }} wurde **bezüglich** Ihres Antrags gebucht. Das geht dich an.', en: 'x' } },
    ],
  },
  {
    type: 'paragraph',
    text: {
      de: [
        { type: 'text', text: 'Mehr steht ' },
        { type: 'text', text: 'hier', marks: [{ type: 'link', href: 'https://a.example' }] },
        { type: 'text', text: '. Ihre meinkonto-Nachricht für Sie.' },
      ],
    },
  },
];
const doc = toEditor(
  { kind: 'template', languages: ['de', 'en'], subject: 'S', letter: { master: 'm' }, body } as unknown as Written,
  'de',
  schemaOf(),
);
const brand = {
  voice: {
    de: { form: 'Sie', terms: ['MeinKonto'], avoid: [{ words: 'gebucht', better: 'verbucht' }], target: 3, targets: { legal: 4.5 } },
  },
} as unknown as Brand;

test('every hint stands at the very words in the editor, behind fields and in bold, in frames as well', () => {
  const texts = readerTexts(doc, new Set(['/body']), { blocks: {}, channel: 'letter' });
  const { hints } = judgeTexts(texts, 'de', guideOf(brand, 'de'));
  const shown = hints.map(({ of, start, end, rule, better }) => {
    const { pos } = placeOf(doc, texts[of]!.pointer)!;
    return [rule, doc.textBetween(pos + 1 + start, pos + 1 + end), better];
  });
  expect(shown).toContainEqual(['phrase', 'bezüglich', 'zu, wegen']);
  expect(shown).toContainEqual(['avoided-word', 'gebucht', 'verbucht']);
  expect(shown).toContainEqual(['address-form', 'dich', 'Sie']);
  expect(shown).toContainEqual(['unclear-link', 'hier', undefined]);
  expect(shown.map(([rule]) => rule)).toContain('passive');
  expect(shown.some(([, words]) => words?.includes('Mahnung'))).toBe(false);
});

test('what tables and blocks say is read too: their sentences, on the channel that is shown, not their labels', () => {
  const cell = 'Der Betrag wird **bezüglich** Ihres Antrags gebucht.';
  const table = { type: 'table', each: 'lines', as: 'line', columns: [{ header: { de: 'Betrag' }, cell }, { cell: '{{ line.sum }}' }] };
  const body = [table, { type: 'block', ref: 'outer' }];
  const block = (id: string, nodes: readonly unknown[], variants = {}) => ({
    schema: 'posthorn/1',
    kind: 'block',
    id,
    name: id,
    body: nodes,
    variants,
  });
  const email = [{ type: 'paragraph', text: { de: 'Das steht in der Nachricht.' } }];
  const blocks = {
    outer: block('outer', [
      { type: 'heading', level: 2, text: 'Kopf' },
      { type: 'box', body: [{ type: 'block', ref: 'inner' }] },
      { type: 'block', ref: 'outer' },
    ]),
    inner: block('inner', [{ type: 'paragraph', text: { de: 'Wir bitten diesbezüglich um Geduld.', en: 'x' } }], { email }),
  } as never;
  const shown = toEditor(
    { kind: 'template', languages: ['de'], subject: 'S', letter: { master: 'm' }, body } as unknown as Written,
    'de',
    schemaOf(),
  );
  const letter = readerTexts(shown, new Set(['/body']), { blocks, channel: 'letter' });
  expect(new Set(letter.map(({ pointer, text }) => `${pointer} ${text}`))).toEqual(
    new Set(['/body/0 Der Betrag wird bezüglich Ihres Antrags gebucht.', '/body/1 Wir bitten diesbezüglich um Geduld.']),
  );
  expect(readerTexts(shown, new Set(['/body']), { blocks, channel: 'email' }).at(-1)!.text).toBe('Das steht in der Nachricht.');
  const { hints } = judgeTexts(letter, 'de', {});
  const placed = placeHints(
    shown,
    hints,
    letter.map(({ pointer }) => pointer),
  );
  expect(placed.length).toBeGreaterThan(1);
  expect(placed.every(({ from, within }) => within === 'object' && shown.nodeAt(from)!.type.name === 'object')).toBe(true);
});

test('a term of the brand that is written otherwise is shown with its spelling, and as it should be is none', () => {
  const avoided = (text: string) =>
    judgeTexts([{ pointer: '', text, links: [] }], 'de', guideOf(brand, 'de')).hints.filter(({ rule }) => rule === 'avoided-word');
  expect(avoided('Das steht in meinkonto.').map(({ better }) => better)).toEqual(['MeinKonto']);
  expect(avoided('Das steht in MeinKonto.')).toEqual([]);
});

test('each text has its figure, of few words none', () => {
  const texts = ['Guten Tag.', 'Wir haben Ihre Zahlung bekommen und danken Ihnen sehr dafür.'].map((text) => ({
    pointer: '',
    text,
    links: [],
  }));
  const { difficulties, figures } = judgeTexts(texts, 'de-AT', {});
  expect(difficulties[0]).toBeUndefined();
  expect(difficulties[1]).toBeLessThan(4);
  expect(figures.map(({ name }) => name)).toContain('difficulty');
  expect(judgeTexts(texts, 'pl', {}).hints).toEqual([]);
});
