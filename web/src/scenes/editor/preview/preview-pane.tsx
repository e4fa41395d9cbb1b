import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import type { Sample } from '@posthorn/contract';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChatView } from '../../../parts/chat-view.tsx';
import { Outline } from '../../../parts/loaded.tsx';
import { SmsView } from '../../../parts/sms-view.tsx';
import type { Preview } from '../use-preview.ts';
import { MessageFrame } from './message-frame.tsx';
import type { PreviewFormat } from './messages.ts';
import { pictures, withImages } from './with-images.ts';

const PdfPages = lazy(() => import('./pdf-pages.tsx'));

interface PreviewPaneProps {
  readonly preview: Preview;
  readonly format: PreviewFormat;
  readonly samples: readonly Sample[];
  readonly sample: string;
  readonly chooseSample: (id: string) => void;
  readonly point: (line: string) => void;
}

/** What comes out, for one record, as it will be produced. */
export function PreviewPane({ preview, format, samples, sample, chooseSample, point }: PreviewPaneProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<'desktop' | 'phone'>('desktop');
  const [dark, setDark] = useState('light');
  const failed = preview.answer !== undefined && preview.answer.rendition === undefined;
  return (
    <section className="ed-preview" aria-label={t('editor.preview.title')} data-took={preview.answer?.took.toFixed(1)}>
      <Group gap={6} className="ed-preview-bar" wrap="nowrap">
        <Select
          size="xs"
          flex={1}
          aria-label={t('templates.sample')}
          allowDeselect={false}
          value={sample}
          data={samples.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => id !== null && chooseSample(id)}
        />
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
      {failed && (
        <Text size="xs" className="ed-preview-stale" role="status">
          {preview.shown === undefined ? t('editor.preview.none') : t('editor.preview.stale')}
        </Text>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="ed-preview-box" tabIndex={0} aria-label={t('editor.preview.message')}>
        <Shown preview={preview} phone={view === 'phone'} dark={dark === 'dark'} point={point} />
      </section>
    </section>
  );
}

interface ShownProps {
  readonly preview: Preview;
  readonly phone: boolean;
  readonly dark: boolean;
  readonly point: (line: string) => void;
}

function Shown({ preview, phone, dark, point }: ShownProps) {
  const { t } = useTranslation();
  const rendition = preview.shown?.rendition;
  const width = phone ? { width: 390 } : {};
  switch (rendition?.format) {
    case 'pdf':
      return (
        <Suspense fallback={<Outline height={480} />}>
          <PdfPages bytes={rendition.bytes} label={t('pdf.document')} point={point} />
        </Suspense>
      );
    case 'email':
      return (
        <>
          <Text className="ed-subject" fw={600}>
            {rendition.subject}
          </Text>
          <MessageFrame html={withImages(rendition)} title={rendition.subject} {...width} dark={dark} point={point} />
        </>
      );
    case 'html':
      return <MessageFrame html={rendition.html} title={rendition.title} {...width} point={point} />;
    case 'sms':
      return <SmsView text={rendition.text} encoding={rendition.encoding} segments={rendition.segments} />;
    case 'chat':
      return <ChatView message={rendition.message} images={pictures(rendition.images)} />;
    default:
      return preview.answer === undefined ? <Outline height={480} /> : null;
  }
}
