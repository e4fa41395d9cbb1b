import { describe, expect, it } from 'vitest';
import { block, smallBrand, smallBundle, smallRecord } from '../../test/bundles.ts';
import type { DataRecord } from '../compose.ts';
import type { Channel, Node, Template, TemplateBundle } from '../template/model.ts';
import { cleanText } from './clean-text.ts';
import { safeHref } from './links.ts';
import type { FrameContent, ResolvedFiller, ResolvedNode, ResolvedSection, ResolvedTable, Run } from './resolved.ts';
import { Resolver } from './resolver.ts';

function resolve(bundle: TemplateBundle, channel: Channel = 'web', record: DataRecord = smallRecord, language?: string) {
  const resolver = new Resolver(bundle);
  const resolution = resolver.resolve(record, channel, language === undefined ? {} : { language });
  expect(resolver.diagnostics).toEqual([]);
  return resolution;
}
const bodyOf = (nodes: readonly Node[], channel: Channel = 'web', record: DataRecord = smallRecord) =>
  resolve(smallBundle(nodes), channel, record).document.body;
const texts = (nodes: readonly ResolvedNode[]) => nodes.map((n) => ('runs' in n ? n.runs.map((r) => r.text).join('') : n.type));
const p = (text: string, more: object = {}): Node => ({ type: 'paragraph', text, ...more });

describe('resolving', () => {
  it('shows what its condition and its channel allow', () => {
    const nodes: Node[] = [
      p('a', { when: 'vip' }),
      p('b', { when: '!vip' }),
      p('c', { only: ['letter'] }),
      p('d', { only: ['web', 'email'] }),
      // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
      { type: 'if', condition: 'count > 5', then: [p('many')], else: [p('few')] },
    ];
    expect(texts(bodyOf(nodes))).toEqual(['a', 'd', 'few']);
    expect(texts(bodyOf(nodes, 'letter', { ...smallRecord, vip: false, count: 6 }))).toEqual(['b', 'c', 'many']);
  });

  it('makes one run of a sentence, and runs of their own for marks', () => {
    const [paragraph] = bodyOf([p('Dear {{ name }}, **{{ total }}** due')]) as unknown as [{ runs: Run[] }];
    expect(paragraph.runs).toEqual([{ text: 'Dear Ada, ' }, { text: '12.5', bold: true }, { text: ' due' }]);
  });

  it('takes the fallback of a field where the value is missing, and only there', () => {
    const node: Node = {
      type: 'paragraph',
      text: [{ type: 'field', value: 'note', fallback: 'none' }, { type: 'break' }, { type: 'field', value: 'name', fallback: 'nobody' }],
    };
    expect(texts(bodyOf([node]))).toEqual(['none\nAda']);
    expect(resolve(smallBundle([node])).diagnostics).toEqual([]);
  });

  it('chooses the words of the language, and tells every text its place', () => {
    const nodes: Node[] = [{ type: 'paragraph', text: { en: 'Total {{ total }}', de: 'Summe {{ total }}', fr: 'Total {{ total }}' } }];
    const german = resolve(smallBundle(nodes, { language: 'language' }), 'web', { ...smallRecord, language: 'de-AT' });
    expect(german.document).toMatchObject({ language: 'de', locale: 'de' });
    expect(texts(german.document.body)).toEqual(['Summe 12,5']);
    expect(german.document.body[0]!.source).toBe('template#/body/0');
    expect(resolve(smallBundle(nodes)).document).toMatchObject({ language: 'en', locale: 'en-GB' });
  });

  it('puts blocks in with the body for the channel', () => {
    const blocks = { hint: block('hint', [p('letter or web')], { variants: { email: [p('in the mail')] } }) };
    const bundle = smallBundle([{ type: 'block', ref: 'hint' }], {}, blocks);
    expect(texts(resolve(bundle).document.body)).toEqual(['letter or web']);
    const [mail] = resolve(bundle, 'email').document.body;
    expect(mail).toMatchObject({ source: 'block:hint#/variants/email/0' });
  });

  it('lets a block see the record and its parameters, not the names around it', () => {
    const blocks = { inner: block('inner', [p('{{ item.title }}')]) };
    const bundle = smallBundle([{ type: 'repeat', each: 'items', as: 'item', body: [{ type: 'block', ref: 'inner' }] }], {}, blocks);
    const resolver = new Resolver(bundle);
    resolver.compileAll();
    expect(resolver.diagnostics[0]).toMatchObject({ code: 'expression.unknown-name', place: { part: 'block', id: 'inner' } });
  });

  it('carries sums, exactly, over any number of rows', () => {
    const table: Node = {
      type: 'table',
      each: 'items',
      as: 'item',
      carriedForward: 'so far',
      columns: [
        { header: 'What', width: 'auto', cell: '{{ item.title }}' },
        {
          header: 'Price',
          width: 'auto',
          align: 'decimal',
          cell: '{{ item.price }}',
          carry: 'item.price',
          carryFormat: 'money(sum, currency)',
        },
      ],
    };
    const items = Array.from({ length: 10 }, (_, i) => ({ title: `${i}`, price: '0.10' }));
    const resolver = new Resolver(smallBundle([table]));
    const resolved = resolver.resolve({ ...smallRecord, items }, 'letter').document.body[0] as ResolvedTable;
    // Layout asks after the next record was read.
    resolver.resolve({ ...smallRecord, currency: 'GBP' }, 'letter');
    expect([0, 3, 10].map((rows) => resolved.carry!.textAfter(rows))).toEqual([
      ['', '€0.00'],
      ['', '€0.30'],
      ['', '€1.00'],
    ]);
    expect(resolved.carry!.forward).toEqual([{ text: 'so far' }]);
  });

  it('shows what stands for an empty table', () => {
    const table: Node = { type: 'table', each: 'items', columns: [{ header: 'A', width: 'auto', cell: 'x' }], empty: [p('nothing')] };
    expect(texts(bodyOf([table], 'web', { ...smallRecord, items: [] }))).toEqual(['nothing']);
    expect(texts(bodyOf([table]))).toEqual(['table']);
  });

  it('fills frames with the content of the template, else of the brand, page numbers as runs', () => {
    const letter = (frames?: Template['letter']['frames']) =>
      resolve(smallBundle([], { letter: { master: 'letter', ...(frames && { frames }) } }), 'letter').document.frames;
    expect(letter().first.foot).toMatchObject([
      { source: 'brand:plain#/masters/letter/first/frames/0/content/0', runs: [{ text: 'Page ' }, { text: '', page: 'number' }] },
    ]);
    expect(letter({ foot: [p('of {{ page.count }}')] }).following.foot).toMatchObject([{ runs: [{ text: 'of ' }, { page: 'count' }] }]);
    expect(resolve(smallBundle([])).document.frames).toEqual({ first: {}, following: {} });
  });

  it('resolves frames that ask for more of their page when the page is there, seeing what stood around a section', () => {
    const foot = [
      p('{{ page.number < page.count ? "more overleaf" : "the end" }} {{ page.heading }} {{ page.marks.part }} {{ page.free }}'),
    ];
    const frames = { foot: [p('{{ item.title }}', { when: 'page.front' })] };
    const section: Node = { type: 'section', frames, body: [{ type: 'mark', name: 'part', text: 'x' }] };
    const body: Node[] = [{ type: 'repeat', each: 'items', as: 'item', body: [section] }];
    const bundle = smallBundle(body, { letter: { master: 'letter', frames: { foot }, duplex: true } });
    const { document } = resolve(bundle, 'letter');
    const facts = { number: 1, count: 2, sheet: 1, sheets: 1, heading: 'Terms', marks: { part: 'B' }, free: 12.345, front: true };
    const late = (content: FrameContent | undefined) => ('late' in content! ? content.late(facts, () => {}) : []);
    expect(texts(late(document.frames.first.foot))).toEqual(['more overleaf Terms B 12.3']);
    const sections = document.body as ResolvedSection[];
    expect(sections.map(({ frames: own }) => texts(late(own.first.foot)))).toEqual([['Tea'], ['Cake']]);
    expect(sections[0]?.body).toMatchObject([{ type: 'mark', name: 'part', text: 'x' }]);
    expect(document.duplex).toBe(true);
    expect(resolve(bundle, 'email').document.body).toMatchObject([{ type: 'section', body: [] }, { type: 'section' }]);
  });

  it('lets blocks in frames see their page, and no other block', () => {
    const foot = [{ type: 'block', ref: 'foot' }] as const;
    const blocks = { foot: block('foot', [p('{{ page.sheet }}/{{ page.sheets }}')]) };
    const bundle = smallBundle([], { letter: { master: 'letter', frames: { foot } } }, blocks);
    const content = resolve(bundle, 'letter').document.frames.first.foot!;
    const facts = { number: 1, count: 1, sheet: 2, sheets: 3, heading: '', marks: {}, free: 0, front: true };
    expect('late' in content && texts(content.late(facts, () => {}))).toEqual(['2/3']);
    const inBody = new Resolver(smallBundle([...foot], {}, blocks));
    inBody.compileAll();
    expect(inBody.diagnostics[0]).toMatchObject({ code: 'expression.page-number', place: { part: 'block', id: 'foot' } });
  });

  it('resolves all offers of a filler for the letter, and shows the first in messages', () => {
    const filler: Node = {
      ...{ type: 'filler', minimum: 60, offers: [[p('none', { when: '!vip' })], [p('written')]] },
      ...{ each: 'items', as: 'offer', body: [p('{{ offer.title }}')] },
    };
    const [letter] = bodyOf([filler], 'letter') as ResolvedFiller[];
    expect(letter).toMatchObject({ minimum: 60, choose: 'first', valign: 'top' });
    expect(letter?.offers.map(({ number, body }) => [number, texts(body)])).toEqual([
      [2, ['written']],
      [3, ['Tea']],
      [4, ['Cake']],
    ]);
    expect(texts(bodyOf([filler], 'email'))).toEqual(['written']);
  });

  it('knows the brand and the moment it is given', () => {
    const bundle = smallBundle([p('{{ brand.sender.organisation }} {{ date(now) }}')]);
    const resolver = new Resolver({ ...bundle, brand: smallBrand });
    expect(texts(resolver.resolve(smallRecord, 'web', { now: '2026-11-21T10:00:00Z' }).document.body)).toEqual([
      'Plain & Sons 21 Nov 2026',
    ]);
  });

  it('keeps nothing of one record for the next', () => {
    const resolver = new Resolver(smallBundle([p("{{ default(note, '-') }}")]));
    const show = (record: DataRecord) => texts(resolver.resolve(record, 'web').document.body);
    expect([show({ ...smallRecord, note: 'x' }), show(smallRecord), show({ ...smallRecord, note: null })]).toEqual([['x'], ['-'], ['-']]);
  });
});

describe('text from outside', () => {
  it('becomes NFC without control characters and halves of pairs', () => {
    expect(cleanText('Zu\u0308rich\r\nA\u0000\u0007\u2028\ud800\tB')).toBe('Zürich\nA\n\ufffd\tB');
    const plain = 'Plain ÄÖÜ é';
    expect(cleanText(plain)).toBe(plain);
  });

  it('becomes a link only with a scheme that is safe', () => {
    expect(safeHref(' https://x.example/a b"c ')).toBe('https://x.example/a%20b%22c');
    for (const address of ['javascript:x', 'data:text/html,x', 'x.example', '/a', 'file:///etc', 'https://', 'https:// x'])
      expect(safeHref(address), address).toBeUndefined();
  });
});
