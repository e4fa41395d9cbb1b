import { Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { sameContent } from '../saving/same-content.ts';
import { type Intrusion, intrusionsOn } from './ink.ts';
import type { PageFacts } from './messages.ts';
import type { Zones } from './zones.tsx';

interface ZoneFindingsProps {
  /** Within it the pages are drawn. */
  readonly box: RefObject<HTMLElement | null>;
  readonly pages: readonly PageFacts[];
  readonly zones: Zones;
  readonly point: (source: string) => void;
}

/** What a provider would refuse to print, or asks to leave away, on the pages that were drawn; each leads to its place in the text. */
export function ZoneFindings({ box, pages, zones, point }: ZoneFindingsProps) {
  const { t } = useTranslation();
  const found = useIntrusions(box, pages, zones);
  if (found.length === 0) return null;
  const profile = t(`post.zones.${zones.shown!.id}`, { defaultValue: zones.shown!.id });
  const provider = zones.account === undefined ? profile : `${zones.account} (${profile})`;
  return (
    <section className="ed-preview-stale" aria-label={t('post.zones.findings')}>
      <Text size="xs" fw={600} role="status">
        {t(found.some(({ zone }) => zone.weight === 'refused') ? 'post.zones.refused' : 'post.zones.advised', { provider })}
      </Text>
      {found.map((one) => (
        <ZoneFinding key={`${one.page} ${one.zone.name}`} of={one} point={point} />
      ))}
    </section>
  );
}

function ZoneFinding({
  of: { page, zone, x, y, width, height, source },
  point,
}: {
  readonly of: Intrusion;
  readonly point: (source: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const mm = (value: number) => format.number(Math.round(value));
  const Icon = zone.weight === 'refused' ? IconAlertCircle : IconAlertTriangle;
  const name = t(`post.zones.names.${zone.name}`, { defaultValue: zone.name });
  const place = t('post.zones.place', { page, name, from: mm(x), to: mm(x + width), top: mm(y), bottom: mm(y + height) });
  const said = (
    <>
      <Icon size={14} role="img" aria-label={t(`severity.${zone.weight === 'refused' ? 'error' : 'warning'}`)} />
      <span>
        {place}
        {source === undefined && ` ${t('post.zones.ofBrand')}`}
      </span>
    </>
  );
  if (source === undefined) return <div className="ed-zone-finding">{said}</div>;
  return (
    <UnstyledButton className="ed-zone-finding" onClick={() => point(source)}>
      {said}
    </UnstyledButton>
  );
}

/** Looks at each page as soon as it is drawn, and again when it is drawn anew. */
function useIntrusions(box: ZoneFindingsProps['box'], pages: readonly PageFacts[], { shown }: Zones): readonly Intrusion[] {
  const [found, setFound] = useState<readonly Intrusion[]>([]);
  useEffect(() => {
    const element = box.current;
    if (element === null || shown === undefined) {
      setFound([]);
      return;
    }
    const look = () => {
      const now = [...element.querySelectorAll<HTMLElement>('[data-page]')].flatMap((sheet) => onSheet(sheet, pages, shown.zones));
      setFound((before) => (sameContent(before, now) ? before : now));
    };
    // Several pages are drawn one after the other, and zones are laid over them: one look is enough for all.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    };
    const drawn = new MutationObserver(soon);
    drawn.observe(element, { childList: true, subtree: true });
    soon();
    return () => {
      drawn.disconnect();
      clearTimeout(timer);
    };
  }, [box, pages, shown]);
  return found;
}

/** Milliseconds without a drawing. */
const pause = 250;

function onSheet(sheet: HTMLElement, pages: readonly PageFacts[], zones: Parameters<typeof intrusionsOn>[3]): readonly Intrusion[] {
  const number = Number(sheet.dataset.page);
  const facts = pages[number - 1];
  const canvas = sheet.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (facts === undefined || canvas == null || context == null) return [];
  return intrusionsOn(number, context.getImageData(0, 0, canvas.width, canvas.height), facts, zones);
}
