import './pdf-view.css';
import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconDownload, IconMinus, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outline } from './loaded.tsx';
import { drawPage, openPdf, type PDFDocumentProxy } from './pdf-document.ts';
import { ProblemNote } from './problem-note.tsx';

/** Pixels at both sides of a page within its box, with a breath for the shadow. */
const boxPadding = 30;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A PDF in the page: continuous pages with selectable text, walking by page, zoom, download. */
export default function PdfView({ address, name }: { readonly address: string; readonly name: string }) {
  const { t } = useTranslation();
  const { document, error } = useDocument(address);
  const { ref: measured, width } = useElementSize<HTMLElement>();
  const box = useRef<HTMLElement>(null);
  const boxRef = useMergedRef(measured, box);
  const [sizes, setSizes] = useState<readonly Size[]>([]);
  const [zoom, setZoom] = useState(1);
  const [page, setPage] = useState(1);
  useEffect(() => {
    setSizes([]);
    if (document) void measure(document, setSizes);
  }, [document]);
  const widest = Math.max(1, ...sizes.map((size) => size.width));
  const fit = Math.min(1.6, Math.max(0.3, (width - boxPadding) / widest));
  const scale = fit * zoom;
  const goTo = (wanted: number) => {
    const next = Math.min(Math.max(1, wanted), sizes.length);
    box.current?.querySelector(`[data-page="${next}"]`)?.scrollIntoView({ block: 'start' });
    setPage(next);
  };
  if (error) return <ProblemNote error={error} />;
  return (
    <div>
      <div className="pdf-bar" role="toolbar" aria-label={t('pdf.toolbar')}>
        <Group gap={4}>
          <Tool label={t('pdf.previous')} disabled={page <= 1} run={() => goTo(page - 1)} icon={<IconChevronUp size={17} aria-hidden />} />
          <Tool
            label={t('pdf.next')}
            disabled={page >= sizes.length}
            run={() => goTo(page + 1)}
            icon={<IconChevronDown size={17} aria-hidden />}
          />
          <Text size="sm" className="numbers" aria-live="polite" px={4}>
            {t('pdf.pageOf', { page, pages: sizes.length || '…' })}
          </Text>
        </Group>
        <Group gap={4}>
          <Tool
            label={t('pdf.smaller')}
            disabled={zoom <= 0.5}
            run={() => setZoom(zoom / 1.25)}
            icon={<IconMinus size={17} aria-hidden />}
          />
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            size="compact-sm"
            onClick={() => setZoom(1)}
            aria-label={t('pdf.fit')}
            className="numbers"
          >
            {Math.round(scale * 75)} %
          </Button>
          <Tool label={t('pdf.larger')} disabled={zoom >= 4} run={() => setZoom(zoom * 1.25)} icon={<IconPlus size={17} aria-hidden />} />
          <Button
            component="a"
            href={address}
            download={name}
            variant="default"
            size="compact-sm"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('actions.download')}
          </Button>
        </Group>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={boxRef} className="pdf-box" tabIndex={0} aria-label={t('pdf.document')}>
        {sizes.length === 0 && <Outline height={400} />}
        {document &&
          width > 0 &&
          sizes.map((size, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
            <PdfPage key={index} document={document} number={index + 1} size={size} scale={scale} seen={setPage} />
          ))}
      </section>
    </div>
  );
}

function Tool({
  label,
  disabled,
  run,
  icon,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly run: () => void;
  readonly icon: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" c={disabled ? undefined : 'dimmed'} aria-label={label} disabled={disabled} onClick={run}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function useDocument(address: string) {
  const [document, setDocument] = useState<PDFDocumentProxy>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const opened = openPdf(address);
    let stale = false;
    setDocument(undefined);
    setError(undefined);
    opened.document.then(
      (loaded) => !stale && setDocument(loaded),
      (failure: unknown) => !stale && setError(failure),
    );
    return () => {
      stale = true;
      opened.close();
    };
  }, [address]);
  return { document, error };
}

/** Tells the sizes of all pages: at once as if all were like the first, then as they are. */
async function measure(document: PDFDocumentProxy, tell: (sizes: readonly Size[]) => void): Promise<void> {
  const sizeOf = async (number: number): Promise<Size> => {
    const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
    return { width, height };
  };
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  try {
    const first = await sizeOf(1);
    tell(numbers.map(() => first));
    const all = await Promise.all(numbers.map(sizeOf));
    if (all.some((size) => size.width !== first.width || size.height !== first.height)) tell(all);
  } catch (error) {
    // Closed while it was being read: someone went elsewhere.
    if (!document.loadingTask.destroyed) throw error;
  }
}

interface PdfPageProps {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  readonly size: Size;
  readonly scale: number;
  readonly seen: (page: number) => void;
}

/** One page; drawn when it comes near the window, a white sheet until then. */
function PdfPage({ document, number, size, scale, seen }: PdfPageProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const nearby = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: '600px' });
    const inSight = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen(number), { threshold: 0.55 });
    nearby.observe(element);
    inSight.observe(element);
    return () => {
      nearby.disconnect();
      inSight.disconnect();
    };
  }, [number, seen]);
  useEffect(() => {
    if (!near) return;
    let stop: (() => void) | undefined;
    let stale = false;
    void document.getPage(number).then((page) => {
      if (!stale && canvas.current && layer.current) stop = drawPage(page, scale, canvas.current, layer.current);
    });
    return () => {
      stale = true;
      stop?.();
    };
  }, [document, number, scale, near]);
  const style = {
    width: size.width * scale,
    height: size.height * scale,
    '--total-scale-factor': scale,
    '--scale-round-x': '1px',
    '--scale-round-y': '1px',
  };
  return (
    <section
      ref={sheet}
      className="pdf-page"
      data-page={number}
      aria-label={t('pdf.page', { page: number })}
      style={style as React.CSSProperties}
    >
      <canvas ref={canvas} aria-hidden />
      <div ref={layer} className="textLayer" />
    </section>
  );
}
