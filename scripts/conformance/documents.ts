import { existsSync, readdirSync } from 'node:fs';
import { compile, createPrintStream, type Format, type Program, type Rendition } from '../../engine/src/index.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';

/** Every example's documents, for those who judge them. */
export interface ExampleDocument {
  /** `example/number.language`. */
  readonly name: string;
  readonly renditions: readonly Rendition[];
  readonly pdf: Uint8Array;
}

const EXAMPLES = new URL('../../examples/', import.meta.url);
const MOMENT = '2026-11-22T10:00:00Z';

/** Folders of `examples/` that have a template and samples. */
export const exampleNames = (): string[] =>
  readdirSync(EXAMPLES)
    .filter((name) => ['template.json', 'sample.jsonl'].every((file) => existsSync(new URL(`${name}/${file}`, EXAMPLES))))
    .sort();

/** Composes all samples of an example on every channel that it has, in their own language or in all that the template is written in. */
export async function documentsOf(example: string, inAllLanguages: boolean): Promise<ExampleDocument[]> {
  const { bundle, samples } = await bundleFromFolder(new URL(example, EXAMPLES).pathname);
  const program = await compile(bundle);
  const formats: Format[] = ['pdf', 'email', 'html', 'text', ...(bundle.template.sms === undefined ? [] : ['sms' as const])];
  const records = samples
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly [field: string]: unknown });
  const languages = inAllLanguages ? bundle.template.languages : [undefined];
  return records.flatMap((record, i) => languages.map((language) => compose(program, `${example}/${i + 1}`, record, formats, language)));
}

function compose(
  program: Program,
  name: string,
  record: { readonly [field: string]: unknown },
  formats: readonly Format[],
  language: string | undefined,
): ExampleDocument {
  const options = { now: MOMENT, ...(language === undefined ? {} : { language }) };
  const renditions = formats.map((format) => program.compose(record, format, options));
  const letter = renditions.find((rendition) => rendition.format === 'pdf');
  if (letter === undefined) throw new Error(`${name} has no letter.`);
  return { name: `${name}.${letter.language}`, renditions, pdf: letter.bytes };
}

/** The letters of an example as one stream for a printer. */
export async function printStreamOf(documents: readonly ExampleDocument[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Example', language: 'en', duplex: true, now: MOMENT });
  for (const { pdf } of documents) await stream.append(pdf);
  await stream.finish();
  return Buffer.concat(chunks);
}
