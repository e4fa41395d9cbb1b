import { expect, test } from 'vitest';
import { exampleBundle, exampleRecords } from '../test/bundles.ts';
import { type LaidOutDocument, type PagePlace, pagePlaces, type Sources, samePage } from './authoring.ts';
import { CompositionError, check, compile, type DataRecord, type TemplateBundle } from './index.ts';
import { pagePictures } from './preview/index.ts';
import type { Node, Template } from './template/model.ts';

const bundle = exampleBundle('reminder-letter');
const record = exampleRecords('reminder-letter')[0] as DataRecord;
const withBody = (body: readonly Node[]): TemplateBundle => ({ ...bundle, template: { ...bundle.template, body } });
const added = (text: string): TemplateBundle => withBody([...bundle.template.body, { type: 'paragraph', text }]);

async function composed(from: TemplateBundle, live: boolean) {
  let pages: LaidOutDocument | undefined;
  const sources: Sources = new Map();
  const program = await compile(from, { formats: ['pdf'], live });
  const rendition = program.compose(record, 'pdf', { language: 'de', sources, inspect: (document) => (pages = document) });
  return { rendition, pages: pages as LaidOutDocument, sources };
}

/** What is drawn, without who it belongs to. */
const drawn = ({ pages }: LaidOutDocument) =>
  JSON.stringify(pages, (key, value) => (['owner', 'face', 'written', 'links', 'furniture'].includes(key) ? undefined : value));

test('a live program lays the same pages out as production does, also with letters that the first one had not', async () => {
  await composed(bundle, true);
  for (const text of ['Ein Wort mehr.', 'Żółć und ½ für {{ customer.name }}.']) {
    expect(drawn((await composed(added(text), true)).pages)).toBe(drawn((await composed(added(text), false)).pages));
  }
});

test('a live program takes up what a text encloses or lets one type into for the first time', async () => {
  const field: Node = { type: 'field', kind: 'text', name: 'note', label: 'Note' };
  const enclosure: Node = { type: 'enclosure', asset: 'given', title: 'Given' };
  const { rendition: given } = await composed(withBody([{ type: 'paragraph', text: 'Given.' }]), false);
  const assets = { ...bundle.assets, given: given.format === 'pdf' ? given.bytes : new Uint8Array() };
  await composed({ ...bundle, assets }, true);
  for (const node of [field, enclosure]) {
    const more = { ...withBody([...bundle.template.body, node]), assets };
    expect(drawn((await composed(more, true)).pages)).toBe(drawn((await composed(more, false)).pages));
  }
});

test('what is wrong is told by a live program as by any other, in what changed and in what the record needs', async () => {
  await composed(bundle, true);
  const wrong = withBody([...bundle.template.body, { type: 'paragraph', txet: 'x' } as unknown as Node]);
  await expect(compile(wrong, { formats: ['pdf'], live: true })).rejects.toThrow(CompositionError);
  await expect(compile(wrong, { formats: ['pdf'], live: true })).rejects.toMatchObject({ diagnostics: check(wrong) });
  await expect(composed(added('{{ customer.nam }}'), true)).rejects.toMatchObject({
    diagnostics: [{ code: 'expression.unknown-field', place: { pointer: `/body/${bundle.template.body.length}/text` } }],
  });
});

test('a live program of a brand that changed does not take the old one for it', async () => {
  await composed(bundle, true);
  const brand = { ...bundle.brand, styles: { ...bundle.brand.styles, body: { ...bundle.brand.styles.body, size: 'large' } } };
  await expect(compile({ ...bundle, brand: brand as never }, { formats: ['pdf'], live: true })).rejects.toThrow(CompositionError);
});

const inside = ({ x, y, width, height }: PagePlace, at: { x: number; y: number }) =>
  at.x >= x - 1 && at.x <= x + width + 1 && at.y >= y && at.y <= y + height;

test('every text of a page is in a place whose source leads to the node that says it', async () => {
  const { pages, sources } = await composed(bundle, true);
  const places = pagePlaces(pages, sources);
  const template = bundle.template as Template;
  let found = 0;
  pages.pages.forEach(({ items }, page) => {
    for (const item of items) {
      if (item.kind !== 'text' || item.owner === null) continue;
      const around = (places[page] as PagePlace[]).filter((place) => inside(place, { x: item.xs[0] as number, y: item.baseline - 1 }));
      expect(around.length, item.words.map((word) => word.text).join(' ')).toBeGreaterThan(0);
      for (const { source } of around) {
        const [part, pointer] = source.split('#') as [string, string];
        const from = part === 'template' ? template : part === 'brand' ? bundle.brand : bundle.blocks[part.slice('block:'.length)];
        const node = pointer
          .split('/')
          .slice(1)
          .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step.replaceAll('~1', '/')], from);
        expect(node, source).toHaveProperty('type');
        found += 1;
      }
    }
  });
  expect(found).toBeGreaterThan(20);
});

test('after a word on the last page the first looks the same, and the last does not', async () => {
  const many = Array.from({ length: 60 }, (_, i): Node => ({ type: 'paragraph', text: `Absatz ${i}.` }));
  const long = (last: string) => withBody([...bundle.template.body, ...many, { type: 'paragraph', text: last }]);
  const before = (await composed(long('Ende'), true)).pages.pages;
  const after = (await composed(long('Ende gut'), true)).pages.pages;
  expect(before.length).toBeGreaterThan(1);
  expect(samePage(before[0]!, after[0]!)).toBe(true);
  expect(samePage(before.at(-1)!, after.at(-1)!)).toBe(false);
});

/** Numbers that look like lots and are the same in every run. */
function lots(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** What an author may do next: write in a paragraph, begin one, take one away, move one, put one under a condition, say it in one language alone. */
function edited(body: readonly Node[], lot: (below: number) => number): readonly Node[] {
  const at = lot(body.length);
  const paragraph: Node = { type: 'paragraph', text: { de: `Absatz ${lot(99)} für {{ customer.name }}.`, en: `Paragraph ${lot(99)}.` } };
  const others = body.filter((_, i) => i !== at);
  switch (lot(7)) {
    case 0:
      return body.map((node, i) =>
        i === at && node.type === 'paragraph' ? { ...node, text: `Anders ${lot(99)}, **{{ customer.name }}**.` } : node,
      );
    case 1:
      return others.length > 0 ? others : body;
    case 2:
      return [...others.slice(0, lot(others.length + 1)), body[at]!, ...others.slice(at)];
    case 3:
      // biome-ignore lint/suspicious/noThenProperty: the model's word for it
      return [...body.slice(0, at), { type: 'if', condition: 'true', then: [body[at]!] }, ...body.slice(at + 1)];
    case 4:
      return [
        ...body.slice(0, at),
        {
          type: 'paragraph',
          text: [
            { type: 'text', text: 'Siehe ' },
            { type: 'footnote', text: 'Fuß' },
          ],
        },
        ...body.slice(at),
      ];
    default:
      return [...body.slice(0, at), paragraph, ...body.slice(at)];
  }
}

test('whatever an author does next, a live program says, draws and tells the same as one that knows nothing of before', async () => {
  const lot = lots(Number(process.env.PROPERTY_SEED ?? 7));
  let body = bundle.template.body;
  for (let i = 0; i < 30; i++) {
    body = edited(body, lot);
    const live = await composed(withBody(body), true);
    const anew = await composed(withBody(structuredClone(body)), false);
    expect(drawn(live.pages), `after ${i} changes`).toBe(drawn(anew.pages));
    expect(live.rendition.diagnostics).toEqual(anew.rendition.diagnostics);
    expect([...live.sources.values()]).toEqual([...anew.sources.values()]);
  }
});

test('of a letter of which only some pages are written, these look as they do in the whole of it, and the others are blank', async () => {
  const many = Array.from({ length: 60 }, (_, i): Node => ({ type: 'paragraph', text: `Absatz ${i} für **{{ customer.name }}**.` }));
  const program = await compile(withBody([...bundle.template.body, ...many]), { formats: ['pdf'], live: true });
  const bytesOf = (only?: ReadonlySet<number>) => {
    const rendition = program.compose(record, 'pdf', { language: 'de', ...(only ? { only } : {}) });
    return rendition.format === 'pdf' ? rendition.bytes : new Uint8Array();
  };
  const [whole, part] = [await pagePictures(bytesOf()), await pagePictures(bytesOf(new Set([1])))];
  expect(whole.length).toBeGreaterThan(2);
  expect(part.map(({ png }, i) => Buffer.from(png).equals(whole[i]!.png))).toEqual(whole.map((_, i) => i === 1));
});
