import type { PdfFile } from '../read/pdf-file.ts';
import { dictOf, PdfArray, type PdfDict, PdfRef, type PdfStream, type PdfValue, PdfStream as Stream } from '../read/values.ts';

/** A page with what it inherits. */
export interface Page {
  /** Counted from 1. */
  readonly number: number;
  readonly dict: PdfDict;
  readonly ref: PdfRef | undefined;
  readonly resources: PdfDict | undefined;
  /** Whether the resources stand in the page itself and not in a node of the page tree. */
  readonly ownResources: boolean;
  /** Lower left and upper right corner in points. */
  readonly mediaBox: readonly number[] | undefined;
  /** The crop box; the media box where there is none. */
  readonly cropBox: readonly number[] | undefined;
  /** The streams of `Contents`, in order. */
  readonly contents: readonly PdfStream[];
  readonly annotations: readonly PdfDict[];
}

const maxPages = 200_000;
const maxDepth = 64;

interface Inherited {
  readonly resources?: PdfDict | undefined;
  readonly mediaBox?: readonly number[] | undefined;
  readonly cropBox?: readonly number[] | undefined;
}

/** All pages of a file in order. Circles in the page tree are cut, nodes without `Kids` are pages. */
export function pagesOf(file: PdfFile): Page[] {
  const pages: Page[] = [];
  const seen = new Set<PdfDict>();
  const visit = (raw: PdfValue, inherited: Inherited, depth: number): void => {
    const node = dictOf(file.resolve(raw));
    if (!node || seen.has(node) || depth > maxDepth || pages.length >= maxPages) return;
    seen.add(node);
    const own: Inherited = {
      resources: node.dict('Resources') ?? inherited.resources,
      mediaBox: node.array('MediaBox')?.numbers() ?? inherited.mediaBox,
      cropBox: node.array('CropBox')?.numbers() ?? inherited.cropBox,
    };
    const kids = node.array('Kids');
    if (kids && node.name('Type') !== 'Page') for (const kid of kids.items) visit(kid, own, depth + 1);
    else pages.push(pageOf(node, raw, own, pages.length + 1));
  };
  visit(file.catalog.raw('Pages'), {}, 0);
  return pages;
}

function pageOf(dict: PdfDict, raw: PdfValue, { resources, mediaBox, cropBox }: Inherited, number: number): Page {
  const contents = dict.get('Contents');
  const streams = contents instanceof PdfArray ? [...contents] : [contents];
  return {
    number,
    dict,
    ref: raw instanceof PdfRef ? raw : dict.within,
    resources,
    ownResources: dict.has('Resources'),
    mediaBox,
    cropBox: cropBox ?? mediaBox,
    contents: streams.filter((stream) => stream instanceof Stream),
    annotations: [...(dict.array('Annots') ?? [])].flatMap((item) => dictOf(item) ?? []),
  };
}
