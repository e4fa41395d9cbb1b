import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { block, smallBrand, smallBundle, smallRecord } from '../test/bundles.ts';
import { PDF_CHECKS, PDF_ELSEWHERE, PDF_RECORDS } from '../test/pdf-findings.ts';
import { CompositionError, check, compile, type DataRecord, type Format } from './compose.ts';
import { DIAGNOSTICS } from './diagnostic-codes.ts';
import type { Place } from './diagnostics.ts';
import type { Node, Template, TemplateBundle } from './template/model.ts';

const p = (text: string, more: object = {}): Node => ({ type: 'paragraph', text, ...more });
const withTemplate = (more: object): TemplateBundle => smallBundle([], more as Partial<Template>);
const withBrand = (more: object): TemplateBundle => ({ ...smallBundle([]), brand: { ...smallBrand, ...more } });
const withMaster = (more: object): TemplateBundle => withBrand({ masters: { letter: { ...smallBrand.masters.letter, ...more } } });
const at = (pointer: string, excerpt?: [string, number, number]): Partial<Place> => ({
  part: 'template',
  pointer,
  ...(excerpt === undefined ? {} : { excerpt: { text: excerpt[0], offset: excerpt[1], length: excerpt[2] } }),
});
const nested = (depth: number): Node => (depth === 0 ? p('x') : { type: 'keep', body: [nested(depth - 1)] });
const growing = (levels: number) =>
  Object.fromEntries(
    Array.from({ length: levels }, (_, i) => [
      `b${i}`,
      block(`b${i}`, Array(9).fill(i === 0 ? p('x') : { type: 'block', ref: `b${i - 1}` })),
    ]),
  );

type Case = readonly [code: string, bundle: TemplateBundle, place: Partial<Place>];

const image = (asset: string): Node => ({ type: 'image', asset, alt: 'x' });
const withAsset = (text: string): TemplateBundle => {
  const bundle = smallBundle([image('picture')]);
  return { ...bundle, assets: { ...bundle.assets, picture: new TextEncoder().encode(text) } };
};

const withChart = (kind: 'bar' | 'doughnut', color: string, count = 1): TemplateBundle => {
  const series = Array.from({ length: count }, () => ({ name: 'Price', value: 'row.price', color }));
  return smallBundle([{ type: 'chart', kind, each: 'items', label: '{{ row.title }}', series }]);
};

const CHECKS: readonly Case[] = [
  ...PDF_CHECKS,
  ['list.no-items', smallBundle([{ type: 'list' }]), at('/body/0')],
  ['table.no-rows', smallBundle([{ type: 'table', columns: [{ width: 'auto' }] }]), at('/body/0')],
  ['table.no-cell', smallBundle([{ type: 'table', each: 'items', columns: [{ width: 'auto' }] }]), at('/body/0/columns/0')],
  [
    'table.needs-list',
    smallBundle([{ type: 'table', rows: [], columns: [{ width: 'auto' }], keepWithNext: 'true' }]),
    at('/body/0/keepWithNext'),
  ],
  ['structure.unknown-key', smallBundle([p('x', { stile: 'body' })]), at('/body/0/stile')],
  ['structure.missing-key', smallBundle([{ type: 'paragraph' } as unknown as Node]), at('/body/0')],
  ['structure.wrong-type', smallBundle([{ type: 'space', height: '3' } as unknown as Node]), at('/body/0/height')],
  ['structure.not-allowed', smallBundle([{ type: 'paragraf', text: 'x' } as unknown as Node]), at('/body/0/type')],
  ['structure.too-deep', smallBundle([nested(80)]), { part: 'template' }],
  [
    'data-schema.invalid',
    withTemplate({ data: { type: 'object', properties: { name: { type: 'string', oneOf: [] } } } }),
    at('/data/properties/name/oneOf'),
  ],
  [
    'data-schema.reserved-name',
    withTemplate({ data: { type: 'object', properties: { brand: { type: 'string' }, name: {} } } }),
    at('/data/properties/brand'),
  ],
  ['expression.syntax', smallBundle([p('A {{ name + }} b')]), at('/body/0/text', ['A {{ name + }} b', 11, 1])],
  ['expression.unknown-name', smallBundle([p('A {{ nmae }}')]), at('/body/0/text', ['A {{ nmae }}', 5, 4])],
  ['expression.unknown-field', smallBundle([p('x', { when: 'items[0].pirce > 3' })]), at('/body/0/when', ['items[0].pirce > 3', 9, 5])],
  ['expression.unknown-function', smallBundle([p("{{ mony(total, 'EUR') }}")]), at('/body/0/text', ["{{ mony(total, 'EUR') }}", 3, 18])],
  ['expression.wrong-arguments', smallBundle([p('{{ money(total) }}')]), at('/body/0/text', ['{{ money(total) }}', 3, 12])],
  ['expression.wrong-types', smallBundle([p('{{ name + total }}')]), at('/body/0/text', ['{{ name + total }}', 3, 12])],
  ['expression.wrong-result', smallBundle([p('x', { when: 'name' })]), at('/body/0/when', ['name', 0, 4])],
  ['expression.name-taken', smallBundle([{ type: 'repeat', each: 'items', as: 'name', body: [] }]), at('/body/0/as')],
  ['expression.page-number', smallBundle([p('Page {{ page.number }}')]), at('/body/0/text', ['Page {{ page.number }}', 8, 11])],
  ['text.unclosed-field', smallBundle([p('Dear {{ name')]), at('/body/0/text', ['Dear {{ name', 5, 7])],
  ['text.empty-field', smallBundle([p('Dear {{ }}')]), at('/body/0/text', ['Dear {{ }}', 5, 5])],
  ['text.unclosed-mark', smallBundle([p('Dear **Ada')]), at('/body/0/text', ['Dear **Ada', 5, 2])],
  ['text.missing-language', smallBundle([{ type: 'paragraph', text: { en: 'Dear', de: 'Liebe' } }]), at('/body/0/text')],
  ['link.unsafe', smallBundle([{ type: 'button', text: 'x', href: 'javascript:alert(1)' }]), at('/body/0/href')],
  ['style.unknown', smallBundle([p('x', { style: 'bdy' })]), at('/body/0/style')],
  ['font.unknown', withBrand({ styles: { body: { font: 'serif' } } }), { part: 'brand', id: 'plain', pointer: '/styles/body/font' }],
  ['asset.unknown', smallBundle([{ type: 'image', asset: 'dto', alt: '' }]), at('/body/0/asset')],
  ['asset.not-an-image', smallBundle([{ type: 'image', asset: 'sans', alt: '' }]), at('/body/0/asset')],
  ['asset.svg', withAsset('<svg><text>x</text></svg>'), at('/body/0/asset')],
  [
    'asset.svg-in-email',
    {
      ...withAsset('<svg viewBox="0 0 1 1"><path d="M0 0L1 1" stroke="red"/></svg>'),
      template: { ...smallBundle([image('picture')]).template, email: {} },
    },
    at('/body/0/asset'),
  ],
  [
    'barcode.overlay',
    smallBundle([{ type: 'barcode', symbology: 'aztec', payload: 'name', width: 20, overlay: 'swiss-cross', alt: 'x' }]),
    at('/body/0/overlay'),
  ],
  ['chart.series', withChart('doughnut', '#1f5f58', 2), at('/body/0/series')],
  ['chart.contrast', withChart('bar', '#ffee88'), at('/body/0/series/0/color')],
  ['master.unknown', withTemplate({ letter: { master: 'lettre' } }), at('/letter/master')],
  ['master.size', withMaster({ size: 'A4' }), { part: 'brand', id: 'plain', pointer: '/masters/letter' }],
  ['master.size', withMaster({ width: 100 }), { part: 'brand', id: 'plain', pointer: '/masters/letter/first/body' }],
  [
    'master.widths-differ',
    withMaster({ last: { body: { x: 25, y: 30, width: 90, height: 50 } } }),
    { part: 'brand', id: 'plain', pointer: '/masters/letter' },
  ],
  ['section.inside', smallBundle([{ type: 'keep', body: [{ type: 'section', body: [] }] }]), at('/body/0/body/0')],
  ['section.not-duplex', smallBundle([{ type: 'section', startOn: 'front', body: [] }]), at('/body/0/startOn')],
  [
    'imposition.booklet',
    smallBundle([], { letter: { master: 'letter', imposition: { sheet: 'A4', columns: 3, rows: 1, order: 'booklet' } } }),
    at('/letter/imposition/order'),
  ],
  ['qr-bill.inside', smallBundle([{ type: 'keep', body: [{ type: 'qrBill', payload: "''" }] }]), at('/body/0/body/0')],
  ['filler.inside', smallBundle([{ type: 'keep', body: [{ type: 'filler', offers: [[]] }] }]), at('/body/0/body/0')],
  ['filler.no-offers', smallBundle([{ type: 'filler' }]), at('/body/0')],
  ['footnote.inside', withTemplate({ subject: [{ type: 'footnote', text: 'x' }] }), at('/subject/0')],
  ['frame.unknown', withTemplate({ letter: { master: 'letter', frames: { fooot: [] } } }), at('/letter/frames/fooot')],
  ['brand.mismatch', withTemplate({ brand: 'other' }), at('/brand')],
  ['language.invalid', withTemplate({ languages: ['en', 'de-12'] }), at('/languages/1')],
  ['block.unknown', smallBundle([{ type: 'block', ref: 'greting' }], {}, { greeting: block('greeting', []) }), at('/body/0/ref')],
  [
    'block.recursive',
    smallBundle(
      [{ type: 'block', ref: 'a' }],
      {},
      { a: block('a', [{ type: 'block', ref: 'b' }]), b: block('b', [{ type: 'block', ref: 'a' }]) },
    ),
    { part: 'block', id: 'b', pointer: '/body/0' },
  ],
  [
    'block.missing-parameter',
    smallBundle([{ type: 'block', ref: 'a' }], {}, { a: block('a', [], { parameters: ['who'] }) }),
    at('/body/0/with'),
  ],
  [
    'block.unknown-parameter',
    smallBundle([{ type: 'block', ref: 'a', with: { woh: 'name' } }], {}, { a: block('a', []) }),
    at('/body/0/with/woh'),
  ],
  ['block.wrong-id', smallBundle([], {}, { a: block('b', []) }), { part: 'block', id: 'a', pointer: '/id' }],
  [
    'table.wrong-width',
    smallBundle([
      {
        type: 'table',
        each: 'items',
        columns: [{ header: 'A', width: 'auto', cell: 'x' }],
        footer: [{ cells: [{ text: 'a' }, { text: 'b' }] }],
      },
    ]),
    at('/body/0/footer/0'),
  ],
  [
    'table.unused-format',
    smallBundle([{ type: 'table', each: 'items', columns: [{ header: 'A', width: 'auto', cell: 'x', carryFormat: 'number(sum)' }] }]),
    at('/body/0/columns/0/carryFormat'),
  ],
  ['zone.content', smallBundle([{ type: 'zone', kind: 'optional', name: 'a', question: 'A?' }]), at('/body/0')],
  [
    'zone.content',
    smallBundle([{ type: 'zone', kind: 'choice', name: 'a', question: 'A?', chosen: 'y', choices: [{ name: 'x', label: 'X', body: [] }] }]),
    at('/body/0/chosen'),
  ],
  [
    'zone.content',
    smallBundle([{ type: 'zone', kind: 'free', name: 'a', question: 'A?', body: [{ type: 'pageBreak' }] }]),
    at('/body/0/body'),
  ],
  [
    'zone.name-taken',
    smallBundle([
      { type: 'zone', kind: 'optional', name: 'a', question: 'A?', body: [] },
      { type: 'paragraph', text: [{ type: 'input', name: 'a', question: 'A?', default: 'x' }] },
    ]),
    at('/body/1/text/0/name'),
  ],
  [
    'zone.needs-default',
    smallBundle([{ type: 'paragraph', text: [{ type: 'input', name: 'a', question: 'A?' }] }], { use: 'on-demand' }),
    at('/body/0/text/0'),
  ],
  ['template.too-large', smallBundle([{ type: 'block', ref: 'b5' }], {}, growing(6)), { part: 'block' }],
  ['template.too-deep', smallBundle([nested(45)]), { part: 'template' }],
];

type RecordCase = readonly [code: string, bundle: TemplateBundle, record: DataRecord, place: Partial<Place>, format?: Format];

const RECORDS: readonly RecordCase[] = [
  ...PDF_RECORDS,
  ['sms.too-long', withTemplate({ sms: { text: '{{ name }} '.repeat(60), maxSegments: 1 } }), smallRecord, at('/sms/text'), 'sms'],
  ['push.too-long', withTemplate({ push: { text: '{{ name }} '.repeat(90) } }), smallRecord, at('/push/text'), 'push'],
  ['push.too-large', withTemplate({ push: { text: '{{ name }} '.repeat(900) } }), smallRecord, at('/push/text'), 'push'],
  ['chat.too-long', smallBundle([p('x'.repeat(5000))]), smallRecord, at('/body/0'), 'chat'],
  [
    'chat.too-many',
    withTemplate({ chat: { replies: Array(20).fill({ text: 'x' }), body: [p('x')] } }),
    smallRecord,
    at('/chat/replies'),
    'chat',
  ],
  ['chat.empty', smallBundle([]), smallRecord, at('/chat'), 'chat'],
  ['email.too-large', smallBundle([p('word '.repeat(11_000)), p('word '.repeat(11_000))]), smallRecord, at('/body'), 'email'],
  ['data.missing', smallBundle([]), { ...smallRecord, items: [{ price: '1' }] }, { part: 'data', pointer: '/items/0/title' }],
  ['data.wrong-type', smallBundle([]), { ...smallRecord, total: '12,50' }, { part: 'data', pointer: '/total' }],
  ['data.wrong-type', smallBundle([]), { ...smallRecord, day: '2026-02-30' }, { part: 'data', pointer: '/day' }],
  [
    'data.not-allowed',
    withTemplate({ data: { type: 'object', properties: { name: { type: 'string', maxLength: 2 } } } }),
    { name: 'Ada' },
    { part: 'data', pointer: '/name' },
  ],
  [
    'data.unknown-field',
    withTemplate({ data: { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: false } }),
    { name: 'Ada', 'a/b': 1 },
    { part: 'data', pointer: '/a~1b' },
  ],
  ['expression.missing-value', smallBundle([p('PS: {{ note }}')]), smallRecord, at('/body/0/text', ['PS: {{ note }}', 7, 4])],
  ['expression.failed', smallBundle([p('{{ money(total, name) }}')]), smallRecord, at('/body/0/text', ['{{ money(total, name) }}', 3, 18])],
  ['expression.wrong-result', smallBundle([p('{{ free }}')]), { ...smallRecord, free: {} }, at('/body/0/text')],
  [
    'link.unsafe',
    smallBundle([{ type: 'button', text: 'x', href: '{{ name }}' }]),
    { ...smallRecord, name: 'java\tscript:alert(1)' },
    at('/body/0/href'),
  ],
  [
    'chart.negative-share',
    withChart('doughnut', '#1f5f58'),
    { ...smallRecord, items: [{ title: 'Refund', price: '-1' }] },
    at('/body/0/each'),
  ],
  [
    'chart.too-many-items',
    withChart('doughnut', '#1f5f58'),
    { ...smallRecord, items: Array.from({ length: 30 }, () => ({ title: 'x', price: '1' })) },
    at('/body/0/each'),
  ],
  [
    'barcode.empty',
    smallBundle([{ type: 'barcode', symbology: 'qr', payload: 'name', width: 20, alt: 'x' }]),
    { ...smallRecord, name: '' },
    at('/body/0/payload'),
  ],
  ['qr-bill.payload', smallBundle([{ type: 'qrBill', payload: 'name' }]), smallRecord, at('/body/0/payload')],
  [
    'table.unknown-look',
    smallBundle([{ type: 'table', each: 'items', columns: [{ width: 'auto', cell: 'x' }], rowBackground: "'pink'" }]),
    smallRecord,
    at('/body/0/rowBackground'),
  ],
  [
    'record.too-large',
    smallBundle([{ type: 'repeat', each: 'free', as: 'one', body: [p('x')] }]),
    { ...smallRecord, free: Array(100_001).fill('x') },
    at('/body/0/each'),
  ],
  ['language.fallback', smallBundle([], { language: 'language' }), { ...smallRecord, language: 'sv' }, at('/language')],
  ['template.no-sms', smallBundle([]), smallRecord, at(''), 'sms'],
  ['template.no-push', smallBundle([]), smallRecord, at(''), 'push'],
  [
    'layout.barcode',
    smallBundle([{ type: 'barcode', symbology: 'ean13', payload: 'name', width: 20, alt: 'x' }]),
    smallRecord,
    at('/body/0'),
    'pdf',
  ],
  [
    'layout.barcode',
    smallBundle([{ type: 'barcode', symbology: 'ean13', payload: 'name', width: 20, alt: 'x' }]),
    smallRecord,
    at('/body/0'),
    'html',
  ],
  ['text.missing-glyph', smallBundle([p('漢')]), smallRecord, at('/body/0'), 'pdf'],
];

describe('every finding about a template tells its place', () => {
  it.each(CHECKS.map((c) => [c[0], c] as const))('%s', (code, [, bundle, place]) => {
    const diagnostics = check(bundle);
    const found = diagnostics.find((d) => d.code === code);
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found!.place).toMatchObject(place);
    expect(found!.severity).toBe(DIAGNOSTICS[code]!.severity);
  });

  it('asset.damaged', async () => {
    const bundle = smallBundle([]);
    const damaged = compile({ ...bundle, assets: { ...bundle.assets, sans: new Uint8Array([1, 2, 3]) } }, { formats: ['pdf'] });
    await expect(damaged).rejects.toMatchObject({ diagnostics: [{ code: 'asset.damaged', place: { part: 'asset' } }] });
  });

  it('refuses to compile a template with an error', async () => {
    await expect(compile(smallBundle([p('{{ nmae }}')]))).rejects.toBeInstanceOf(CompositionError);
  });
});

describe('every finding on a record tells its place', () => {
  it.each(RECORDS.map((c) => [c[0], c] as const))('%s', async (code, [, bundle, record, place, format = 'text']) => {
    const program = await compile(bundle, { formats: [format] });
    const diagnostics = (() => {
      try {
        return program.compose(record, format).diagnostics;
      } catch (error) {
        if (error instanceof CompositionError) return error.diagnostics;
        throw error;
      }
    })();
    const found = diagnostics.find((d) => d.code === code);
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found!.place).toMatchObject(place);
  });
});

describe('the table of findings', () => {
  const source = new URL('.', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (f) => f.endsWith('.ts') && !f.includes('.test.') && !f.endsWith('diagnostic-codes.ts'),
  );
  const used = new Set<string>();
  for (const file of files) {
    const groups = [...new Set(Object.keys(DIAGNOSTICS).map((code) => code.split('.')[0]))].join('|');
    const text = readFileSync(new URL(file, source), 'utf8');
    for (const match of text.matchAll(new RegExp(`'((?:${groups})\\.[a-z][a-z-]+)'`, 'g'))) used.add(match[1]!);
  }
  for (const notACode of ['page.number', 'page.count']) used.delete(notACode);

  it('holds exactly the codes that the engine uses', () => {
    expect([...used].sort()).toEqual(Object.keys(DIAGNOSTICS).sort());
  });

  it('is covered by a test for every code but those of layout, duties and answers, which have their own', () => {
    const tested = new Set(['asset.damaged', ...PDF_ELSEWHERE, ...[...CHECKS, ...RECORDS].map(([code]) => code)]);
    expect(
      Object.keys(DIAGNOSTICS).filter((code) => !tested.has(code) && !/^(?:layout|duty|attribute|zone\.(?:un|wrong))/.test(code)),
    ).toEqual([]);
  });

  it('is what the reference page says', () => {
    const page = readFileSync(new URL('../../docs/reference/diagnostics.md', import.meta.url), 'utf8');
    for (const [code, { meaning, mend }] of Object.entries(DIAGNOSTICS)) expect(page).toContain(`| \`${code}\` | ${meaning} | ${mend} |`);
  });
});
