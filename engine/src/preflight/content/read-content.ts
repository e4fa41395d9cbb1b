import type { PdfFile } from '../read/pdf-file.ts';
import { PdfDict, PdfStream, type PdfValue } from '../read/values.ts';
import type { Structure } from '../structure/tree.ts';
import type { ContentFacts } from './facts.ts';
import { ContentGatherer } from './gatherer.ts';
import type { Page } from './pages.ts';

/** Runs all content of a file: pages with their forms, patterns, masks and Type 3 glyphs, and the appearances of annotations. */
export function readContent(file: PdfFile, pages: readonly Page[], structure: Structure): ContentFacts {
  const gatherer = new ContentGatherer(file, structure);
  for (const page of pages) {
    gatherer.runPage(page);
    for (const annotation of page.annotations)
      for (const stream of appearancesOf(annotation.get('AP'))) gatherer.runAppearance(page, stream);
  }
  return gatherer.facts();
}

/** The streams of an appearance dictionary: normal, rollover and down, each one stream or one for each state. */
function* appearancesOf(appearance: PdfValue): Iterable<PdfStream> {
  if (!(appearance instanceof PdfDict)) return;
  for (const key of ['N', 'R', 'D']) {
    const value = appearance.get(key);
    if (value instanceof PdfStream) yield value;
    else if (value instanceof PdfDict)
      for (const state of value.keys()) {
        const stream = value.get(state);
        if (stream instanceof PdfStream) yield stream;
      }
  }
}
