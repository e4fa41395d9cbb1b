import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Block, Brand, Template, TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import './errors.ts';
import { describeJsonFault, jsonFault } from './json-fault.ts';
import { readAssets, readImages } from './read-assets.ts';
import { blocksReferredTo } from './rules.ts';
import type { SourceText, TemplateFolder } from './types.ts';

/**
 * Reads a template with its brand (`brand.json` beside it), its blocks (`blocks/*.json`), the brand's assets, images by their names (`images/*`) and samples
 * (`sample.jsonl`). Whether all of it makes sense is for the engine's `check` to say.
 * @param path a template file, or a folder with a template.json
 * @throws PosthornError `content.folder-missing`, `content.file-invalid`, `content.asset-missing`
 */
export async function bundleFromFolder(path: string): Promise<TemplateFolder> {
  const file = await templateFile(path);
  const folder = dirname(file);
  const template = await readJson(folder, basename(file), 'template');
  const brand = await readJson(folder, 'brand.json', 'brand');
  const all = await readBlocks(folder);
  const used = blocksReferredTo(template.value as unknown as Template, brand.value as unknown as Brand, (id) => all.get(id)?.value);
  const blocks = new Map([...used].flatMap((id): [string, SourceText][] => (all.has(id) ? [[id, all.get(id)!.source]] : [])));
  const bundle: TemplateBundle = {
    template: template.value as unknown as Template,
    brand: brand.value as unknown as Brand,
    blocks: Object.fromEntries([...blocks.keys()].map((id) => [id, all.get(id)!.value])),
    assets: { ...(await readImages(folder)), ...(await readAssets(folder, (brand.value as { assets?: unknown }).assets)) },
  };
  const samples = await readFile(join(folder, 'sample.jsonl'), 'utf8').catch(() => '');
  return { folder, bundle, template: template.source, brand: brand.source, blocks, samples };
}

async function templateFile(path: string): Promise<string> {
  const full = resolve(path);
  const found = await stat(full).catch(() => undefined);
  const file = found?.isDirectory() ? join(full, 'template.json') : full;
  const there = found && (file === full || (await stat(file).catch(() => undefined)));
  if (!there) throw new PosthornError('content.folder-missing', { detail: `There is no file ${file}.` });
  return file;
}

interface JsonFile<T> {
  readonly source: SourceText;
  readonly value: T;
}
type JsonObject = { readonly [field: string]: unknown };

async function readJson(folder: string, file: string, kind: string): Promise<JsonFile<JsonObject>> {
  const path = join(folder, file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new PosthornError('content.file-invalid', { detail: `${path} cannot be read: ${(cause as Error).message}.`, cause });
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && (value as JsonObject).kind === kind)
      return { source: { file, text }, value: value as JsonObject };
  } catch (cause) {
    const fault = jsonFault(text);
    throw new PosthornError('content.file-invalid', { detail: describeJsonFault(path, text, fault), hint: fault.hint, cause });
  }
  throw new PosthornError('content.file-invalid', {
    detail: `${path} is not a ${kind}.`,
    hint: `It must be a JSON object with "kind": "${kind}".`,
  });
}

async function readBlocks(folder: string): Promise<Map<string, JsonFile<Block>>> {
  const names = (await readdir(join(folder, 'blocks')).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const blocks = new Map<string, JsonFile<Block>>();
  for (const name of names) {
    const { source, value } = await readJson(folder, `blocks/${name}`, 'block');
    const block = value as unknown as Block;
    const twice = blocks.get(block.id);
    if (twice)
      throw new PosthornError('content.file-invalid', {
        detail: `The block "${block.id}" is there twice: ${twice.source.file} and ${source.file}.`,
      });
    blocks.set(block.id, { source, value: block });
  }
  return blocks;
}
