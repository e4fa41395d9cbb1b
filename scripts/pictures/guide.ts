import { readFileSync } from 'node:fs';
import { type Brand, compile, type Template } from '@posthorn/engine';
import { assetsOf } from './compose-example.ts';

/**
 * The guide to a first letter as it can be followed: fenced blocks that name a file are to be written, blocks of `sh` to be run,
 * and blocks of `text` are what the commands named before them print.
 */
export interface GuideStep {
  readonly kind: 'file' | 'run' | 'prints';
  /** Of a file: its path. */
  readonly path: string;
  readonly text: string;
}

const GUIDE = new URL('../../docs/guides/letters.md', import.meta.url);
export const GUIDE_PICTURE = new URL('../../docs/guides/pictures/letter.png', import.meta.url);

export function guideSteps(): GuideStep[] {
  const fences = readFileSync(GUIDE, 'utf8').matchAll(/^```(json|sh|text)(?: (\S+))?\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language, path, text]) => ({
    kind: language === 'json' ? 'file' : language === 'sh' ? 'run' : 'prints',
    path: path ?? '',
    text: text!,
  }));
}

/** What the guide's files are in the end. */
export function guideFiles(): { readonly [path: string]: string } {
  return Object.fromEntries(guideSteps().flatMap(({ kind, path, text }) => (kind === 'file' ? [[path, text]] : [])));
}

/** The guide's letter to its first customer, as a PDF. */
export async function guideLetter(): Promise<Uint8Array> {
  const files = guideFiles();
  const brand = JSON.parse(files['hello/brand.json']!) as Brand;
  const template = JSON.parse(files['hello/template.json']!) as Template;
  const [record] = files['hello/sample.jsonl']!.split('\n');
  const program = await compile({ template, brand, blocks: {}, assets: assetsOf(brand) }, { formats: ['pdf'] });
  const pdf = program.compose(JSON.parse(record!), 'pdf');
  if (pdf.format !== 'pdf') throw new Error('Asked for a PDF.');
  return pdf.bytes;
}
