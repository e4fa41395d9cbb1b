import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compile, type DataRecord, type Format } from '../../src/compose.ts';
import type { Block, Brand, DataSchema, Node, Template, TemplateBundle } from '../../src/template/model.ts';

/**
 * The golden cases: a folder for each area, in it `<case>.json` with what is composed, and its reference, `<case>.txt` and
 * `<case>.png`, which `npm run golden -- --update` writes.
 */
export interface GoldenCase {
  /** `area/case`. */
  readonly name: string;
  /** What the case shows, a sentence. */
  readonly says: string;
  readonly body: readonly Node[];
  /** What the reference shows; `pdf` if absent. */
  readonly formats?: readonly Format[];
  readonly record?: DataRecord;
  /** Changes of the template, the brand (its parts by name) and blocks by id. */
  readonly template?: Partial<Template>;
  readonly brand?: { readonly [part: string]: object };
  readonly blocks?: { readonly [id: string]: Pick<Block, 'parameters' | 'body'> };
  /** Content of the PDF that is the asset `given`. */
  readonly given?: readonly Node[];
}

export const SUITE = new URL('./', import.meta.url);
export const AREAS = ['text', 'layout', 'tables', 'graphics', 'pdf', 'messages'] as const;

export function goldenCases(): GoldenCase[] {
  return AREAS.flatMap((area) =>
    readdirSync(new URL(`${area}/`, SUITE))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => ({ ...json<Omit<GoldenCase, 'name'>>(`${area}/${file}`), name: `${area}/${file.slice(0, -5)}` })),
  );
}

const read = (path: string): Uint8Array => readFileSync(new URL(path, SUITE));
const json = <T>(path: string): T => JSON.parse(new TextDecoder().decode(read(path))) as T;

const require = createRequire(import.meta.url);
const brand = json<Brand>('brand.json');
const assets: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  Object.entries(brand.assets).map(([name, path]) => [
    name,
    path.startsWith('npm:') ? readFileSync(require.resolve(path.slice(4))) : read(path),
  ]),
);

/** The template of a case with all that it needs. */
export async function bundleOf(golden: GoldenCase): Promise<TemplateBundle> {
  const given: TemplateBundle['assets'] = golden.given === undefined ? {} : { given: await pdfOf({ ...golden, body: golden.given }) };
  const blocks = Object.entries(golden.blocks ?? {}).map(([id, block]): [string, Block] => [
    id,
    { schema: 'posthorn/1', kind: 'block', id, name: id, ...block },
  ]);
  return { template: templateOf(golden), brand: brandOf(golden), blocks: Object.fromEntries(blocks), assets: { ...assets, ...given } };
}

async function pdfOf({ given: _, ...golden }: GoldenCase): Promise<Uint8Array> {
  const program = await compile(await bundleOf(golden), { formats: ['pdf'] });
  const rendition = program.compose(golden.record ?? {}, 'pdf');
  return rendition.format === 'pdf' ? rendition.bytes : new Uint8Array();
}

function templateOf({ says, name, body, record = {}, template }: GoldenCase): Template {
  return {
    ...{ schema: 'posthorn/1', kind: 'template', id: name.replace('/', '-'), name: says, purpose: 'service', brand: brand.id },
    ...{ languages: ['en'], data: schemaOf(record), subject: says, letter: { master: 'card' }, body },
    ...template,
  };
}

function brandOf({ brand: changes = {} }: GoldenCase): Brand {
  const parts = Object.entries(changes).map(([part, value]) => [part, { ...(brand[part as keyof Brand] as object), ...value }]);
  return { ...brand, ...Object.fromEntries(parts) };
}

/** A data schema that the record fits: decimal numbers in text are decimals, days are dates, items of a list are like the first. */
function schemaOf(value: unknown): DataSchema {
  if (Array.isArray(value)) return { type: 'array', items: value.length === 0 ? {} : schemaOf(value[0]) };
  if (typeof value === 'object' && value !== null) {
    const properties = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, schemaOf(inner)]));
    return { type: 'object', properties };
  }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)) return { type: 'string', format: 'decimal' };
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return { type: 'string', format: 'date' };
  return { type: 'string' };
}
