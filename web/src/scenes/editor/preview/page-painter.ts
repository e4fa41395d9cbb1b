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

/** @param lack is told which pages (from 0) are in sight when the rendition lacks one of them */
export function createPainter(lack: (sight: readonly number[]) => void): Painter {
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
  let told = '';
  /** Sheets that do not show what they should. */
  const stale = (): { sheet: HTMLElement; number: number }[] => {
    if (wanted === undefined) return [];
    const { box, pages } = wanted;
    const sheets = [...box.querySelectorAll<HTMLElement>('[data-page]')].map((sheet) => ({ sheet, number: Number(sheet.dataset.page) }));
    return sheets.filter(
      ({ sheet, number }) => inSight.has(sheet) && pages[number - 1] !== undefined && sheet.dataset.drawn !== keyOf(wanted!, number),
    );
  };
  /** The next sheet that can be drawn. Those that the rendition lacks are asked for, once for each sight. */
  const next = (): { sheet: HTMLElement; number: number } | undefined => {
    const all = stale();
    const sight = [...inSight].map((sheet) => Number((sheet as HTMLElement).dataset.page) - 1).sort((a, b) => a - b);
    const lacks = all.some(({ number }) => wanted?.pages[number - 1]?.written === false);
    if (lacks && told !== sight.join(' ')) lack(sight);
    told = lacks ? sight.join(' ') : '';
    return all.find(({ number }) => wanted?.pages[number - 1]?.written !== false);
  };
  // One drawing at a time, each to its end: on a slow machine a preview that begins anew at every key would never come.
  const work = async () => {
    if (working) return;
    working = true;
    for (let one = next(); one !== undefined && !closed; one = next()) {
      const { sheet, number } = one;
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
