import { deflate, sha256 } from '#runtime';
import type { FontFace } from '../../text/font-face.ts';
import type { ShapedWord } from '../../text/shaper.ts';
import { srgbProfile } from './color-profile.ts';
import { type PreparedFace, prepareFace } from './document-fonts.ts';
import { oneByteCodes } from './embedded-font.ts';
import { type ImportedPdf, importPages } from './enclosure/import-pages.ts';
import type { SharedImport, SharedImports } from './enclosure/imports.ts';
import type { Enclosed } from './enclosure/read-enclosure.ts';
import type { TypingFont } from './features/form-fields.ts';
import { typingFont } from './features/typing-font.ts';
import type { FurnitureForms } from './furniture-form.ts';
import { encodeImage } from './images.ts';
import { concat, streamObject } from './objects.ts';

/** What is the same for all documents of a program. */
export interface PdfProgram {
  /**
   * The faces that documents may use. `words`, shaped as documents will shape them, decide which glyphs the embedded base font
   * has: the letters of the template's languages, its static texts, digits in the features of its styles. Other glyphs cost a
   * small supplement in each document that has them.
   */
  readonly faces: readonly { readonly face: FontFace; readonly words: Iterable<ShapedWord> }[];
  /** PNG and JPEG images by asset name. */
  readonly images: { readonly [asset: string]: Uint8Array };
  /** Given PDFs by asset name, with the indexes of the pages that documents may have. */
  readonly enclosures?: ReadonlyMap<string, { readonly enclosed: Enclosed; readonly wanted: ReadonlySet<number> }>;
  /** Faces that fields are filled in with. */
  readonly typing?: Iterable<FontFace>;
}

/** Objects written once and copied into every document that uses them. */
export interface SharedObjects {
  readonly first: number;
  readonly bytes: Uint8Array;
  /** Where each object begins in `bytes`. */
  readonly offsets: readonly number[];
}

export interface SharedImage {
  readonly resource: string;
  readonly objects: SharedObjects;
}

/** A program's resources ready for writing; made once, used for every document. */
export interface PdfContext {
  readonly faces: ReadonlyMap<FontFace, PreparedFace>;
  readonly fontObjects: ReadonlyMap<PreparedFace, SharedObjects>;
  readonly images: ReadonlyMap<string, SharedImage>;
  /** The colour profile, and behind it the CMap of fonts with codes of one byte: every document has them. */
  readonly profile: SharedObjects;
  readonly typingFonts: ReadonlyMap<FontFace, TypingFont>;
  readonly imports: SharedImports;
  /** Forms of furniture made so far. */
  readonly furniture: FurnitureForms;
  /** SHA-256 of all shared objects: stands for them in a document's identifier. */
  readonly fingerprint: Uint8Array;
  /** First object number that is free for the document's own objects. */
  readonly firstFree: number;
}

/**
 * Subsets and compresses the fonts, encodes the images, makes the colour profile.
 * @throws ImageError, TrueTypeError when an asset is damaged or of a kind that PDF/A forbids.
 */
export function preparePdf(program: PdfProgram): PdfContext {
  const numbering = new Numbering();
  const profile = numbering.share((first) => [profileObject(first), oneByteCodes(first + 1)]);
  const byteCodes = profile.first + 1;
  const faces = new Map<FontFace, PreparedFace>();
  const fontObjects = new Map<PreparedFace, SharedObjects>();
  for (const { face, words } of program.faces) {
    const prepared = prepareFace(face, `F${faces.size + 1}`, words);
    faces.set(face, prepared);
    fontObjects.set(
      prepared,
      numbering.share((first) =>
        made.of(face, `${prepared.font.resource} ${first} ${prepared.font.signature}`, () =>
          prepared.font.objects(first, { best: true, byteCodes }),
        ),
      ),
    );
  }
  const images = new Map<string, SharedImage>();
  for (const [asset, bytes] of Object.entries(program.images)) {
    const objects = numbering.share((first) => made.of(bytes, `${asset} ${first}`, () => encodeImage(asset, bytes, first)));
    images.set(asset, { resource: `I${images.size + 1}`, objects });
  }
  const typingFonts = new Map<FontFace, TypingFont>();
  for (const face of program.typing ?? []) {
    const objects = numbering.share((first) => typingFont(face, first));
    typingFonts.set(face, { resource: `T${typingFonts.size + 1}`, objects });
  }
  const imports = new Map<string, SharedImport>();
  for (const [asset, { enclosed, wanted }] of program.enclosures ?? []) {
    let pdf: ImportedPdf | undefined;
    const objects = numbering.share((first) => {
      const imported = importPages(enclosed, wanted, first);
      pdf = imported.pdf;
      return imported.objects;
    });
    imports.set(asset, { enclosed, pdf: pdf!, objects });
  }
  return {
    faces,
    fontObjects,
    images,
    profile,
    typingFonts,
    imports,
    furniture: new WeakMap(),
    fingerprint: sha256(numbering.written),
    firstFree: numbering.next,
  };
}

const profileObject = (first: number): Uint8Array => streamObject(first, '/N 3/Filter/FlateDecode', deflatedProfile());

let profileBytes: Uint8Array | undefined;

function deflatedProfile(): Uint8Array {
  profileBytes ??= deflate(srgbProfile(), true);
  return profileBytes;
}

/** The last objects made of a font or an image: when a template is compiled again, they are mostly the same. */
const made = {
  last: new WeakMap<object, { readonly key: string; readonly objects: readonly Uint8Array[] }>(),
  of(source: object, key: string, make: () => readonly Uint8Array[]): readonly Uint8Array[] {
    const known = this.last.get(source);
    if (known?.key === key) return known.objects;
    const objects = make();
    this.last.set(source, { key, objects });
    return objects;
  },
};

/** Gives numbers that are the same in every document of the program, so that the objects' bytes are too. */
class Numbering {
  next = 1;
  readonly written: Uint8Array[] = [];

  share(make: (first: number) => readonly Uint8Array[]): SharedObjects {
    const first = this.next;
    const parts = make(first);
    this.next += parts.length;
    const bytes = concat(parts);
    this.written.push(bytes);
    return { first, bytes, offsets: offsetsOf(parts) };
  }
}

function offsetsOf(parts: readonly Uint8Array[]): number[] {
  let at = 0;
  return parts.map((part) => {
    const offset = at;
    at += part.length;
    return offset;
  });
}
