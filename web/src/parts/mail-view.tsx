import { SegmentedControl, Tabs } from '@mantine/core';
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

/** An e-mail as its reader sees it, with its text part and its source. */
export function MailView({ subject, html, text, source }: MailViewProps) {
  const { t } = useTranslation();
  const [width, setWidth] = useState<keyof typeof widths>('desktop');
  return (
    <Tabs defaultValue={html === undefined ? 'text' : 'rendered'} keepMounted={false}>
      <Tabs.List mb="sm" aria-label={t('mail.views')}>
        {html !== undefined && <Tabs.Tab value="rendered">{t('mail.rendered')}</Tabs.Tab>}
        {text !== undefined && <Tabs.Tab value="text">{t('mail.text')}</Tabs.Tab>}
        {source !== undefined && <Tabs.Tab value="source">{t('mail.source')}</Tabs.Tab>}
      </Tabs.List>
      {html !== undefined && (
        <Tabs.Panel value="rendered">
          <SegmentedControl
            mb="xs"
            size="xs"
            aria-label={t('mail.width')}
            value={width}
            onChange={(value) => setWidth(value as keyof typeof widths)}
            data={[
              { value: 'desktop', label: t('mail.desktop') },
              { value: 'phone', label: t('mail.phone') },
            ]}
          />
          <SandboxedFrame html={html} title={subject} width={widths[width]} />
        </Tabs.Panel>
      )}
      {text !== undefined && (
        <Tabs.Panel value="text">
          <Source text={text} label={t('mail.text')} />
        </Tabs.Panel>
      )}
      {source !== undefined && <Tabs.Panel value="source">{source}</Tabs.Panel>}
    </Tabs>
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
