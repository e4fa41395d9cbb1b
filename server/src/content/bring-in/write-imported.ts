import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import type { Imported } from './bring-in.ts';
import { findingHints } from './types.ts';

/**
 * Writes a template as a folder that can be checked, composed and pushed: template, blocks, images, a sample, and what could not be carried over as
 * `import.md`. @param brand a brand.json, whose fonts and pictures lie beside it
 * @throws PosthornError `content.exists` when the folder is there
 */
export async function writeImported(into: string, imported: Imported, brand: string): Promise<string> {
  const folder = join(into, String(imported.template.id));
  if ((await readdir(folder).catch(() => [])).length > 0)
    throw new PosthornError('content.exists', { detail: `The folder ${folder} is there already.` });
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  await write('template.json', json(imported.template));
  await write('sample.jsonl', `${JSON.stringify(imported.sample)}\n`);
  await write('import.md', reportOf(imported));
  for (const block of imported.blocks) await write(`blocks/${String(block.id)}.json`, json(block));
  for (const [name, { file, bytes }] of imported.images)
    await write(`images/${name}${file.slice(file.lastIndexOf('.')).toLowerCase()}`, bytes);
  await copyBrand(dirname(brand), brand, folder);
  return folder;
}

/** The brand with all that it names: what lies in `assets` beside it, and its blocks. */
async function copyBrand(from: string, brand: string, folder: string): Promise<void> {
  await copyFile(brand, join(folder, 'brand.json'));
  for (const part of ['assets', 'blocks']) {
    const files = await readdir(join(from, part), { withFileTypes: true }).catch(() => []);
    for (const file of files.filter((one) => one.isFile())) {
      await mkdir(join(folder, part), { recursive: true });
      await copyFile(join(from, part, file.name), join(folder, part, file.name));
    }
  }
}

/** What a person should look at, as a page. */
export function reportOf({ template, findings }: Pick<Imported, 'template' | 'findings'>): string {
  const head = `# What became of ${String(template.id)}\n\n`;
  if (findings.length === 0) return `${head}Everything was carried over.\n`;
  const row = ({ code, what, where, severity }: (typeof findings)[number]) => {
    const [meaning, hint] = findingHints[code];
    return `| ${[where, severity, cell(what), meaning, hint].join(' | ')} |`;
  };
  return `${head}| where | | what | meaning | what to do |\n| --- | --- | --- | --- | --- |\n${findings.map(row).join('\n')}\n`;
}

const cell = (text: string): string => `\`${text.replace(/[`|\n]/g, ' ')}\``;
