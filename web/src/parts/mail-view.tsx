import { Group, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SandboxedFrame } from './sandboxed-frame.tsx';

interface MailViewProps {
  readonly subject: string;
  readonly html?: string;
  readonly text?: string;
  /** The mail as it went over the wire, where it is known. */
  readonly source?: ReactNode;
}

/** Widths in pixels of a mail program and of a phone. */
const widths = { desktop: undefined, phone: 390 } as const;
type View = 'rendered' | 'text' | 'source';

/** An e-mail as its reader sees it, with its text part and its source. */
export function MailView({ subject, html, text, source }: MailViewProps) {
  const { t } = useTranslation();
  const parts: Record<View, unknown> = { rendered: html, text, source };
  const views = (Object.keys(parts) as View[]).filter((view) => parts[view] !== undefined);
  const [chosen, setChosen] = useState<View>();
  const [width, setWidth] = useState<keyof typeof widths>('desktop');
  const view = chosen ?? views[0];
  return (
    <div>
      <Group justify="space-between" mb="xs" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('mail.views')}
          value={view}
          onChange={(value) => setChosen(value as View)}
          data={views.map((value) => ({ value, label: t(`mail.${value}`) }))}
        />
        {view === 'rendered' && (
          <SegmentedControl
            size="xs"
            aria-label={t('mail.width')}
            value={width}
            onChange={(value) => setWidth(value as keyof typeof widths)}
            data={[
              { value: 'desktop', label: t('mail.desktop') },
              { value: 'phone', label: t('mail.phone') },
            ]}
          />
        )}
      </Group>
      {view === 'rendered' && html !== undefined && <SandboxedFrame html={html} title={subject} width={widths[width]} />}
      {view === 'text' && text !== undefined && <Source text={text} label={t('mail.text')} />}
      {view === 'source' && source}
    </div>
  );
}

/** Text exactly as it is, in a box that scrolls. */
export function Source({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="source-box" tabIndex={0} aria-label={label}>
      <pre className="source">{text}</pre>
    </section>
  );
}
