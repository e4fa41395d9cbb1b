import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../../test/bundles.ts';
import { check, compile, type DataRecord } from '../../compose.ts';
import type { Node, Table } from '../../template/model.ts';
import type { ResolvedTable, Run } from '../resolved.ts';
import { Resolver } from '../resolver.ts';

const items = [
  { title: 'Tea', price: '2.50', tags: ['drink'] },
  { title: 'Cake', price: '10.00', tags: ['food'] },
  { title: 'Coffee', price: '3.50', tags: ['drink'] },
  { title: 'Coffee', price: '-1.00', tags: ['drink'] },
];
const record: DataRecord = { ...smallRecord, items };
const columns = [
  { header: 'Item', width: { share: 1 }, cell: '{{ row.title }}' },
  { header: 'Price', width: 'auto', align: 'decimal', cell: '{{ number(row.price, 2) }}', carry: 'row.price' },
] as const;
const table = (more: Partial<Table>): Table => ({ type: 'table', each: 'items', columns, ...more });
const resolve = (node: Node, data = record) => {
  const resolver = new Resolver(smallBundle([node]));
  const resolution = resolver.resolve(data, 'letter');
  expect(resolver.diagnostics).toEqual([]);
  return { table: resolution.document.body[0] as ResolvedTable, diagnostics: resolution.diagnostics };
};
const text = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');
const texts = (rows: readonly (readonly { runs: readonly Run[] }[])[]): string[][] => rows.map((row) => row.map(({ runs }) => text(runs)));
const codes = (node: Node): string[] => check(smallBundle([node])).map(({ code }) => code);

describe('carried sums', () => {
  const labels = (more: Partial<Table>, language: string) => {
    const { carry } = new Resolver(smallBundle([table(more)])).resolve(record, 'letter', { language }).document.body[0] as ResolvedTable;
    return [text(carry!.forward), text(carry!.brought)];
  };

  it('are called what the language calls them, unless the author says otherwise', () => {
    expect(labels({}, 'en')).toEqual(['Carried forward', 'Brought forward']);
    expect(labels({}, 'fr')).toEqual(['À reporter', 'Report']);
    expect(labels({ carriedForward: 'so far', broughtForward: '' }, 'de')).toEqual(['so far', '']);
  });
});

describe('groups', () => {
  const group = {
    by: 'row.tags[0]',
    continued: '(continued)',
    header: [{ cells: [{ text: '{{ upper(row.tags[0]) }}', span: 2 }] }],
    footer: [{ style: 'subtotal', cells: [{ text: '{{ size(rows) }} items' }, { text: '{{ number(sum(rows.map(r, r.price)), 2) }}' }] }],
  } as const;

  it('gather their rows in the order in which they first come, and sum over them', () => {
    const { table: resolved } = resolve(table({ group }));
    expect(texts(resolved.rows).map(([title]) => title)).toEqual(['Tea', 'Coffee', 'Coffee', 'Cake']);
    expect(resolved.groups?.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [3, 4],
    ]);
    expect(resolved.groups?.map(({ header, footer }) => texts([...header, ...footer].map(({ cells }) => cells)))).toEqual([
      [['DRINK'], ['3 items', '5.00']],
      [['FOOD'], ['1 items', '10.00']],
    ]);
    expect(texts(resolved.groups![0]!.continued.map(({ cells }) => cells))).toEqual([['DRINK (continued)']]);
    expect([0, 1, 3, 4].map((rows) => resolved.carry?.textAfter(rows)[1])).toEqual(['0', '2.5', '5', '15']);
  });

  it('stand in groups', () => {
    const { table: resolved } = resolve(table({ group: { ...group, group: { by: 'row.title' } } }));
    expect(resolved.groups?.[0]?.groups.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 3],
    ]);
  });

  it('give the names that they bind back', () => {
    const resolver = new Resolver(smallBundle([table({ group }), table({ group })]));
    const [first, second] = resolver.resolve(record, 'letter').document.body as ResolvedTable[];
    expect(resolver.diagnostics).toEqual([]);
    expect(texts(second!.rows)).toEqual(texts(first!.rows));
  });
});

describe('cells', () => {
  it('with equal texts become one, but not beyond their group or the cell before', () => {
    const both = columns.map((column) => ({ ...column, cell: column.header === 'Item' ? '{{ row.title }}' : 'same', merge: true }));
    const { table: resolved } = resolve(table({ columns: both }));
    expect(resolved.rows.map((row) => row.map(({ column, rowSpan }) => [column, rowSpan]))).toEqual([
      [
        [0, undefined],
        [1, undefined],
      ],
      [
        [0, undefined],
        [1, undefined],
      ],
      [
        [0, 2],
        [1, 2],
      ],
      [],
    ]);
  });

  it('span as many columns as an expression says', () => {
    const wide = [{ ...columns[0], span: "row.title == 'Cake' ? 9 : 1" }, columns[1]];
    const { table: resolved } = resolve(table({ columns: wide }));
    expect(resolved.rows.map((row) => row.length)).toEqual([2, 1, 2, 2]);
    expect(resolved.rows[1]?.[0]).toMatchObject({ column: 0, span: 2 });
  });

  it('and rows get looks by rule; a look that the brand lacks is told once', () => {
    const looks = columns.map((column) => ({
      ...column,
      background: "row.price < 0 ? 'brand' : ''",
      style: "row.price < 0 ? 'body' : ''",
    }));
    const { table: resolved, diagnostics } = resolve(
      table({ columns: looks, rowBackground: "row.price > 5 ? '#ff0000' : 'bramd'", keepWithNext: 'row.price > 5' }),
    );
    expect(resolved.rows[3]?.[0]).toMatchObject({ background: '#1f5f58', style: 'body' });
    expect(resolved.rows[0]?.[0]).not.toHaveProperty('background');
    expect(resolved.marks).toEqual([undefined, { background: '#ff0000', keepWithNext: true }, undefined, undefined]);
    expect(diagnostics).toMatchObject([{ code: 'table.unknown-look', severity: 'warning', hint: 'Did you mean "brand"?' }]);
  });

  it('hold any nodes', () => {
    const body: Node[] = [{ type: 'paragraph', text: '{{ row.title }}' }];
    const { table: resolved } = resolve(table({ columns: [{ width: 'auto', body }] }));
    expect(resolved.rows[1]?.[0]?.body?.[0]).toMatchObject({ type: 'paragraph', runs: [{ text: 'Cake' }] });
  });
});

describe('columns', () => {
  it('that are not shown take their part of spanning cells along', () => {
    const three = [columns[0], { header: 'Tags', width: 'auto', cell: '{{ row.tags[0] }}', when: '!vip' }, columns[1]] as const;
    const footer = [{ cells: [{ text: 'Both', span: 2 }, { text: 'Sum' }] }, { cells: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }];
    const { table: resolved } = resolve(table({ columns: three, footer }));
    expect(resolved.columns.map(({ header }) => text(header))).toEqual(['Item', 'Price']);
    expect(texts(resolved.rows)[0]).toEqual(['Tea', '2.50']);
    expect(resolved.footer.map(({ cells }) => cells.map(({ column, span, runs }) => [column, span, text(runs)]))).toEqual([
      [
        [0, undefined, 'Both'],
        [1, undefined, 'Sum'],
      ],
      [
        [0, undefined, 'a'],
        [1, undefined, 'c'],
      ],
    ]);
    expect(resolved.carry?.textAfter(2)).toEqual(['', '12.5']);
    expect(resolve(table({ columns: three, footer }), { ...record, vip: false }).table.columns).toHaveLength(3);
  });
});

describe('a table written by hand', () => {
  const two = [{ width: 'auto' }, { width: 'auto' }] as const;
  const hand = (rows: Table['rows'], more: Partial<Table> = {}): Table => ({
    type: 'table',
    columns: two,
    ...more,
    ...(rows === undefined ? {} : { rows }),
  });

  it('has its rows as they are, cells over rows shrinking with rows that are not shown', () => {
    const rows = [
      { cells: [{ text: 'a', rowSpan: 3 }, { text: 'b' }] },
      { when: '!vip', cells: [{ text: 'c' }] },
      { cells: [{ text: 'd' }] },
    ];
    const { table: resolved } = resolve(hand(rows));
    expect(resolved.rows.map((row) => row.map(({ column, rowSpan, runs }) => [column, rowSpan, text(runs)]))).toEqual([
      [
        [0, 2, 'a'],
        [1, undefined, 'b'],
      ],
      [[1, undefined, 'd']],
    ]);
  });

  it('is checked', () => {
    expect(codes(hand([{ cells: [{ text: 'a' }] }]))).toEqual(['table.wrong-width']);
    expect(codes(hand([{ cells: [{ text: 'a', rowSpan: 2 }, { text: 'b' }] }, { cells: [{ text: 'c' }, { text: 'd' }] }]))).toEqual([
      'table.wrong-width',
    ]);
    expect(codes(hand([{ cells: [{ text: 'a' }, {}] }]))).toEqual(['table.no-cell']);
    expect(codes(hand(undefined))).toEqual(['table.no-rows']);
    expect(codes(hand([{ cells: [{ text: 'a', span: 2 }] }], { rowStyle: "'body'" }))).toEqual(['table.needs-list']);
    expect(codes(table({ columns: [{ width: 'auto' }] }))).toEqual(['table.no-cell']);
    expect(codes(table({ group: { by: 'row.tags' } }))).toEqual(['expression.wrong-result']);
  });
});

describe('on screens', async () => {
  const group = { by: 'row.tags[0]', header: [{ cells: [{ text: 'Group {{ row.tags[0] }}', span: 4 }] }] } as const;
  const four = [
    ...columns,
    { header: 'Tags & more', width: 'auto', cell: '{{ row.tags[0] }}' },
    { header: '', width: 'auto', cell: 'x' },
  ] as const;
  const merged = table({ columns: [{ ...columns[0], merge: true, rowHeader: true }, columns[1]], rowBackground: "'brand'" });
  const program = await compile(smallBundle([table({ columns: four, group }), merged]), { formats: ['html', 'email', 'text'] });
  const html = (format: 'html' | 'email'): string => (program.compose(record, format) as { html: string }).html;

  it('groups are bodies with a header of their own', () => {
    expect(html('html').match(/<tbody/g)).toHaveLength(3);
    expect(html('html')).toMatch(/<th scope="rowgroup" colspan="4"[^>]*>Group drink<\/th>/);
    expect(html('email')).toMatch(/<th scope="rowgroup" colspan="4"[^>]*>Group food<\/th>/);
  });

  it('many columns become cards with labels on a telephone, and say what they are', () => {
    expect(html('html')).toContain('<table class="stack" role="table">');
    expect(html('html')).toContain('<td role="cell" data-label="Tags &amp; more">drink</td>');
    expect(html('html')).toMatch(/@media screen and \(max-width:30rem\)\{\.stack/);
  });

  it('merged cells span rows, and backgrounds are classes', () => {
    expect(html('html')).toContain('<th scope="row" rowspan="2">Coffee</th>');
    expect(html('html')).toContain('<tr class="g1f5f58">');
    expect(html('html')).toContain('.g1f5f58{background:#1f5f58}');
    expect(html('email')).toMatch(/<th scope="row" rowspan="2"[^>]*background-color:#1f5f58">Coffee/);
  });

  it('is HTML that a parser finds nothing wrong with', () => {
    const errors: string[] = [];
    parse(html('html'), { onParseError: (error) => errors.push(error.code) });
    expect(errors).toEqual([]);
  });

  it('plain text keeps the columns of cells below a merged one', () => {
    const rendition = program.compose(record, 'text') as { text: string };
    expect(rendition.text).toMatch(/\nCoffee +3\.50\n +-1\.00\n/);
    expect(rendition.text).toMatch(/-+\nGroup drink\n/);
  });
});
