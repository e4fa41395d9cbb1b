import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFunctions } from '../../engine/src/expression/functions/all-functions.ts';
import { definitions } from '../../engine/src/template/schema.ts';
import type { Schema } from '../../engine/src/template/schema-terms.ts';
import { composeExample } from './compose-example.ts';
import { digestOf, PICTURES } from './make.ts';
import { sourceOf } from './palette-png.ts';
import { REFERENCE, shownExamples } from './shown-examples.ts';

const MOST_BYTES = 18_000;
const examples = shownExamples();
const page = (name: string): string => readFileSync(new URL(name, REFERENCE), 'utf8');

/** All objects of the kinds in a shown JSON, however deep. */
function typesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as { type?: unknown };
  return [...(typeof type === 'string' ? [type] : []), ...Object.values(value).flatMap(typesIn)];
}

/** What a page says under one heading, with the parts of it: `## Tables` up to the next heading of its level or above. */
function section(file: string, title: string): string {
  const lines = page(file).split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === title);
  if (start < 0) throw new Error(`${file} has no heading "${title}".`);
  const level = lines[start]!.indexOf(' ');
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join('\n');
}

const NODES: Readonly<Record<string, readonly [file: string, title: string]>> = {
  paragraph: ['nodes.md', 'Paragraph'],
  heading: ['tables.md', 'Headings'],
  list: ['tables.md', 'Lists'],
  definitions: ['tables.md', 'Definitions'],
  contents: ['tables.md', 'Headings'],
  table: ['tables.md', 'Tables'],
  image: ['graphics.md', 'Images'],
  barcode: ['graphics.md', 'Barcodes'],
  chart: ['graphics.md', 'Charts'],
  if: ['nodes.md', 'Conditions'],
  repeat: ['nodes.md', 'Repeats'],
  block: ['nodes.md', 'Blocks'],
  columns: ['nodes.md', 'Columns'],
  box: ['nodes.md', 'Boxes'],
  keep: ['nodes.md', 'Keep together'],
  button: ['nodes.md', 'Buttons'],
  space: ['nodes.md', 'Space and lines'],
  line: ['nodes.md', 'Space and lines'],
  pageBreak: ['nodes.md', 'Page breaks'],
  field: ['pdf.md', 'Form fields'],
  enclosure: ['pdf.md', 'Enclosures'],
  section: ['layout.md', 'Sections'],
  mark: ['layout.md', 'Frames'],
  filler: ['layout.md', 'Fillers'],
  qrBill: ['layout.md', 'Swiss QR-bill'],
  flow: ['layout.md', 'Columns that text flows through'],
  float: ['layout.md', 'Floats'],
  zone: ['zones.md', 'Zones'],
};

const OTHERS: readonly (readonly [name: string, file: string, title: string])[] = [
  ['paragraphStyle', 'text.md', 'Text'],
  ['fontFamily', 'text.md', 'Fonts'],
  ['tableStyle', 'tables.md', 'Table styles'],
  ['boxStyle', 'nodes.md', 'Box styles'],
  ['tableColumn', 'tables.md', 'Columns'],
  ['tableRow', 'tables.md', 'Rows written by hand'],
  ['tableGroup', 'tables.md', 'Groups'],
  ['masterPage', 'layout.md', 'Pages'],
  ['pageMaster', 'layout.md', 'Page masters'],
  ['template', 'template.md', 'Template'],
  ['block', 'template.md', 'Block'],
  ['brand', 'template.md', 'Brand'],
];

const kinds = (name: string): readonly Schema[] => definitions[name]!.anyOf!;
const typeOf = (schema: Schema): string => schema.properties!.type!.const!;
const FOR_ALL = ['type', 'id', 'only', 'when', 'locked'];
/** Of every file; `$schema` is said at the top of the page. */
const OF_FILES = ['$schema', 'schema', 'kind', 'id', 'name'];

/** Keys of a schema, and of what stands inside of it without a name of its own, that a section does not name in code marks. */
function missing(schema: Schema, text: string, known: readonly string[]): string[] {
  const named = new Set(
    [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code!.match(/[A-Za-z]+/g) ?? []),
  );
  const keys = (part: Schema): string[] => [
    ...Object.entries(part.properties ?? {}).flatMap(([key, value]) => [key, ...keys(value)]),
    ...(part.items === undefined ? [] : keys(part.items)),
    ...(part.anyOf ?? []).flatMap(keys),
  ];
  return [...new Set(keys(schema))].filter((key) => !known.includes(key) && !named.has(key));
}

describe('the reference', () => {
  it.each(kinds('node').map(typeOf))('shows the node %s with a picture, and names all of its keys', (type) => {
    const place = NODES[type];
    expect(place, `Say in NODES where ${type} is described.`).toBeDefined();
    const text = section(...place!);
    const shown = examples.filter(({ source, page: file }) => file === place![0] && text.includes(source));
    expect(shown.flatMap(({ source }) => typesIn(JSON.parse(source)))).toContain(type);
    const schema = kinds('node').find((kind) => typeOf(kind) === type)!;
    expect(missing(schema, text, FOR_ALL)).toEqual([]);
  });

  it.each(OTHERS)('names all keys of %s', (name, file, title) => {
    expect(missing(definitions[name]!, section(file, title), OF_FILES)).toEqual([]);
  });

  it('names all inline nodes and marks, and shows them in pictures', () => {
    const shown = new Set(examples.flatMap(({ source }) => typesIn(JSON.parse(source))));
    const text = section('template.md', 'Text');
    for (const schema of [...kinds('inlineNode'), ...kinds('mark')]) {
      expect([...shown]).toContain(typeOf(schema));
      expect(missing(schema, `${text}\n\`${typeOf(schema)}\``, ['type'])).toEqual([]);
      expect(text).toContain(typeOf(schema));
    }
  });

  it('lists every function of expressions', () => {
    for (const { name } of allFunctions('en')) expect(page('expressions.md')).toContain(`\`${name}(`);
  });

  it.each(examples)('composes $page’s $name as it stands there, without a finding', async (example) => {
    const { pdf, findings } = await composeExample(example);
    // The sample's brand has none of the typefaces that a QR-bill may have.
    expect(findings.filter(({ code }) => code !== 'layout.qr-bill-font')).toEqual([]);
    expect(pdf.pages).toBeGreaterThan(0);
  });

  it.each(examples)('shows $page’s $name with a small picture that was made of it', (example) => {
    expect(example.shown).toBe(true);
    const png = readFileSync(new URL(`${example.name}.png`, PICTURES));
    expect(png.length).toBeLessThanOrEqual(MOST_BYTES);
    expect(sourceOf(png)).toBe(digestOf(example));
  });

  it('has no pictures that nothing shows, and none by the same name', () => {
    expect(readdirSync(PICTURES).sort()).toEqual(examples.map(({ name }) => `${name}.png`).sort());
  });

  it('has every page in its table of contents', () => {
    const contents = page('README.md');
    for (const file of readdirSync(REFERENCE)) if (file.endsWith('.md') && file !== 'README.md') expect(contents).toContain(`](${file})`);
  });
});
