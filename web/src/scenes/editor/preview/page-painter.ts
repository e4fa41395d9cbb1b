import { openPdfBytes, type PDFDocumentProxy } from '../../../parts/pdf-document.ts';
import type { PageFacts } from './messages.ts';

/** Draws pages of a PDF into the sheets that are in sight. */
export interface Painter {
  /** Shows these pages in the sheets (`[data-page]`) of a box, `width` CSS pixels wide. */
  readonly show: (box: HTMLElement, bytes: Uint8Array, pages: readonly PageFacts[], width: number) => void;
  readonly close: () => void;
}

interface Wanted {
  readonly box: HTMLElement;
  readonly bytes: Uint8Array;
  readonly pages: readonly PageFacts[];
  readonly width: number;
}

/** Sheets this far beyond the edges are drawn before they come into sight. */
const margin = '300px';

export function createPainter(): Painter {
  let wanted: Wanted | undefined;
  let opened: { readonly bytes: Uint8Array; readonly pdf: PDFDocumentProxy } | undefined;
  let working = false;
  let closed = false;
  const inSight = new Set<Element>();
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
      }
      void work();
    },
    { rootMargin: margin },
  );
  const watched = new WeakSet<Element>();
  /** The next sheet that does not show what it should. */
  const stale = (): { sheet: HTMLElement; number: number } | undefined => {
    if (wanted === undefined) return undefined;
    for (const sheet of wanted.box.querySelectorAll<HTMLElement>('[data-page]')) {
      const number = Number(sheet.dataset.page);
      if (inSight.has(sheet) && wanted.pages[number - 1] !== undefined && sheet.dataset.drawn !== keyOf(wanted, number))
        return { sheet, number };
    }
    return undefined;
  };
  // One drawing at a time, each to its end: on a slow machine a preview that begins anew at every key would never come.
  const work = async () => {
    if (working) return;
    working = true;
    for (let next = stale(); next !== undefined && !closed; next = stale()) {
      const { sheet, number } = next;
      const now = wanted!;
      const canvas = await open(now.bytes)
        .then((pdf) => draw(pdf, number, now.width))
        .catch(() => undefined);
      // What cannot be drawn stays as it is; the findings tell why.
      sheet.dataset.drawn = keyOf(now, number);
      if (canvas === undefined) continue;
      sheet.querySelector('canvas')?.remove();
      sheet.prepend(canvas);
    }
    working = false;
  };
  const open = async (bytes: Uint8Array): Promise<PDFDocumentProxy> => {
    if (opened?.bytes === bytes) return opened.pdf;
    // The bytes go to the worker of PDF.js; ours stay as they are.
    const pdf = await openPdfBytes(bytes.slice()).document;
    void opened?.pdf.loadingTask.destroy();
    opened = { bytes, pdf };
    return pdf;
  };
  return {
    show(box, bytes, pages, width) {
      wanted = { box, bytes, pages, width };
      for (const sheet of box.querySelectorAll('[data-page]')) {
        if (watched.has(sheet)) continue;
        watched.add(sheet);
        sight.observe(sheet);
      }
      void work();
    },
    close() {
      closed = true;
      sight.disconnect();
      void opened?.pdf.loadingTask.destroy();
    },
  };
}

const keyOf = ({ pages, width }: Wanted, number: number): string => `${pages[number - 1]!.key} ${width}`;

async function draw(pdf: PDFDocumentProxy, number: number, width: number): Promise<HTMLCanvasElement> {
  const dots = globalThis.devicePixelRatio || 1;
  const page = await pdf.getPage(number);
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale: scale * dots });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  return canvas;
}
