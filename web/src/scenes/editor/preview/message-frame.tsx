import { useEffect, useRef } from 'react';
import { placeSources } from './source-marks.ts';
import { isOf } from './sources.ts';

interface MessageFrameProps {
  readonly html: string;
  readonly title: string;
  readonly width?: number;
  readonly dark?: boolean;
  /** Where in the template what the marks stand at comes from; see `source-marks.ts`. */
  readonly marks: ReadonlyMap<number, string>;
  /** Where in the template the cursor is. */
  readonly marked: string | undefined;
  /** Somebody pointed at something that comes from there. */
  readonly point: (source: string) => void;
}

/** Answers the page's question for the dark appearance as the author chose, whatever the author's own screen is set to. */
const inAppearance = (html: string, dark: boolean): string =>
  html.replace(/\(prefers-color-scheme:\s*dark\)/g, dark ? '(min-width:0)' : '(max-width:0)');

/**
 * An e-mail or web page while it is being written: the same frame all the time, so that it neither flickers nor forgets where it was
 * scrolled to. It may run nothing; that it is of the same origin lets the page write into it.
 */
export function MessageFrame({ html, title, width, dark = false, marks, marked, point }: MessageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const pointed = useRef(point);
  pointed.current = point;
  const followed = useRef<string>(undefined);
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (!page) return;
    const made = new DOMParser().parseFromString(inAppearance(html, dark), 'text/html');
    placeSources(made, marks);
    page.documentElement.replaceWith(page.adoptNode(made.documentElement));
    const click = (event: MouseEvent) => {
      event.preventDefault();
      const source = (event.target as Element | null)?.closest?.('[data-source]')?.getAttribute('data-source');
      if (source) pointed.current(source);
    };
    page.addEventListener('click', click);
    return () => page.removeEventListener('click', click);
  }, [html, dark, marks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was made anew has no mark yet
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (!page) return;
    for (const before of page.querySelectorAll<HTMLElement>('[data-marked]')) {
      before.removeAttribute('data-marked');
      before.style.outline = '';
    }
    const found = [...page.querySelectorAll<HTMLElement>('[data-source]')].filter(({ dataset }) => isOf(dataset.source!, marked));
    for (const element of found) {
      element.dataset.marked = '';
      element.style.outline = '2px solid #4fa3b1';
      element.style.outlineOffset = '3px';
    }
    if (followed.current !== marked) found[0]?.scrollIntoView({ block: 'nearest' });
    followed.current = marked;
  }, [html, dark, marks, marked]);
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin"
      className="ed-message"
      style={{ colorScheme: dark ? 'dark' : 'light', ...(width === undefined ? {} : { maxWidth: width }) }}
    />
  );
}
