import { describe, expect, it } from 'vitest';
import { smallBundle } from '../../test/bundles.ts';
import { check, compile, type DataRecord, type Format } from '../compose.ts';
import type { ResolvedChart } from '../resolve/resolved-chart.ts';
import type { Chart } from '../template/nodes/chart.ts';
import { popplerStructure, popplerText, qpdfCheck } from '../write/pdf/testing/readers.ts';
import type { DrawItem, StructureNode } from './display-list.ts';
import { layOut } from './layout.ts';
import { documentOf, sampleContext } from './testing/sample-layout.ts';

const DATA = {
  type: 'object',
  properties: {
    months: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, now: { type: 'string', format: 'decimal' }, before: { type: 'integer' } },
      },
    },
  },
};
const RECORD: DataRecord = {
  months: [
    { name: 'Januar', now: '1210.5', before: 1300 },
    { name: 'Februar', now: '-80', before: 90 },
    { name: 'März', before: 120 },
  ],
};
const BAR: Chart = {
  ...{ type: 'chart', kind: 'bar', each: 'months', as: 'm', label: '{{ m.name }}', title: 'Verbrauch', unit: 'kWh' },
  series: [
    { name: '2025', value: 'm.now' },
    { name: '2024', value: 'm.before', role: 'comparison' },
  ],
};
const bundle = (chart: Chart) => smallBundle([chart], { data: DATA, subject: 'Chart', languages: ['de', 'en'] });

async function made(chart: Chart, format: Format, record = RECORD) {
  const program = await compile(bundle(chart), { formats: [format] });
  return program.compose(record, format) as { html?: string; text?: string; bytes?: Uint8Array };
}

const codes = (chart: Chart): string[] => check(bundle(chart)).map(({ code }) => code);

describe('a chart in a letter', () => {
  it('is a tagged figure of real text, gaps as gaps', async () => {
    const { bytes } = await made(BAR, 'pdf');
    await qpdfCheck(bytes!);
    const text = await popplerText(bytes!);
    for (const part of ['Verbrauch', 'kWh', '2025', '2024', '1.210,5', '-80,0', 'Januar', 'März']) expect(text).toContain(part);
    expect(await popplerStructure(bytes!)).toMatch(/Figure[\s\S]*BBox[\s\S]*"Verbrauch kWh 2025/);
  });

  it('writes its numbers by the author’s expression', async () => {
    const { bytes } = await made({ ...BAR, format: "money(value, 'EUR')" }, 'pdf');
    expect(await popplerText(bytes!)).toContain('1.210,50 €');
  });
});

describe('a chart elsewhere', () => {
  it('is a drawing with its data as a table on a web page, escaped', async () => {
    const hostile = { months: [{ name: '<script>alert(1)</script>', now: '1', before: 2 }] };
    const { html } = await made(BAR, 'html', hostile);
    expect(html).toContain('<svg class="chart" role="img" aria-label="Verbrauch (kWh): 2025: &lt;script&gt;');
    expect(html).toContain('<th scope="row">&lt;script&gt;alert(1)&lt;/script&gt;</th><td>1</td><td>2</td>');
    expect(html).not.toContain('<script>alert');
  });

  it('has an alternative made of its numbers, or the author’s', async () => {
    const said = 'Verbrauch (kWh): 2025: Januar 1.210,5, Februar -80,0, März –; 2024: Januar 1.300,0, Februar 90,0, März 120,0';
    expect((await made(BAR, 'html')).html).toContain(`aria-label="${said}"`);
    expect((await made({ ...BAR, alt: 'Weniger als im Vorjahr' }, 'html')).html).toContain('aria-label="Weniger als im Vorjahr"');
  });

  it('is a table with bars of cells in an e-mail', async () => {
    const { html } = await made(BAR, 'email');
    expect(html).toContain('>1.210,5</td>');
    expect(html!.match(/bgcolor="#\w{6}" style="background-color:#\w{6};height:12px/g)).toHaveLength(4);
    // The bar of a negative number is hollow.
    expect(html!.match(/border:1px solid #\w{6};height:12px/g)).toHaveLength(1);
  });

  it('is columns of numbers in a text', async () => {
    const { text } = await made(BAR, 'text');
    expect(text).toContain(
      'Verbrauch, kWh\n            2025     2024\nJanuar   1.210,5  1.300,0\nFebruar    -80,0     90,0\nMärz           –    120,0',
    );
  });
});

describe('the check of a chart', () => {
  it('finds what cannot be drawn or hardly be seen', () => {
    expect(codes({ ...BAR, kind: 'doughnut' })).toEqual(['chart.series']);
    expect(codes({ ...BAR, series: [{ name: 'x', value: 'm.now', color: '#ffee88' }] })).toEqual(['chart.contrast']);
    expect(codes({ ...BAR, series: [{ name: 'x', value: 'm.name' }] })).toEqual(['expression.wrong-result']);
    expect(codes(BAR)).toEqual([]);
  });

  it('refuses a record with too many items, or negative shares', async () => {
    const one = { ...BAR, series: [{ name: 'x', value: 'm.now' }] };
    const many = { months: Array.from({ length: 500 }, () => ({ name: 'x', now: '1' })) };
    await expect(made(one, 'pdf', many)).rejects.toMatchObject({ diagnostics: [{ code: 'chart.too-many-items' }] });
    await expect(made({ ...one, kind: 'doughnut' }, 'pdf')).rejects.toMatchObject({ diagnostics: [{ code: 'chart.negative-share' }] });
  });
});

/** Any chart, straight into layout. */
async function laidOut(chart: Partial<ResolvedChart>): Promise<{ items: readonly DrawItem[]; figure: StructureNode }> {
  const node: ResolvedChart = {
    ...{ type: 'chart', source: 'template#/body/0', kind: 'bar', labels: [], series: [], title: '', unit: '', stacked: false },
    ...{ horizontal: false, showValues: true, color: '#1f5f58', align: 'left', style: 'chart', alt: 'A chart', format: String },
    ...{ tick: String, percent: (share: number) => `${Math.round(share * 100)} %`, ...chart },
  };
  const { document: made } = layOut(await sampleContext(), documentOf([node]), 'letter');
  return { items: made.pages[0]!.items, figure: made.structure.children.find(({ type }) => type === 'Figure')! };
}

describe('whatever its numbers', () => {
  const values = [
    [],
    [0],
    [undefined],
    [5],
    [-5],
    [1e14, -1e14, 1],
    [0.000001, 0.000002],
    [3, undefined, undefined, 4, undefined],
    Array.from({ length: 200 }, (_, i) => Math.sin(i) * i),
  ];
  const shapes = (['bar', 'line', 'area', 'doughnut'] as const).flatMap((kind) =>
    [false, true].flatMap((stacked) => [false, true].map((horizontal) => ({ kind, stacked, horizontal }))),
  );

  it.each(shapes)('a chart ($kind, stacked: $stacked, horizontal: $horizontal) stays in its box', async (shape) => {
    for (const one of values) {
      const usable = shape.kind === 'doughnut' ? one.slice(0, 24).map((value) => (value === undefined ? value : Math.abs(value))) : one;
      const labels = usable.map((_, i) => (i % 3 === 0 ? `A rather long label number ${i}` : String(i)));
      const series = [{ name: 'Now', comparison: false, values: usable }];
      if (shape.kind !== 'doughnut') series.push({ name: 'Before', comparison: false, values: [...usable].reverse() });
      const { items, figure } = await laidOut({ ...shape, labels, series, title: 'A title', unit: 'kWh' });
      const [left, top, width, height] = figure.facts!.box!;
      for (const item of items) {
        if (item.owner !== figure) continue;
        if (item.kind === 'rect') {
          expect(item.width).toBeGreaterThanOrEqual(0);
          expect(item.x).toBeGreaterThanOrEqual(left - 1);
          expect(item.x + item.width).toBeLessThanOrEqual(left + width + 1);
          expect(item.y).toBeGreaterThanOrEqual(top - 1);
          expect(item.y + item.height).toBeLessThanOrEqual(top + height + 1);
        } else if (item.kind === 'path') expect(item.d).not.toMatch(/NaN|Infinity|undefined/);
        else if (item.kind === 'text') {
          expect(item.xs[0]).toBeGreaterThanOrEqual(left - 1);
          expect(item.baseline).toBeLessThanOrEqual(top + height + 1);
        }
      }
    }
  });
});
