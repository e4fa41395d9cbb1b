import type { ContentFacts } from './content/facts.ts';
import { type Page, pagesOf } from './content/pages.ts';
import { readContent } from './content/read-content.ts';
import { lazy } from './lazy.ts';
import type { PdfFile } from './read/pdf-file.ts';
import { readStructure, type Structure } from './structure/tree.ts';
import { readXmp, type XmpPacket } from './xmp/index.ts';

/** A file that is judged, with all that the rules ask about it; each part is read when the first rule asks. */
export class Subject {
  readonly file: PdfFile;
  readonly #pages: () => readonly Page[];
  readonly #structure: () => Structure;
  readonly #content: () => ContentFacts;
  readonly #metadata: () => XmpPacket | undefined;

  constructor(file: PdfFile) {
    this.file = file;
    this.#pages = lazy(() => pagesOf(file));
    this.#structure = lazy(() => readStructure(file, this.pages));
    this.#metadata = lazy(() => {
      const stream = file.catalog.stream('Metadata');
      return stream && readXmp(stream.decode().bytes);
    });
    this.#content = lazy(() => readContent(file, this.pages, this.structure));
  }

  /** Pages in order, with what they inherit. */
  get pages(): readonly Page[] {
    return this.#pages();
  }

  /** The structure tree. */
  get structure(): Structure {
    return this.#structure();
  }

  /** The document's metadata; undefined where the catalog has no metadata stream. */
  get metadata(): XmpPacket | undefined {
    return this.#metadata();
  }

  /** What the content streams show and use. */
  get content(): ContentFacts {
    return this.#content();
  }
}
