import { describe, expect, test } from 'vitest';
import type { ResolvedDocument, ResolvedNode, ResolvedSection } from '../resolve/resolved.ts';
import type { MasterPage, PageMaster } from '../template/masters.ts';
import { type LayoutContext, layOut } from './layout.ts';
import { BRAND, documentOf, find, heading, isText, outline, paragraph, sampleContext, textOf } from './testing/sample-layout.ts';

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const page = (height: number, y = 20): MasterPage => ({
  body: { x: 25, y, width: 165, height },
  frames: [{ name: 'foot', x: 25, y: 280, width: 165, height: 10, artifact: true }],
});
const lines = (count: number): ResolvedNode => paragraph(Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n'), 'tight');
/** Lines of 14 points in a body of so many millimetres. */
const fitting = (height: number): number => Math.floor(mm(height) / 14);

async function contextWith(masters: { [name: string]: PageMaster }): Promise<LayoutContext> {
  return sampleContext({ ...BRAND, masters }, ['en']);
}

/** The tops of bodies tell which kind of page stands where: every kind has its own. */
const ALL: PageMaster = {
  size: 'A4',
  first: page(200, 50),
  following: page(200, 20),
  last: page(100, 30),
  only: page(150, 60),
};
const all = await contextWith({ letter: ALL, sides: { size: 'A5', first: small(40), left: small(15), right: small(25) } });

function small(y: number): MasterPage {
  return { body: { x: 10, y, width: 100, height: 100 } };
}

function bodies(document: ReturnType<typeof layOut>['document']): string[][] {
  return document.pages.map(({ items }) =>
    items
      .filter(isText)
      .map(textOf)
      .filter((text) => text.startsWith('line')),
  );
}
const topOf = (document: ReturnType<typeof layOut>['document'], index: number): number => {
  const first = document.pages[index]?.items.find(isText);
  return Math.floor(((first?.baseline ?? 0) * 25.4) / 72 / 10) * 10;
};
const lay = (body: readonly ResolvedNode[], more: Partial<ResolvedDocument> = {}, master = 'letter') =>
  layOut(all, documentOf(body, more), master);

describe('the pages of a master', () => {
  test('are as large as the sheet that it names', async () => {
    const { document } = lay([lines(1)], {}, 'sides');
    expect([document.pages[0]?.width, document.pages[0]?.height].map((x) => Math.round(x ?? 0))).toEqual([420, 595]);
    const card = await contextWith({ letter: { size: 'DL', first: small(5) }, side: { size: 'A6', landscape: true, first: small(2) } });
    expect(layOut(card, documentOf([]), 'letter').document.pages[0]?.height).toBeCloseTo(mm(99));
    expect(layOut(card, documentOf([]), 'side').document.pages[0]?.width).toBeCloseTo(mm(148));
  });

  test('are that of a single one in a document of one', () => {
    const { document } = lay([lines(fitting(150))]);
    expect(document.pages).toHaveLength(1);
    expect(topOf(document, 0)).toBe(60);
  });

  test('end with the last one, whatever there is before', () => {
    const { document } = lay([lines(fitting(200) * 2 + 10)]);
    expect([0, 1, 2].map((i) => topOf(document, i))).toEqual([50, 20, 30]);
    expect(bodies(document).map((texts) => texts.length)).toEqual([fitting(200), fitting(200), 10]);
  });

  test('alternate by sides where the master has sides, the first being right', () => {
    const { document } = lay([lines(fitting(100) * 4)], {}, 'sides');
    expect([0, 1, 2, 3].map((i) => topOf(document, i))).toEqual([40, 10, 20, 10]);
  });

  test('get another when content fits the running page but not the last one', () => {
    for (const count of [fitting(150) + 1, fitting(200), fitting(200) + fitting(100) + 1, fitting(200) * 2]) {
      const { document, diagnostics } = lay([lines(count)]);
      const texts = bodies(document);
      expect(texts.flat()).toHaveLength(count);
      expect(topOf(document, texts.length - 1)).toBe(30);
      expect(texts.at(-1)?.length).toBeGreaterThan(2);
      expect(diagnostics).toEqual([]);
    }
  });

  test('are a first one where content does not fit the only one, and there is no last', async () => {
    const context = await contextWith({ letter: { size: 'A4', first: page(200, 50), only: page(100, 60) } });
    const { document } = layOut(context, documentOf([lines(fitting(150))]), 'letter');
    expect(document.pages).toHaveLength(1);
    expect(topOf(document, 0)).toBe(50);
    expect(topOf(layOut(context, documentOf([lines(3)]), 'letter').document, 0)).toBe(60);
  });

  test('leave the last one empty where nothing that could move there fits', () => {
    const tall = { type: 'space', height: 190, source: 'template#/body/0' } as const;
    const { document } = lay([{ type: 'keep', source: 'template#/body/0', body: [lines(1), tall, lines(1)] }]);
    expect(bodies(document).map((texts) => texts.length)).toEqual([2, 0]);
  });

  test('always hold everything, for every number of lines', () => {
    for (let count = 1; count < 140; count += 3) expect(bodies(lay([lines(count)]).document).flat()).toHaveLength(count);
  });
});

const section = (more: Partial<ResolvedSection>, ...body: ResolvedNode[]): ResolvedSection => ({
  ...{ type: 'section', source: 'template#/body/0', master: 'letter', frames: { first: {}, following: {} } },
  ...{ restartNumbering: false, startOn: 'page', body, ...more },
});
const number = [paragraph([{ text: 'Page ' }, { text: '', page: 'number' }, { text: ' of ' }, { text: '', page: 'count' }])];
const numbered = { first: { foot: number }, following: { foot: number }, last: { foot: number }, only: { foot: number } };
const feet = (document: ReturnType<typeof layOut>['document']): (string | undefined)[] =>
  document.pages.map(({ items }) =>
    items
      .filter(isText)
      .map(textOf)
      .find((text) => text.startsWith('Page')),
  );

describe('a section', () => {
  test('begins on a page of its own, with the master that it names', () => {
    const { document } = lay([lines(3), section({ master: 'sides' }, lines(2)), lines(1)]);
    expect(document.pages.map(({ width }) => Math.round(width))).toEqual([595, 420, 595]);
    expect(bodies(document).map((texts) => texts.length)).toEqual([3, 2, 1]);
    expect(outline(document.structure)).toBe('Document(Part(P) Sect(P) Part(P))');
  });

  test('goes on counting pages, or counts its own', () => {
    const plain = section({ frames: numbered }, lines(1));
    const own = section({ frames: numbered, restartNumbering: true }, lines(fitting(200) + 1));
    expect(feet(lay([plain, plain, own]).document)).toEqual(['Page 1 of 2', 'Page 2 of 2', 'Page 1 of 2', 'Page 2 of 2']);
  });

  test('begins on a front side with duplex, leaving a back blank that is not counted', () => {
    const one = section({ frames: numbered }, lines(1));
    const front = section({ frames: numbered, startOn: 'front' }, lines(1));
    const { document } = lay([one, front], { duplex: true });
    expect(feet(document)).toEqual(['Page 1 of 2', undefined, 'Page 2 of 2']);
    expect(document.pages[1]?.items).toEqual([]);
    expect(lay([one, front]).document.pages).toHaveLength(2);
  });

  test('of many gives every page once', () => {
    const parts = Array.from({ length: 30 }, () => section({ frames: numbered, restartNumbering: true }, lines(2)));
    expect(feet(lay(parts).document)).toEqual(Array(30).fill('Page 1 of 1'));
  });
});

describe('what frames repeat', () => {
  const seen: unknown[] = [];
  const frames = {
    first: {},
    following: {},
    ...Object.fromEntries(
      ['first', 'following', 'last', 'only'].map((kind) => [
        kind,
        { foot: { late: (facts: object) => [paragraph(`Page ${JSON.stringify(seen[seen.push(facts) - 1]).length}`)] } },
      ]),
    ),
  };

  test('is the heading and the marks of the page, sheets, and what is free on the last', () => {
    const mark = (text: string): ResolvedNode => ({ type: 'mark', name: 'part', text, source: 'template#/body/0' });
    lay([heading('One'), mark('a'), lines(70), heading('Two'), mark('b'), mark('c'), lines(12)], { frames, duplex: true });
    expect(seen).toMatchObject([
      { number: 1, count: 3, sheet: 1, sheets: 2, heading: 'One', marks: { part: 'a' }, front: true },
      { number: 2, sheet: 1, heading: 'Two', marks: { part: 'b' }, front: false },
      { number: 3, sheet: 2, heading: 'Two', marks: { part: 'c' }, front: true },
    ]);
    const rest = bodies(lay([heading('One'), lines(70), heading('Two'), lines(12)], { frames }).document).at(-1)?.length ?? 0;
    expect((seen.at(-1) as { free: number }).free).toBeCloseTo(100 - (rest * 14 * 25.4) / 72, 0);
  });

  test('is told by its findings', () => {
    const found = { severity: 'error', code: 'expression.failed', message: 'x', place: { part: 'template', pointer: '' } } as const;
    const late = {
      late(_: object, report: (list: readonly (typeof found)[]) => void) {
        report([found]);
        return [];
      },
    };
    const { diagnostics } = lay([lines(1)], { frames: { first: { foot: late }, following: {}, only: { foot: late } } });
    expect(diagnostics).toEqual([found]);
  });

  test('is found also inside of columns', () => {
    seen.length = 0;
    const columns = { type: 'columns', gap: 5, columns: [{ width: { share: 1 }, body: [heading('In a column')] }], source: '' } as const;
    lay([columns], { frames });
    expect(seen).toMatchObject([{ heading: 'In a column' }]);
  });
});

test('a page of another master finds its text', () => {
  expect(find(lay([section({ master: 'sides' }, lines(2))]).document, 'line 2').page).toBe(0);
});
