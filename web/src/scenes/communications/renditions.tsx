import { Card, Select, Tabs } from '@mantine/core';
import { api, type Communication } from '@posthorn/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, callForMedia } from '../../api/call.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { MailView, Source } from '../../parts/mail-view.tsx';
import { Pdf } from '../../parts/pdf-lazy.tsx';
import { PushView } from '../../parts/push-view.tsx';
import { SandboxedFrame } from '../../parts/sandboxed-frame.tsx';
import { SmsView } from '../../parts/sms-view.tsx';

type Kind = Communication['renditions'][number]['kind'];

interface RenditionProps {
  readonly communication: Communication;
  readonly kind: Kind;
  /** Of which copy; absent for what went to the addressee. */
  readonly copy: number | undefined;
}

const order: readonly Kind[] = ['pdf', 'email', 'html', 'sms', 'push', 'text', 'data'];

/** The archived bytes, each rendition in its own tab and shown as its reader sees it. */
export function Renditions({ communication }: { readonly communication: Communication }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState<number>();
  const copies = communication.copies.filter((one) => one.renditions.length > 0);
  const copy = copies.find((one) => one.number === number);
  return (
    <Card padding="sm">
      {copies.length > 0 && (
        <Select
          label={t('communications.whose')}
          mb="sm"
          allowDeselect={false}
          data={[
            { value: '0', label: t('communications.original') },
            ...copies.map((one) => ({
              value: String(one.number),
              label: t(one.kind === 'addressee' ? 'deliveries.again' : 'deliveries.copyFor', { name: one.name }),
            })),
          ]}
          value={String(number ?? 0)}
          onChange={(value) => setNumber(Number(value) || undefined)}
        />
      )}
      <Kinds key={number ?? 0} communication={communication} copy={copy} />
    </Card>
  );
}

interface KindsProps {
  readonly communication: Communication;
  readonly copy: Communication['copies'][number] | undefined;
}

function Kinds({ communication, copy }: KindsProps) {
  const { t } = useTranslation();
  const { renditions, channel } = copy ?? communication;
  const kinds = order.filter((kind) => renditions.some((one) => one.kind === kind));
  const shownFirst = channel === 'email' && kinds.includes('email') ? 'email' : kinds[0];
  return (
    <Tabs defaultValue={shownFirst} keepMounted={false}>
      <Tabs.List mb="sm" aria-label={t('communications.renditions')}>
        {kinds.map((kind) => (
          <Tabs.Tab key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {kinds.map((kind) => (
        <Tabs.Panel key={kind} value={kind}>
          <Rendition communication={communication} kind={kind} copy={copy?.number} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** Whose rendition, for the server. */
const ofCopy = (copy: number | undefined) => (copy === undefined ? {} : { query: { copy } });

function Rendition({ communication, kind, copy }: RenditionProps) {
  const input = { params: { id: communication.id, kind }, ...ofCopy(copy) };
  if (kind === 'pdf') return <Pdf address={addressOf(api.communications.rendition, input)} name={`${communication.reference}.pdf`} />;
  if (kind === 'email') return <Mail communication={communication} kind={kind} copy={copy} />;
  return <TextRendition communication={communication} kind={kind} copy={copy} />;
}

/** Archived bytes never change: once fetched they are kept. */
function useBytes({ communication, kind, copy }: RenditionProps) {
  return useQuery({
    queryKey: [api.communications.rendition.path, communication.id, kind, copy],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      (await callForMedia(api.communications.rendition, { params: { id: communication.id, kind }, ...ofCopy(copy) }, signal)).text(),
  });
}

interface MailParts {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

function Mail({ communication, kind, copy }: RenditionProps) {
  const answer = useBytes({ communication, kind, copy });
  return (
    <Loaded answer={answer} height={720}>
      {(bytes) => {
        const mail = JSON.parse(bytes) as MailParts;
        return (
          <MailView
            subject={mail.subject}
            html={mail.html}
            text={mail.text}
            source={<MailSource communication={communication} copy={copy} />}
          />
        );
      }}
    </Loaded>
  );
}

/** The mail as it went over the wire; not there before it was sent. */
function MailSource({ communication, copy }: Omit<RenditionProps, 'kind'>) {
  const { t } = useTranslation();
  const answer = useQuery({
    queryKey: [api.communications.source.path, communication.id, copy],
    retry: false,
    queryFn: async ({ signal }) =>
      (await callForMedia(api.communications.source, { params: { id: communication.id }, ...ofCopy(copy) }, signal)).text(),
  });
  return (
    <Loaded answer={answer} height={480}>
      {(source) => <Source text={source} label={t('mail.source')} />}
    </Loaded>
  );
}

function TextRendition({ communication, kind, copy }: RenditionProps) {
  const { t } = useTranslation();
  const answer = useBytes({ communication, kind, copy });
  return (
    <Loaded answer={answer} height={480}>
      {(text) => {
        if (kind === 'html') return <SandboxedFrame html={text} title={communication.subject} />;
        if (kind === 'push') return <PushView {...pushOf(text)} />;
        if (kind === 'sms') return <SmsView {...smsOf(text)} />;
        return <Source text={kind === 'data' ? pretty(text) : text} label={t(`kinds.${kind}`)} />;
      }}
    </Loaded>
  );
}

/** A notification is stored as JSON. */
function pushOf(stored: string): { readonly title?: string; readonly text?: string; readonly link?: string } {
  const { body, ...message } = JSON.parse(stored) as { title?: string; body?: string; link?: string };
  return { ...message, ...(body === undefined ? {} : { text: body }) };
}

/** A text message is stored as JSON with its segments, or as bare text. */
function smsOf(bytes: string): { text: string; encoding?: string; segments?: number } {
  try {
    const parsed = JSON.parse(bytes) as unknown;
    if (typeof parsed === 'object' && parsed !== null && 'text' in parsed) return parsed as { text: string };
  } catch {
    return { text: bytes };
  }
  return { text: bytes };
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
