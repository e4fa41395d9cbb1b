import type { ResolvedHeading, Run } from './resolved.ts';

export interface ResolvedContents {
  readonly type: 'contents';
  readonly source: string;
  /** Of the lines; by level if undefined. */
  readonly style: string | undefined;
  readonly title: readonly Run[];
  readonly levels: number;
  /** All headings of the document, complete when the document is. */
  readonly headings: readonly ResolvedHeading[];
}

/** The headings that a table of contents shows, each with its depth among them from 0. */
export function contentsEntries({ headings, levels }: ResolvedContents): { heading: ResolvedHeading; depth: number }[] {
  const shown = headings.filter(({ level }) => level <= levels);
  let least = levels;
  for (const { level } of shown) if (level < least) least = level;
  return shown.map((heading) => ({ heading, depth: heading.level - least }));
}
