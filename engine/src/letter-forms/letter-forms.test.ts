import { describe, expect, test } from 'vitest';
import type { PageMaster } from '../template/masters.ts';
import { envelopes, letterForms, seenThrough } from './envelopes.ts';
import { formOf, forms, inForm } from './forms.ts';
import { contains, overlap, sheetOf } from './sheet.ts';

const A4 = { width: 210, height: 297 };
const master: PageMaster = {
  width: 210,
  height: 297,
  first: {
    body: { x: 30, y: 90, width: 150, height: 160 },
    frames: [
      { name: 'logo', x: 0, y: 0, width: 10, height: 10, content: [{ type: 'line' }] },
      { name: 'stamp', x: 190, y: 280, width: 20, height: 17 },
    ],
    marks: [
      { type: 'line', x: 4, y: 105, length: 6 },
      { type: 'slot', name: 'code', x: 5, y: 5, width: 10, height: 10 },
    ],
  },
  following: { body: { x: 30, y: 30, width: 150, height: 230 } },
};

describe('a window', () => {
  test('of a DL envelope shows the address field of DIN 5008, form A and B', () => {
    expect(seenThrough(envelopes['din-b'], A4).safe).toEqual({ x: 20, y: 50, width: 80, height: 40 });
    expect(seenThrough(envelopes['din-a'], A4).safe).toEqual({ x: 20, y: 32, width: 80, height: 40 });
  });

  test('shows less than it is large by as much as the sheet slips', () => {
    const { window, safe } = seenThrough(envelopes['us-10'], { width: 215.9, height: 279.4 });
    expect(contains(window, safe)).toBe(true);
    expect(window.width - safe.width).toBeCloseTo(25.4, 1);
    expect(safe.height).toBeGreaterThan(16);
  });
});

describe.each(letterForms)('the form %s', (name) => {
  const made = inForm(master, name);
  const sheet = sheetOf(made);

  test('puts the address where the window shows it wherever the sheet slips to', () => {
    const { safe } = seenThrough(envelopes[name], sheet);
    const { x, y, width, height } = made.first.frames!.find((frame) => frame.name === 'address')!;
    // Of the DIN field the last line may be used when there are six, which is below what is always seen of form A and B.
    expect(contains({ ...safe, width: safe.width + 5 }, { x, y, width, height })).toBe(true);
  });

  test('leaves everything on the sheet, and nothing over the text', () => {
    const paper = { x: 0, y: 0, ...sheet };
    for (const page of [made.first, made.following!]) {
      for (const rect of [page.body, ...(page.frames ?? [])]) expect(contains(paper, rect), JSON.stringify(rect)).toBe(true);
      for (const frame of page.frames ?? []) if (frame.name !== 'stamp') expect(overlap(page.body, frame), frame.name).toBe(false);
    }
    expect(made.first.body.width).toBe(made.following!.body.width);
  });

  test('keeps what is in frames and slots, and is known by its folds', () => {
    expect(made.first.frames![0]).toMatchObject({ name: 'logo', content: [{ type: 'line' }], ...forms[name].logo });
    expect(made.first.marks!.filter(({ type }) => type === 'slot')).toHaveLength(1);
    expect(formOf(made)).toBe(name);
  });
});

test('folds are those of DIN 5008', () => {
  expect(envelopes['din-a'].folds).toEqual([87, 192]);
  expect(envelopes['din-b'].folds).toEqual([105, 210]);
});
