import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { compile, type Program } from '../src/compose.ts';
import { mupdfReads, pdfjsReads, popplerReads } from './reading-order.ts';
import { bundleOf } from './suite/cases.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const STYLES = ['body', 'justified', 'fast', 'heading2'];
const LANGUAGES = ['en', 'de', 'ar', 'he'];

/** Words with what readers stumble over: ligatures, hyphens, marks, letters that join, digits between scripts. */
const WORDS = {
  latin: [
    'office',
    'Äffchen',
    'waffle',
    'Donaudampfschifffahrtsgesellschaft',
    'fjord',
    'AV.',
    'naïve',
    'e\u0301te\u0301',
    'co-operate',
    'Straße,',
  ],
  other: ['Ελληνικά', 'Кириллица', 'быстрый', 'λόγος', 'Łódź', 'Ćevapi', 'İzmir'],
  hebrew: ['שלום', 'עולם', 'מכתב', 'חשבון'],
  arabic: ['السلام', 'عليكم', 'رسالة', 'حساب', 'مرحبا'],
  signs: ['1.234,50', '12', '(a)', '–', '„ja“', '€', '50%', 'A/B'],
};
const word = fc.oneof(...Object.values(WORDS).map((words) => fc.constantFrom(...words)), fc.constantFrom(...WORDS.latin));
const joined = fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '\u00a0', '\u00ad', '-')).map(([one, gap]) => one + gap);
const paragraph = fc.array(joined, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join('').trim());
const letter = fc.record({
  texts: fc.array(paragraph, { minLength: 6, maxLength: 14 }),
  style: fc.constantFrom(...STYLES),
  language: fc.constantFrom(...LANGUAGES),
});

/** Letters and digits: how blanks and hyphens of line breaks are told is each reader's own. */
const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const sorted = (text: string): string => [...letters(text)].sort().join('');
/** What stands at the foot of every page, which a reader of pages reads too. */
const FOOT = /Page \d+ of \d+/g;

const programs = new Map<string, Program>();
beforeAll(async () => {
  for (const style of STYLES) {
    const body = [{ type: 'repeat', each: 'texts', as: 'text', body: [{ type: 'paragraph', text: '{{ text }}', style }] }] as const;
    const golden = { name: 'readers/agree', says: 'Text', body, record: { texts: ['a'] }, template: { languages: LANGUAGES } };
    programs.set(style, await compile(await bundleOf(golden), { formats: ['pdf'] }));
  }
});

test('poppler, pdf.js and MuPDF read the text that was put in, in its order, whatever its scripts', async () => {
  await fc.assert(
    fc.asyncProperty(letter, async ({ texts, style, language }) => {
      const rendition = programs.get(style)!.compose({ texts }, 'pdf', { language });
      if (rendition.format !== 'pdf') throw new Error('a letter was asked for');
      const wanted = letters(texts.join(' '));
      const [poppler, pdfjs, mupdf] = await Promise.all([popplerReads, pdfjsReads, mupdfReads].map((read) => read(rendition.bytes)));
      expect(letters(poppler!.join(' '))).toBe(wanted);
      expect(letters(pdfjs!.join(' '))).toBe(wanted);
      // MuPDF reads the page, not the structure: it orders words of both directions in a line in its own way, and leaves none out.
      expect(sorted(mupdf!.join(' ').replace(FOOT, ''))).toBe(sorted(wanted));
    }),
    { numRuns: 25 },
  );
});
