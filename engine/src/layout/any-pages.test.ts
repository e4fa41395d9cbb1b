import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FootnoteText, ResolvedNode, Run } from '../resolve/resolved.ts';
import type { MasterPage, PageMaster } from '../template/masters.ts';
import type { LaidOutDocument, StructureNode, TextItem } from './display-list.ts';
import { layOut } from './layout.ts';
import {
  BRAND,
  box,
  columns,
  documentOf,
  heading,
  isText,
  keep,
  list,
  paragraph,
  rightOf,
  sampleContext,
  space,
  table,
} from './testing/sample-layout.ts';

const page = (y: number, height: number): MasterPage => ({ body: { x: 25, y, width: 165, height } });
const MASTERS: { readonly [name: string]: PageMaster } = {
  plain: { size: 'A4', first: page(100, 160), following: page(25, 235) },
  ended: { size: 'A4', first: page(60, 200), following: page(25, 235), last: page(30, 120), only: page(50, 100) },
  sided: { size: 'A4', first: page(40, 100), left: page(20, 150), right: page(30, 200), last: page(20, 240) },
};
const context = await sampleContext({ ...BRAND, masters: MASTERS }, ['en']);

/** What a document is made of; its words are numbered in reading order when it is built. */
type Plan =
  | { readonly kind: 'text' | 'heading' | 'noted'; readonly words: number; readonly note: number }
  | { readonly kind: 'space' | 'break' | 'table'; readonly words: number }
  | {
      readonly kind: 'box' | 'keep' | 'columns' | 'list' | 'flow' | 'float' | 'section';
      readonly parts: readonly Plan[];
      readonly number: number;
    };

class Builder {
  words = 0;
  readonly notes: FootnoteText[] = [];

  nodes(plans: readonly Plan[]): ResolvedNode[] {
    return plans.map((plan) => this.#node(plan));
  }

  #text(count: number): string {
    return Array.from({ length: count }, () => `w${++this.words}.`).join(' ');
  }

  #node(plan: Plan): ResolvedNode {
    const source = 'template#/body/0';
    switch (plan.kind) {
      case 'text':
        return paragraph(this.#text(plan.words));
      case 'heading':
        return heading(this.#text(Math.min(12, plan.words)));
      case 'noted':
        return this.#noted(plan.words, plan.note);
      case 'space':
        return space(plan.words);
      case 'break':
        return { type: 'pageBreak', source };
      case 'table':
        return table(
          Array.from({ length: Math.min(60, plan.words) }, () => [this.#text(3), 1] as const),
          { footer: [] },
        );
      case 'box':
        return box(...this.nodes(plan.parts));
      case 'keep':
        return keep(...this.nodes(plan.parts));
      case 'columns':
        return columns(...plan.parts.map((part) => this.nodes([part])));
      case 'list':
        return list(false, ...plan.parts.map((part) => this.nodes([part])));
      case 'flow':
        return { type: 'flow', source, columns: 2 + (plan.number % 2), gap: 5, balance: plan.number % 3 > 0, body: this.nodes(plan.parts) };
      case 'float':
        return { type: 'float', source, side: plan.number % 2 ? 'left' : 'right', width: 45, gap: 4, body: this.nodes(plan.parts) };
      case 'section': {
        const master = Object.keys(MASTERS)[plan.number % 3] as string;
        const frames = { first: {}, following: {} };
        const startOn = plan.number % 2 ? 'front' : 'page';
        return { type: 'section', source, master, frames, restartNumbering: true, startOn, body: this.nodes(plan.parts) };
      }
    }
  }

  #noted(words: number, note: number): ResolvedNode {
    const half = Math.ceil(words / 2);
    const before = this.#text(half);
    const after = this.#text(words - half);
    const number = this.notes.length + 1;
    const text: FootnoteText = { number, runs: [{ text: this.#text(note) }] };
    this.notes.push(text);
    const reference: Run = { text: String(number), script: 'super', href: `#note-${number}`, note: text };
    return paragraph([{ text: before }, reference, { text: ` ${after}` }]);
  }
}

const words = fc.integer({ min: 1, max: 250 });
const leaf: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('text', 'heading', 'noted'), words, note: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('space', 'table'), words: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 1, arbitrary: fc.constant<Plan>({ kind: 'break', words: 0 }) },
);
const inside = (parts: fc.Arbitrary<Plan>, ...kinds: ('box' | 'keep' | 'columns' | 'list' | 'flow' | 'float' | 'section')[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), parts: fc.array(parts, { minLength: 1, maxLength: 3 }), number: fc.nat(11) });
const outer = fc.oneof(leaf, inside(leaf, 'box', 'keep', 'columns', 'list', 'float'));
const block = fc.oneof({ weight: 3, arbitrary: outer }, { weight: 2, arbitrary: inside(outer, 'flow', 'box', 'columns', 'keep', 'float') });
const anyPages = fc.tuple(
  fc.constantFrom(...Object.keys(MASTERS)),
  fc.array(fc.oneof({ weight: 5, arbitrary: block }, { weight: 1, arbitrary: inside(block, 'section') }), { maxLength: 8 }),
);

function laid([master, plans]: readonly [string, readonly Plan[]]) {
  const builder = new Builder();
  const body = builder.nodes(plans);
  const notes = builder.notes.length === 0 ? {} : { notes: builder.notes };
  return { ...layOut(context, documentOf(body, { ...notes, duplex: true }), master), words: builder.words };
}

describe('whatever comes onto pages', { timeout: 120_000 }, () => {
  test('every word is read once, in order', () => {
    fc.assert(
      fc.property(anyPages, (plan) => {
        const { document, words: count } = laid(plan);
        const read = [...readAloud(document).matchAll(/w(\d+)\./g)].map(([, number]) => Number(number));
        expect(read).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      }),
      { numRuns: 80 },
    );
  });

  test('stays on the page, and nothing lies over anything else', () => {
    fc.assert(
      fc.property(anyPages, (plan) => {
        const { document, diagnostics } = laid(plan);
        fc.pre(!diagnostics.some(({ code }) => code === 'layout.overfull-page'));
        for (const { items, height } of document.pages) {
          const texts = items.filter(isText).filter((item) => item.words.some(({ glyphs }) => glyphs.length > 0));
          for (const item of texts) expect(item.baseline).toBeLessThan(height - 20);
          expect(overlaps(texts)).toEqual([]);
        }
      }),
      { numRuns: 80 },
    );
  });
});

function readAloud({ pages, structure }: LaidOutDocument): string {
  const byOwner = new Map<StructureNode, string>();
  for (const item of pages.flatMap(({ items }) => items.filter(isText))) {
    if (item.owner !== null) byOwner.set(item.owner, (byOwner.get(item.owner) ?? '') + item.words.map(({ text }) => text).join(''));
  }
  const read = (from: StructureNode): string => (byOwner.get(from) ?? '') + from.children.map(read).join('');
  return read(structure);
}

function overlaps(items: readonly TextItem[]): string[] {
  const found: string[] = [];
  items.forEach((a, i) => {
    for (const b of items.slice(i + 1)) {
      const apart = Math.abs(a.baseline - b.baseline) >= Math.min(a.size, b.size) * 0.9;
      const aside = rightOf(a) <= (b.xs[0] as number) + 0.1 || rightOf(b) <= (a.xs[0] as number) + 0.1;
      if (!apart && !aside) found.push(`${a.words[0]?.text} / ${b.words[0]?.text}`);
    }
  });
  return found;
}
