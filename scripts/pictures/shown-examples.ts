import { readdirSync, readFileSync } from 'node:fs';

/**
 * The examples of the reference: a fenced block that says `json picture=name` is composed as it stands there, and the line behind
 * it shows `pictures/name.png`. With `json pages=name` the picture shows whole pages instead of the content alone.
 */
export interface ShownExample {
  /** File name of the page. */
  readonly page: string;
  readonly name: string;
  readonly whole: boolean;
  /** The JSON as the reader sees it. */
  readonly source: string;
  /** Whether the picture with a description of it follows. */
  readonly shown: boolean;
}

export const REFERENCE = new URL('../../docs/reference/', import.meta.url);

const FENCE = /^```json (picture|pages)=([a-z-]+)\n([\s\S]*?)^```\n\n?([^\n]*)/gm;

export function shownExamples(): ShownExample[] {
  const pages = readdirSync(REFERENCE).filter((file) => file.endsWith('.md'));
  return pages.flatMap((page) => {
    const text = readFileSync(new URL(page, REFERENCE), 'utf8');
    return [...text.matchAll(FENCE)].map(([, mode, name, source, next]) => ({
      page,
      name: name!,
      whole: mode === 'pages',
      source: source!,
      shown: next!.endsWith(`](pictures/${name}.png)`) && /^!\[.{5,}\]/.test(next!),
    }));
  });
}
