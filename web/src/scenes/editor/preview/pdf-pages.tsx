import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openPdfBytes, type PDFDocumentProxy } from '../../../parts/pdf-document.ts';

interface PdfPagesProps {
  readonly bytes: Uint8Array;
  readonly label: string;
  /** Somebody pointed at a line. */
  readonly point: (line: string) => void;
}

/** The pages of a letter. The old ones stay until the new ones are drawn, so that nothing flickers while one types. */
export default function PdfPages({ bytes, label, point }: PdfPagesProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const shown = useRef<PDFDocumentProxy>(undefined);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const sized = new ResizeObserver(([entry]) => setWidth(Math.floor((entry?.contentRect.width ?? 0) / 8) * 8));
    sized.observe(element);
    return () => sized.disconnect();
  }, []);
  // One drawing at a time, each to its end: on a slow machine a preview that begins anew at every key would never come.
  const wanted = useRef<{ bytes: Uint8Array; width: number }>(undefined);
  const drawing = useRef(false);
  const name = useRef(t);
  name.current = t;
  useEffect(() => {
    if (width < 80) return;
    wanted.current = { bytes, width };
    if (drawing.current) return;
    drawing.current = true;
    void (async () => {
      for (let next = wanted.current; next !== undefined; next = wanted.current) {
        wanted.current = undefined;
        await show(next).catch(() => undefined);
      }
      drawing.current = false;
    })();
    async function show(next: { bytes: Uint8Array; width: number }): Promise<void> {
      // The bytes go to the worker of PDF.js; ours stay as they are.
      const pdf = await openPdfBytes(next.bytes.slice()).document;
      const sheets = await drawAll(pdf, next.width, (page) => name.current('pdf.page', { page }));
      if (box.current === null) return void pdf.loadingTask.destroy();
      box.current.replaceChildren(...sheets);
      const before = shown.current;
      shown.current = pdf;
      await before?.loadingTask.destroy();
    }
  }, [bytes, width]);
  useEffect(() => () => void shown.current?.loadingTask.destroy(), []);
  const pointed = async (event: MouseEvent) => {
    const sheet = (event.target as Element).closest<HTMLElement>('[data-page]');
    const pdf = shown.current;
    if (sheet === null || pdf === undefined) return;
    const { left, top, width: across } = sheet.getBoundingClientRect();
    const line = await lineAt(pdf, Number(sheet.dataset.page), (event.clientX - left) / across, (event.clientY - top) / across);
    if (line !== '') point(line);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard one is in the text already; pointing leads there
    <section ref={box} className="ed-pages" aria-label={label} tabIndex={0} onClick={(event) => void pointed(event)} />
  );
}

async function drawAll(pdf: PDFDocumentProxy, width: number, name: (page: number) => string): Promise<HTMLElement[]> {
  const dots = globalThis.devicePixelRatio || 1;
  const numbers = Array.from({ length: pdf.numPages }, (_, i) => i + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const page = await pdf.getPage(number);
      const scale = width / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale: scale * dots });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      canvas.style.width = `${width}px`;
      canvas.dataset.page = String(number);
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', name(number));
      await page.render({ canvas, viewport }).promise;
      return canvas;
    }),
  );
}

/** The line of text at a place of a page, given in parts of the page's width; '' where there is none. */
async function lineAt(pdf: PDFDocumentProxy, number: number, x: number, y: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const at = { x: x * width, y: height - y * width };
  const runs = items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: item.str,
            left: item.transform[4] as number,
            base: item.transform[5] as number,
            width: item.width,
            height: item.height || 10,
          },
        ]
      : [],
  );
  const rows = runs.filter((run) => at.y >= run.base - run.height * 0.4 && at.y <= run.base + run.height * 1.1);
  const hit = rows.find((run) => at.x >= run.left - 4 && at.x <= run.left + run.width + 4);
  if (hit === undefined) return '';
  return rows
    .filter((run) => Math.abs(run.base - hit.base) < 2)
    .sort((a, b) => a.left - b.left)
    .map((run) => run.text)
    .join(' ');
}
