import type { ZoneProfile } from '@posthorn/contract';
import { type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameContent } from '../saving/same-content.ts';
import type { PageFacts } from './messages.ts';
import { createPainter, type Painter } from './page-painter.ts';
import { isOf } from './sources.ts';
import { PageZones } from './zones.tsx';

interface PdfPagesProps {
  readonly bytes: Uint8Array;
  readonly pages: readonly PageFacts[];
  readonly label: string;
  /** Where in the template the cursor is: marked on the pages, and brought into sight. */
  readonly marked: string | undefined;
  /** Where the letter's provider wants nothing printed. */
  readonly zones?: ZoneProfile['zones'];
  /** Is told which pages (from 0) are in sight when one of them was not written. */
  readonly lack?: (sight: readonly number[]) => void;
  /** Somebody pointed at something that comes from there. */
  readonly point: (source: string) => void;
}

/** The pages of a letter. Those in sight are drawn, again only when they look otherwise; the old ones stay until then, so that nothing flickers. */
export default function PdfPages({ bytes, pages, label, marked, zones, lack, point }: PdfPagesProps) {
  const box = useRef<HTMLElement>(null);
  const painter = useRef<Painter>(undefined);
  const lacking = useRef(lack);
  lacking.current = lack;
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const sized = new ResizeObserver(([entry]) => setWidth(Math.floor((entry?.contentRect.width ?? 0) / 8) * 8));
    sized.observe(element);
    painter.current = createPainter((sight) => lacking.current?.(sight));
    return () => {
      sized.disconnect();
      painter.current?.close();
    };
  }, []);
  useEffect(() => {
    if (width >= 80 && box.current !== null) painter.current?.show(box.current, bytes, pages, width);
  }, [bytes, pages, width]);
  useFollowing(box, marked, pages);
  const pointed = (event: MouseEvent) => {
    const sheet = (event.target as Element).closest<HTMLElement>('[data-page]');
    const page = pages[Number(sheet?.dataset.page) - 1];
    if (sheet === null || page === undefined) return;
    const { left, top, width: across } = sheet.getBoundingClientRect();
    const scale = page.width / across;
    const source = sourceAt(page, (event.clientX - left) * scale, (event.clientY - top) * scale);
    if (source !== undefined) point(source);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard one is in the text already; pointing leads there
    <section ref={box} className="ed-pages" aria-label={label} tabIndex={0} onClick={pointed}>
      {pages.map(({ width: wide, height, places }, i) => (
        <Sheet
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          key={i}
          number={i + 1}
          width={wide}
          height={height}
          marks={places.filter(({ source }) => isOf(source, marked))}
          zones={zones}
        />
      ))}
    </section>
  );
}

interface SheetProps extends Pick<PageFacts, 'width' | 'height'> {
  readonly number: number;
  readonly marks: PageFacts['places'];
  readonly zones: ZoneProfile['zones'] | undefined;
}

/** A page, drawn by the painter; again only when something else is marked on it. */
const Sheet = memo(function Sheet({ number, width, height, marks, zones }: SheetProps) {
  const { t } = useTranslation();
  const across = (part: number) => `${(100 * part) / width}%`;
  const down = (part: number) => `${(100 * part) / height}%`;
  return (
    <div
      className="ed-page"
      data-page={number}
      role="img"
      aria-label={t('pdf.page', { page: number })}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {zones && <PageZones zones={zones} page={number} />}
      {marks.map((place, n) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: places of one source have nothing else that tells them apart
          key={n}
          className="ed-page-mark"
          style={{ left: across(place.x), top: down(place.y), width: across(place.width), height: down(place.height) }}
        />
      ))}
    </div>
  );
}, sameContent);

/** Keeps in sight what is marked, when another place is. */
function useFollowing(box: { readonly current: HTMLElement | null }, marked: string | undefined, pages: readonly PageFacts[]): void {
  const followed = useRef<string>(undefined);
  useEffect(() => {
    if (marked === undefined || marked === followed.current || pages.length === 0) return;
    const mark = box.current?.querySelector('.ed-page-mark');
    if (!mark) return;
    followed.current = marked;
    mark.scrollIntoView({ block: 'nearest' });
  }, [box, marked, pages]);
}

/** What comes from where at a point of a page: the smallest place around it, or, beside all, the nearest at its height. */
export function sourceAt({ places }: PageFacts, x: number, y: number): string | undefined {
  const around = places.filter((place) => y >= place.y - 2 && y <= place.y + place.height + 2);
  const beside = (place: PageFacts['places'][number]) => Math.max(0, place.x - x, x - place.x - place.width);
  const size = (place: PageFacts['places'][number]) => place.width * place.height;
  return around.sort((a, b) => beside(a) - beside(b) || size(a) - size(b))[0]?.source;
}
