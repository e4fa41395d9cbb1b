import { Group, SegmentedControl, Text } from '@mantine/core';
import type { ZoneProfile } from '@posthorn/contract';
import { lazy, memo, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChatView } from '../../../parts/chat-view.tsx';
import { Outline } from '../../../parts/loaded.tsx';
import { PushView } from '../../../parts/push-view.tsx';
import { SmsView } from '../../../parts/sms-view.tsx';
import { BrandSelect } from '../samples/brand-select.tsx';
import { SampleSelect } from '../samples/sample-select.tsx';
import type { Content } from '../use-content.ts';
import type { Preview } from '../use-preview.ts';
import { MessageFrame } from './message-frame.tsx';
import type { PageFacts, PreviewFormat } from './messages.ts';
import { withoutSigns } from './source-marks.ts';
import { pictures, withImages } from './with-images.ts';
import { ZoneFindings } from './zone-findings.tsx';
import { useZones, ZoneSelect, type Zones } from './zones.tsx';

const PdfPages = lazy(() => import('./pdf-pages.tsx'));

interface PreviewPaneProps {
  readonly preview: Preview;
  readonly format: PreviewFormat;
  readonly content: Content;
  /** It shows the text as if all that is suggested were accepted. */
  readonly asIfAccepted: boolean;
  /** Where in the template the cursor is. */
  readonly marked: string | undefined;
  readonly point: (source: string) => void;
}

/** What comes out, for one record and in one brand, as it will be produced. */
export const PreviewPane = memo(function PreviewPane({ preview, format, content, asIfAccepted, marked, point }: PreviewPaneProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<'desktop' | 'phone'>('desktop');
  const [dark, setDark] = useState('light');
  const zones = useZones(content.brand.id);
  const box = useRef<HTMLElement>(null);
  const failed = preview.answer !== undefined && preview.answer.rendition === undefined;
  return (
    <section
      className="ed-preview"
      aria-label={t('editor.preview.title')}
      data-took={preview.answer?.took.toFixed(1)}
      data-answer={preview.answer?.id}
    >
      <PreviewBar {...{ content, format, view, setView, dark, setDark, zones }} />
      {asIfAccepted && (
        <Text size="xs" className="ed-preview-stale" role="status">
          {t('editor.suggestions.previewAccepted')}
        </Text>
      )}
      {failed && (
        <Text size="xs" className="ed-preview-stale" role="status">
          {preview.shown === undefined ? t('editor.preview.none') : t('editor.preview.stale')}
        </Text>
      )}
      {format === 'pdf' && <ZoneFindings box={box} pages={preview.shown?.pages ?? NO_PAGES} zones={zones} point={point} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section ref={box} className="ed-preview-box" tabIndex={0} aria-label={t('editor.preview.message')}>
        <Shown preview={preview} phone={view === 'phone'} dark={dark === 'dark'} zones={zones.shown?.zones} marked={marked} point={point} />
      </section>
    </section>
  );
});

interface PreviewBarProps extends Pick<PreviewPaneProps, 'content' | 'format'> {
  readonly view: 'desktop' | 'phone';
  readonly setView: (view: 'desktop' | 'phone') => void;
  readonly dark: string;
  readonly setDark: (dark: string) => void;
  readonly zones: Zones;
}

const NO_PAGES: readonly PageFacts[] = [];

/** With what it is shown, and how; other answers of the engine change nothing of it. */
const PreviewBar = memo(function PreviewBar({ content, format, view, setView, dark, setDark, zones }: PreviewBarProps) {
  const { t } = useTranslation();
  return (
    <Group gap={6} className="ed-preview-bar" wrap="nowrap">
      <SampleSelect content={content} />
      <BrandSelect content={content} />
      {format === 'pdf' && <ZoneSelect zones={zones} />}
      {(format === 'email' || format === 'html') && (
        <SegmentedControl
          size="xs"
          aria-label={t('mail.width')}
          value={view}
          onChange={setView}
          data={[
            { value: 'desktop', label: t('mail.desktop') },
            { value: 'phone', label: t('mail.phone') },
          ]}
        />
      )}
      {format === 'email' && (
        <SegmentedControl
          size="xs"
          aria-label={t('editor.preview.appearance')}
          value={dark}
          onChange={setDark}
          data={[
            { value: 'light', label: t('editor.preview.light') },
            { value: 'dark', label: t('editor.preview.dark') },
          ]}
        />
      )}
    </Group>
  );
});

interface ShownProps extends Pick<PreviewPaneProps, 'preview' | 'marked' | 'point'> {
  readonly phone: boolean;
  readonly dark: boolean;
  readonly zones: ZoneProfile['zones'] | undefined;
}

const NO_MARKS: ReadonlyMap<number, string> = new Map();

function Shown({ preview, phone, dark, zones, marked, point }: ShownProps) {
  const { t } = useTranslation();
  const { rendition, pages = [], marks = NO_MARKS } = preview.shown ?? {};
  const frame = { marks, marked, point, ...(phone ? { width: 390 } : {}) };
  switch (rendition?.format) {
    case 'pdf':
      return (
        <Suspense fallback={<Outline height={480} />}>
          <PdfPages
            bytes={rendition.bytes}
            pages={pages}
            label={t('pdf.document')}
            marked={marked}
            lack={preview.look}
            point={point}
            {...(zones && { zones })}
          />
        </Suspense>
      );
    case 'email':
      return (
        <>
          <Text className="ed-subject" fw={600}>
            {withoutSigns(rendition.subject)}
          </Text>
          <MessageFrame html={withImages(rendition)} title={withoutSigns(rendition.subject)} dark={dark} {...frame} />
        </>
      );
    case 'html':
      return <MessageFrame html={rendition.html} title={withoutSigns(rendition.title)} {...frame} />;
    case 'sms':
      return <SmsView text={rendition.text} encoding={rendition.encoding} segments={rendition.segments} />;
    case 'push':
      return <PushView {...rendition} />;
    case 'chat':
      return <ChatView message={rendition.message} images={pictures(rendition.images)} />;
    default:
      return preview.answer === undefined ? <Outline height={480} /> : null;
  }
}
