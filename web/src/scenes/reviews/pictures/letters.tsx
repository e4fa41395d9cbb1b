import { Checkbox, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outline } from '../../../parts/loaded.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { comparePages, type Opened, openBoth, type PagePair, pictureOf } from './compared-pages.ts';
import { Stage, type Way } from './stage.tsx';

interface LettersProps {
  /** Addresses of the PDFs; none of a first version. */
  readonly before: string | undefined;
  readonly after: string;
  readonly names: readonly [before: string, after: string];
  readonly way: Way;
}

/** Dots at which a page is shown: sharp on common screens. 1 is 72 an inch. */
const SHOWN_AT = 1.8;

/** Two letters page by page: small pictures of all, with a badge where something is different, and one page large. */
export default function Letters({ before, after, names, way }: LettersProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened>();
  const [pairs, setPairs] = useState<readonly PagePair[]>([]);
  const [error, setError] = useState<unknown>();
  const [chosen, setChosen] = useState<number>();
  const [marking, setMarking] = useState(true);
  useEffect(() => {
    let stale = false;
    const both = openBoth(before, after);
    setOpened(undefined);
    setPairs([]);
    setError(undefined);
    both.opened
      .then(async (documents) => {
        if (stale) return;
        setOpened(documents);
        await comparePages(
          documents,
          (pair) => setPairs((known) => [...known, pair]),
          () => stale,
        );
      })
      .catch((failure: unknown) => !stale && setError(failure));
    return () => {
      stale = true;
      both.close();
    };
  }, [before, after]);
  if (error) return <ProblemNote error={error} />;
  const changed = pairs.filter(({ share }) => share > 0);
  const pages = opened ? Math.max(opened.before?.numPages ?? 0, opened.after.numPages) : 0;
  const shown = pairs.find(({ page }) => page === chosen) ?? changed[0] ?? pairs[0];
  if (!opened || !shown) return <Outline height={560} />;
  const sheet = (side: 'before' | 'after') => (
    <Sheet document={opened[side]} pair={shown} side={side} label={names[side === 'before' ? 0 : 1]} marked={marking && way !== 'blink'} />
  );
  return (
    <div className="rv-letters">
      <nav className="rv-thumbs" aria-label={t('reviews.pictures.pages')}>
        {pairs.map((pair) => (
          <button
            key={pair.page}
            type="button"
            className="rv-thumb"
            aria-current={pair.page === shown.page ? 'page' : undefined}
            onClick={() => setChosen(pair.page)}
          >
            <img src={pair.thumbnail} alt="" />
            <span className="numbers">{t('pdf.page', { page: pair.page })}</span>
            {pair.share > 0 && (
              <span className="rv-badge">
                <IconAlertTriangle size={12} aria-hidden />
                {t(
                  pair.before && pair.after
                    ? 'reviews.pictures.different'
                    : pair.after
                      ? 'reviews.pictures.newPage'
                      : 'reviews.pictures.gonePage',
                )}
              </span>
            )}
          </button>
        ))}
      </nav>
      <div style={{ minWidth: 0 }}>
        <Group justify="space-between" mb="xs" gap="xs">
          <Text size="sm" role="status">
            {pairs.length < pages
              ? t('reviews.pictures.comparing', { done: pairs.length, pages })
              : changed.length === 0
                ? t('reviews.pictures.noneDifferent', { count: pages })
                : t('reviews.pictures.someDifferent', { count: changed.length, pages })}
          </Text>
          {changed.length > 0 && way !== 'blink' && (
            <Checkbox
              size="xs"
              label={t('reviews.pictures.mark')}
              checked={marking}
              onChange={(event) => setMarking(event.currentTarget.checked)}
            />
          )}
        </Group>
        {opened.before === undefined ? sheet('after') : <Stage before={sheet('before')} after={sheet('after')} names={names} way={way} />}
      </div>
    </div>
  );
}

interface SheetProps {
  readonly document: Opened['before'];
  readonly pair: PagePair;
  readonly side: 'before' | 'after';
  readonly label: string;
  readonly marked: boolean;
}

/** One page of one version, with marks around what is different. */
function Sheet({ document, pair, side, label, marked }: SheetProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const there = document !== undefined && pair[side];
  useEffect(() => {
    if (!there || document === undefined) return;
    let stale = false;
    pictureOf(document, pair.page, SHOWN_AT).then(
      (picture) => {
        if (!stale) box.current?.replaceChildren(picture);
      },
      // Closed while it was drawn: somebody looks at something else.
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [document, pair.page, there]);
  if (!there)
    return (
      <div className="rv-sheet rv-nothing">
        <Text size="sm" c="dimmed">
          {t('reviews.pictures.noPage')}
        </Text>
      </div>
    );
  return (
    <div className="rv-sheet" role="img" aria-label={`${label}, ${t('pdf.page', { page: pair.page })}`}>
      <div ref={box} />
      {marked &&
        pair.marks.map(({ x, y, width, height }) => (
          <i
            key={`${x} ${y}`}
            className="rv-mark"
            data-side={side}
            style={{ left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` }}
            aria-hidden
          />
        ))}
    </div>
  );
}
