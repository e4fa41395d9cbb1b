import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FootnoteText, ResolvedNode, Run } from '../resolve/resolved.ts';
import { layOut } from './layout.ts';
import {
  documentOf,
  find,
  isText,
  outline,
  paragraph,
  sampleContext,
  table as tableOf,
  textOf,
  textsByPage,
} from './testing/sample-layout.ts';

const context = await sampleContext(undefined, ['en']);
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Documents whose notes are numbered as resolving does it. */
class Notes {
  readonly all: FootnoteText[] = [];
  reference(text: string): Run {
    const number = this.all.length + 1;
    const note = { number, runs: [{ text }] };
    this.all.push(note);
    return { text: String(number), script: 'super', href: `#note-${number}`, note };
  }
}

function lay(make: (notes: Notes) => ResolvedNode[]) {
  const notes = new Notes();
  const body = make(notes);
  return layOut(context, documentOf(body, { notes: notes.all }), 'letter');
}
const lines = (count: number, from = 1): Run => ({ text: `${Array.from({ length: count }, (_, i) => `line ${i + from}`).join('\n')}\n` });
const long = (name: string, count: number): string => Array.from({ length: count }, (_, i) => `${name} ${i + 1}`).join('\n');

describe('a footnote', () => {
  test('stands at the foot of the page of its number, under a rule', () => {
    const { document } = lay((notes) => [paragraph([{ text: 'Rate' }, notes.reference('per annum'), { text: ' applies.' }])]);
    const note = find(document, 'per annum').item;
    expect(note.baseline).toBeGreaterThan(mm(250));
    expect(note.baseline).toBeLessThan(mm(260));
    const rule = document.pages[0]?.items.find((item) => item.kind === 'rect' && item.fill === '#808080' && item.width === 110);
    expect(rule?.owner).toBeNull();
  });

  test('is tagged as a note of its own, its number as a reference that leads there', () => {
    const { document } = lay((notes) => [paragraph([{ text: 'Rate' }, notes.reference('per annum')]), paragraph('more')]);
    expect(outline(document.structure)).toBe('Document(P(Span Reference(Link)) Note(Lbl P) P)');
    expect(document.structure.children[1]?.facts?.id).toBe('note-1');
    expect(document.pages[0]?.links).toMatchObject([{ href: '#note-1' }]);
    expect(document.pages[0]?.anchors).toMatchObject([{ name: 'note-1' }]);
  });

  test('whose number is broken over lines, in a column narrower than it, is there once', () => {
    const { document } = lay((notes) => {
      for (let earlier = 1; earlier < 12345; earlier++) notes.reference('');
      const column = (width: number, body: ResolvedNode[]) => ({ width: { fixed: width }, body });
      const narrow = column(1, [paragraph([{ text: 'a' }, notes.reference('per annum')])]);
      return [{ type: 'columns', gap: 0, columns: [narrow, column(200, [])], source: '' }];
    });
    expect(outline(document.structure).match(/Note/g)).toHaveLength(1);
  });

  test('of a table’s cell stands at the foot of the page of its row', () => {
    const { document } = lay((notes) => {
      const rows = Array.from({ length: 60 }, (_, i): [string, number] => [`Fee ${i + 1}`, 1]);
      const table = tableOf(rows);
      const noted = table.rows.map((row, i) =>
        i % 20 === 10 ? [{ runs: [{ text: `Fee ${i + 1}` }, notes.reference(`note ${i + 1}`)] }, ...row.slice(1)] : row,
      );
      const body = { runs: [], body: [paragraph([{ text: 'Inside' }, notes.reference('note inside')])] };
      return [{ ...table, irregular: true, rows: [...noted, [body, { runs: [{ text: '1' }] }]] }];
    });
    for (const number of [11, 31, 51]) expect(find(document, `note ${number}`).page).toBe(find(document, `Fee ${number}`).page);
    expect(find(document, 'note inside').page).toBe(find(document, 'Inside').page);
    expect(outline(document.structure)).toContain('TD(Span Reference(Link) Note(Lbl P))');
  });

  test('takes its line along where both do not fit', () => {
    const { document } = lay((notes) => [
      paragraph([lines(31), { text: 'last' }, notes.reference('its note'), { text: ' word' }], 'tight'),
    ]);
    expect(find(document, 'last').page).toBe(1);
    expect(find(document, 'its note').page).toBe(1);
  });

  test('goes on on the next page when it is long', () => {
    const { document } = lay((notes) => [
      paragraph([lines(10), { text: 'here' }, notes.reference(long('note', 40)), { text: '\n' }, lines(30, 11)], 'tight'),
    ]);
    const texts = textsByPage(document);
    const noteLines = texts.map((page) => page.filter((text) => text.startsWith('note')));
    expect(noteLines[0]?.[0]).toBe('note 1');
    expect(noteLines.flat()).toEqual(Array.from({ length: 40 }, (_, i) => `note ${i + 1}`));
    expect(noteLines.every((page) => page.length !== 1)).toBe(true);
  });

  test('longer than pages gets pages of its own and comes to an end', () => {
    const { document } = lay((notes) => [paragraph([{ text: 'here' }, notes.reference(long('note', 300))])]);
    expect(
      textsByPage(document)
        .flat()
        .filter((text) => text.startsWith('note')),
    ).toHaveLength(300);
  });
});

describe('whatever the notes', () => {
  const runs = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.option(fc.integer({ min: 1, max: 60 }))), { maxLength: 14 });

  test('every line of text and notes is on a page once, none over another, each note begins where its number is', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(runs, (parts) => {
        const { document } = lay((notes) =>
          parts.map(([count, note], i) => {
            const text = { text: long(`p${i}x`, count) };
            return paragraph(note === null ? [text] : [text, notes.reference(long(`n${i}x`, note))], 'tight');
          }),
        );
        const pages = textsByPage(document).map((page) => page.filter((text) => /^[pn]\d+x/.test(text)));
        const expected = parts.flatMap(([count, note], i) => [
          ...Array.from({ length: count }, (_, k) => `p${i}x ${k + 1}`),
          ...Array.from({ length: note ?? 0 }, (_, k) => `n${i}x ${k + 1}`),
        ]);
        expect(pages.flat().sort()).toEqual(expected.sort());
        parts.forEach(([count, note], i) => {
          if (note === null) return;
          const page = pages.findIndex((texts) => texts.includes(`p${i}x ${count}`));
          expect([page, page + 1]).toContain(pages.findIndex((texts) => texts.includes(`n${i}x 1`)));
        });
        for (const { items } of document.pages) {
          const baselines = items
            .filter(isText)
            .filter((item) => /^[pn]\d+x/.test(textOf(item)))
            .map(({ baseline }) => baseline)
            .sort((a, b) => a - b);
          for (let k = 1; k < baselines.length; k++) expect((baselines[k] as number) - (baselines[k - 1] as number)).toBeGreaterThan(9);
          expect(baselines.at(-1) ?? 0).toBeLessThan(mm(260));
        }
      }),
      { numRuns: 60 },
    );
  });
});
