import { useEffect, useRef } from 'react';

interface MessageFrameProps {
  readonly html: string;
  readonly title: string;
  readonly width?: number;
  readonly dark?: boolean;
  readonly point: (line: string) => void;
}

/** Answers the page's question for the dark appearance as the author chose, whatever the author's own screen is set to. */
const inAppearance = (html: string, dark: boolean): string =>
  html.replace(/\(prefers-color-scheme:\s*dark\)/g, dark ? '(min-width:0)' : '(max-width:0)');

/**
 * An e-mail or web page while it is being written: the same frame all the time, so that it neither flickers nor forgets where it was
 * scrolled to. It may run nothing; that it is of the same origin lets the page write into it.
 */
export function MessageFrame({ html, title, width, dark = false, point }: MessageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const pointed = useRef(point);
  pointed.current = point;
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (!page) return;
    const made = new DOMParser().parseFromString(inAppearance(html, dark), 'text/html');
    page.documentElement.replaceWith(page.adoptNode(made.documentElement));
    const click = (event: MouseEvent) => {
      event.preventDefault();
      const text = (event.target as Element | null)?.closest?.('p, h1, h2, h3, h4, h5, h6, td, th, li, a, div')?.textContent ?? '';
      pointed.current(text.slice(0, 400));
    };
    page.addEventListener('click', click);
    return () => page.removeEventListener('click', click);
  }, [html, dark]);
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
