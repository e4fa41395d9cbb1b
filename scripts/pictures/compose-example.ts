import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Block, type Brand, compile, type Diagnostic, type Node, type Rendition, type Template } from '@posthorn/engine';
import { REFERENCE, type ShownExample } from './shown-examples.ts';

const SAMPLE = new URL('sample/', REFERENCE);
const require = createRequire(import.meta.url);
const read = (path: string): Uint8Array => readFileSync(new URL(path, SAMPLE));
const json = <T>(path: string): T => JSON.parse(new TextDecoder().decode(read(path))) as T;

/** What a page may show: a node, a list of nodes, or parts of the brand and the template with a body. */
interface Parts {
  readonly brand: Partial<Brand>;
  readonly blocks: readonly Block[];
  readonly template: Partial<Template>;
}

/** An example as a document of the sample's brand and data, with all findings. */
export async function composeExample({
  source,
  whole,
}: ShownExample): Promise<{ pdf: Extract<Rendition, { format: 'pdf' }>; findings: readonly Diagnostic[] }> {
  const { brand: looks, blocks: shown, template: parts } = partsOf(JSON.parse(source));
  const sample = json<Brand>('brand.json');
  const brand = merge(sample, looks);
  const template = { ...json<Template>('template.json'), letter: { master: whole ? 'letter' : 'strip' }, ...parts } as Template;
  const blocks: Record<string, Block> = {};
  for (const block of [...readdirSync(new URL('blocks/', SAMPLE)).map((file) => json<Block>(`blocks/${file}`)), ...shown])
    blocks[block.id] = block;
  const program = await compile({ template, brand, blocks, assets: assetsOf(brand) }, { formats: ['pdf'] });
  const pdf = program.compose(json('sample.jsonl'), 'pdf');
  if (pdf.format !== 'pdf') throw new Error('Asked for a PDF.');
  return { pdf, findings: [...program.diagnostics, ...pdf.diagnostics] };
}

const OF_BRAND = ['styles', 'tableStyles', 'boxStyles', 'masters', 'fonts', 'colors'];

function partsOf(shown: unknown): Parts {
  if (Array.isArray(shown)) return { brand: {}, blocks: [], template: { body: shown as Node[] } };
  const parts = shown as { type?: string; block?: Block };
  if (parts.type !== undefined) return { brand: {}, blocks: [], template: { body: [parts as Node] } };
  const { block, ...others } = parts;
  const pick = (ofBrand: boolean) => Object.fromEntries(Object.entries(others).filter(([key]) => OF_BRAND.includes(key) === ofBrand));
  return { brand: pick(true), blocks: block === undefined ? [] : [block], template: pick(false) };
}

/** The sample's brand with what an example changes: styles and the like are joined by name. */
function merge(brand: Brand, looks: Partial<Brand>): Brand {
  const merged: Record<string, unknown> = { ...brand };
  for (const [key, value] of Object.entries(looks)) merged[key] = { ...(merged[key] as object), ...(value as object) };
  return merged as unknown as Brand;
}

/** The bytes of a brand's assets; paths are beside the sample's brand. */
export function assetsOf(brand: Brand): Record<string, Uint8Array> {
  const bytes = (path: string) => (path.startsWith('npm:') ? readFileSync(require.resolve(path.slice(4))) : read(path));
  return Object.fromEntries(Object.entries(brand.assets).map(([name, path]) => [name, bytes(path)]));
}
