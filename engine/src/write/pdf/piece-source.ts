import { type Claims, claimsIn } from './claims.ts';
import { ForeignPdfError, OwnPdf } from './read-own-pdf.ts';

/** What is where in a document that becomes a piece. */
export class PieceSource {
  readonly pdf: OwnPdf;
  readonly pageTree: number;
  readonly pages: readonly number[];
  readonly resources: ReadonlySet<number>;
  readonly structureRoot: number;
  readonly top: number;
  readonly parentTree: number;
  readonly profile: number;
  readonly language: string;
  /** Of the first page, points. */
  readonly pageSize: readonly [number, number];
  readonly claims: Claims;
  /** Structure elements and annotations. */
  readonly elements: readonly number[];

  constructor(bytes: Uint8Array) {
    const pdf = new OwnPdf(bytes);
    this.pdf = pdf;
    const catalog = pdf.object(pdf.root).text;
    this.pageTree = pdf.reference(catalog, '/Pages');
    this.structureRoot = pdf.reference(catalog, '/StructTreeRoot');
    this.profile = pdf.reference(catalog, '/DestOutputProfile');
    this.language = /\/Lang\(([A-Za-z0-9-]*)\)/.exec(catalog)?.[1] ?? '';
    const kids = /\/Kids\[([^\]]*)\]/.exec(pdf.object(this.pageTree).text)?.[1] ?? '';
    this.pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
    if (this.pages.length === 0) throw new ForeignPdfError('it has no pages');
    const own = this.pages.filter((page) => hasResources(pdf.object(page).text));
    this.resources = new Set(own.map((page) => pdf.reference(pdf.object(page).text, '/Resources')));
    this.pageSize = sizeOf(pdf.object(this.pages[0]!).text);
    this.claims = claimsIn(pdf.object(pdf.reference(catalog, '/Metadata')).data);
    const root = pdf.object(this.structureRoot).text;
    this.top = pdf.reference(root, '/K');
    this.parentTree = pdf.reference(root, '/ParentTree');
    this.elements = [...pdf.smallObjects].filter((number) => /^<<\/(S\/|Type\/Annot)/.test(pdf.object(number).text));
  }

  /** Objects that get a new number in the stream. */
  get own(): Iterable<number> {
    return [...this.pages, ...this.elements];
  }
}

/** Whether a page's resources are an object of their own, as on all pages that we draw. */
export const hasResources = (page: string): boolean => page.includes('/Resources ');

/**
 * On paper there is no form to fill in: fields stay with what they show, and leave the group they were in, which told their kind
 * and name. A field without these two is not drawn by Acrobat.
 */
export const withoutForm = (element: string): string =>
  element.startsWith('<</Type/Annot/Subtype/Widget')
    ? element.replace(/\/Parent \d+ 0 R/, '/FT/Btn/T(choice)').replace(/\/DA\((?:\\[\s\S]|[^\\)])*\)/, '')
    : element;

function sizeOf(page: string): readonly [number, number] {
  const [left = 0, bottom = 0, right = 595.28, top = 841.89] = /\/MediaBox\[([^\]]*)\]/.exec(page)?.[1]?.split(' ').map(Number) ?? [];
  return [right - left, top - bottom];
}
