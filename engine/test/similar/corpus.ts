import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

/** Letters and Word templates that the labelled pairs were taken from; they are not part of the product. */
const data = new URL('../../../../shared/data/', import.meta.url);
export const hasCorpus = existsSync(new URL('datenanfragen/templates/', data)) && existsSync(new URL('docassemble-docx/', data));

/** How a passage is called in `labelled-pairs.json`: by the first 16 digits of the SHA-256 of its text. */
export const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Every line of the letters, without the marks of optional parts, and every paragraph of the Word templates, blanks as one. */
export function corpus(): ReadonlySet<string> {
  return new Set([...letters(), ...wordTemplates()].map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => text !== ''));
}

function letters(): string[] {
  const folder = new URL('datenanfragen/templates/', data);
  const files = readdirSync(folder).flatMap((language) =>
    readdirSync(new URL(`${language}/`, folder)).map((name) => new URL(`${language}/${name}`, folder)),
  );
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.replace(/\[[a-z_]+>/g, ' ').replace(/^\s*\]|\]\s*$/g, ' ')),
  );
}

function wordTemplates(): string[] {
  const folder = new URL('docassemble-docx/', data);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.docx'));
  return files.flatMap((name) => {
    const xml = strFromU8(unzipSync(readFileSync(new URL(name, folder)))['word/document.xml']!);
    return xml
      .split(/<w:p[ >]/)
      .slice(1)
      .map((paragraph) => unescaped([...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')));
  });
}

const unescaped = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
