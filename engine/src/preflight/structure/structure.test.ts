import { expect, test } from 'vitest';
import { openPdf } from '../read/index.ts';
import { Subject } from '../subject.ts';
import { tinyPdf } from '../testing/tiny-pdf.ts';
import { structureOf } from './dump.ts';
import { gridOf, headersOf } from './table-grid.ts';
import { attributeOf, pathOf, type Structure } from './tree.ts';

/** A document whose structure is written as nested elements: type, entries, kids. */
type Sketch = readonly [type: string, entries: string, ...kids: Sketch[]];

/** Writes a tree; elements are objects from 6 on. */
function treePdf(sketch: Sketch, root = '', content = '', page = ''): Uint8Array {
  const objects: string[] = [''];
  const add = ([type, entries, ...kids]: Sketch, parent: number): number => {
    const place = objects.push('') - 1;
    const numbers = kids.map((kid) => `${add(kid, place + 5)} 0 R`);
    const list = numbers.length > 0 ? `/K [${numbers.join(' ')}]` : '';
    objects[place] = `<< /Type /StructElem /S /${type} /P ${parent} 0 R ${entries} ${list} >>`;
    return place + 5;
  };
  const top = add(sketch, 5);
  objects[0] = `<< /Type /StructTreeRoot /K [${top} 0 R] ${root} >>`;
  return tinyPdf({ catalog: '/StructTreeRoot 5 0 R /Lang (en)', objects, content, page });
}

const structureIn = (bytes: Uint8Array): Structure => new Subject(openPdf(bytes)).structure;

test('types are followed through the role map to standard types, and circles are seen', () => {
  const map = '/RoleMap << /Chapter /Part2 /Part2 /Sect /Loop /Pool /Pool /Loop /P /Span /H1 /H1 >>';
  const { elements } = structureIn(treePdf(['Document', '', ['Chapter', ''], ['Loop', ''], ['P', ''], ['H1', ''], ['Unknown', '']], map));
  expect(elements.map(({ type, role }) => [type, role.standard, role.circular, role.remapped])).toEqual([
    ['Document', 'Document', false, false],
    ['Chapter', 'Sect', false, false],
    ['Loop', null, true, false],
    ['P', 'P', false, true],
    ['H1', 'H1', true, false],
    ['Unknown', null, false, false],
  ]);
});

test('an element knows its path, its attributes and those of its classes', () => {
  const bytes = treePdf(
    ['Document', '', ['P', ''], ['P', '/A [<< /O /Layout /SpaceBefore 3 >> 0] /C /Wide']],
    '/ClassMap << /Wide << /O /Layout /Width 7 /SpaceBefore 9 >> >>',
  );
  const structure = structureIn(bytes);
  const second = structure.elements[2]!;
  expect(pathOf(second)).toBe('Document > P[2]');
  expect(['SpaceBefore', 'Width', 'Height'].map((key) => attributeOf(second, structure, 'Layout', key))).toEqual([3, 7, null]);
});

test('elements that hold themselves are read once', () => {
  const bytes = tinyPdf({
    catalog: '/StructTreeRoot 5 0 R',
    objects: ['<< /Type /StructTreeRoot /K 6 0 R >>', '<< /S /Sect /P 6 0 R /K [6 0 R 7 0 R] >>', '<< /S /P /P 6 0 R /K 6 0 R >>'],
  });
  expect(structureIn(bytes).elements.map(({ type }) => type)).toEqual(['Sect', 'P']);
});

const cell = (type: 'TH' | 'TD', attributes = '', entries = ''): Sketch => [type, `/A << /O /Table ${attributes} >> ${entries}`];

test('a table is laid out by its spans; overlaps, holes and headers show', () => {
  const structure = structureIn(
    treePdf([
      'Table',
      '',
      ['TR', '', cell('TH', '/Scope /Column /RowSpan 2'), cell('TH', '/Scope /Column', '/ID (b)')],
      ['TR', '', cell('TD', '/RowSpan 2'), cell('TD', '/Headers [(b) (x)]')],
      ['TR', '', cell('TD', '/ColSpan 2')],
    ]),
  );
  const grid = gridOf(structure.elements[0]!, structure);
  expect(grid.cells.map(({ row, column }) => [row, column])).toEqual([
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 2],
    [2, 0],
  ]);
  expect(grid.overlapping).toEqual([grid.cells[4]]);
  const ids = new Set(['b']);
  expect(grid.cells.slice(2).map((one) => headersOf(one, grid, ids).isConnected)).toEqual([true, false, true]);
  expect(headersOf(grid.cells[3]!, grid, ids).unknown).toEqual(['x']);
});

test('the outline of a document shows types, texts and what is said of them', () => {
  const content =
    '/Span << /MCID 0 >> BDC BT /F1 9 Tf (Read ) Tj ET EMC /Span << /MCID 1 >> BDC BT /F1 9 Tf (this) Tj ET EMC /Span << /MCID 2 >> BDC BT /F1 9 Tf (!) Tj ET EMC';
  const font = '/Resources << /Font << /F1 << /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>';
  const bytes = treePdf(
    [
      'Document',
      '',
      ['Titel', '/Pg 3 0 R /K 0 /Lang (de)'],
      ['Figure', '/Alt (A "map")'],
      ['Link', '/Pg 3 0 R /K [1 << /Type /OBJR /Obj << /Subtype /Link /A << /URI (https://a.example) >> >> >> 2]'],
    ],
    '/RoleMap << /Titel /H1 >>',
    content,
    font,
  );
  expect(structureOf(bytes)).toBe(
    [
      'lang="en"',
      'Document',
      '  Titel→H1 lang="de" "Read"',
      '  Figure alt="A \\"map\\""',
      '  Link "this !" {Link: https://a.example}',
      '',
    ].join('\n'),
  );
  expect(structureOf(tinyPdf({}))).toBe('');
});
