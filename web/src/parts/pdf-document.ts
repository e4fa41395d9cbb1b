import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy, PDFWorker, TextLayer } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerAddress;

export type { PDFDocumentProxy };

/** One worker reads all documents: a live preview opens one at every keystroke, and starting a worker takes longer than reading a letter. */
let reader: PDFWorker | undefined;
const opening = () => {
  reader ??= new PDFWorker();
  return { worker: reader, isEvalSupported: false };
};

/** Loads a PDF from an address of this server. Works under a policy without eval. */
export function openPdf(address: string): { readonly document: Promise<PDFDocumentProxy>; readonly close: () => void } {
  const task = getDocument({ ...opening(), url: address, withCredentials: true });
  return { document: task.promise, close: () => void task.destroy() };
}

/** Opens a PDF that was made in this page. The bytes are handed over. */
export function openPdfBytes(bytes: Uint8Array): { readonly document: Promise<PDFDocumentProxy>; readonly close: () => void } {
  const task = getDocument({ ...opening(), data: bytes });
  return { document: task.promise, close: () => void task.destroy() };
}

/** Draws one page into `canvas` and its text over it into `layer`. `scale` 1 is 72 dots an inch. Gives a way to stop. */
export function drawPage(page: PDFPageProxy, scale: number, canvas: HTMLCanvasElement, layer: HTMLElement): () => void {
  const viewport = page.getViewport({ scale });
  const dots = globalThis.devicePixelRatio || 1;
  canvas.width = Math.floor(viewport.width * dots);
  canvas.height = Math.floor(viewport.height * dots);
  const drawing = page.render({ canvas, viewport, transform: [dots, 0, 0, dots, 0, 0] });
  drawing.promise.catch(() => undefined);
  layer.replaceChildren();
  const text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
  text.render().catch(() => undefined);
  return () => {
    drawing.cancel();
    text.cancel();
  };
}
