import { Card, Group, SegmentedControl, Select } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf, callForMedia } from '../../api/call.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type ChatContent, ChatView } from '../../parts/chat-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { MailView, Source } from '../../parts/mail-view.tsx';
import { Pdf } from '../../parts/pdf-lazy.tsx';
import { PushView } from '../../parts/push-view.tsx';
import { SandboxedFrame } from '../../parts/sandboxed-frame.tsx';
import { SmsView } from '../../parts/sms-view.tsx';
import type { TemplateReply } from './template.tsx';

const route = getRouteApi('/inside/templates/$templateId');
const formats = ['pdf', 'email', 'html', 'text', 'sms', 'chat', 'push'] as const;
type PreviewFormat = (typeof formats)[number];

/** A version rendered with a sample record, in every format that the template has. */
export function Preview({ reply }: { readonly reply: TemplateReply }) {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const navigate = useNavigate();
  const set = (change: Partial<typeof search>) =>
    void navigate({
      to: '/templates/$templateId',
      params: { templateId: reply.template.id },
      search: (before) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  const offered = formats.filter((one) => reply.formats.includes(one));
  const chosen = offered.find((one) => one === search.format) ?? offered[0];
  const version = reply.versions.find((one) => one.id === search.version) ?? reply.template.latest;
  const sample = search.sample === undefined ? (reply.samples[0]?.index ?? 0) : Number(search.sample);
  return (
    <Card padding="sm">
      <Group gap={8} mb="sm">
        <Select
          aria-label={t('templates.sample')}
          size="xs"
          w={{ base: '100%', xs: 260 }}
          allowDeselect={false}
          data={reply.samples.map((one) => ({ value: String(one.index), label: one.label }))}
          value={String(sample)}
          onChange={(value) => set({ sample: value ?? undefined })}
        />
        <Select
          aria-label={t('templates.language')}
          placeholder={t('templates.languageOfSample')}
          size="xs"
          w={170}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          data={reply.template.languages.map((value) => ({ value, label: format.language(value) }))}
          value={search.language ?? null}
          onChange={(language) => set({ language: language ?? undefined })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('templates.format')}
          value={chosen}
          onChange={(value) => set({ format: value })}
          data={offered.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
      </Group>
      {chosen && version && (
        <Rendered versionId={version.id} format={chosen} sample={sample} language={search.language} name={reply.template.id} />
      )}
    </Card>
  );
}

interface RenderedProps {
  readonly versionId: string;
  readonly format: PreviewFormat;
  readonly sample: number;
  readonly language: string | undefined;
  readonly name: string;
}

function Rendered({ versionId, format, sample, language, name }: RenderedProps) {
  const input = { params: { id: versionId, format }, query: { sample, ...(language === undefined ? {} : { language }) } };
  if (format === 'pdf') return <Pdf address={addressOf(api.content.preview, input)} name={`${name}.pdf`} />;
  return <RenderedMessage input={input} format={format} />;
}

interface Message {
  readonly subject?: string;
  readonly html?: string;
  readonly text?: string;
  readonly encoding?: string;
  readonly segments?: number;
  readonly title?: string;
  readonly link?: string;
  readonly chat?: ChatContent;
  readonly images?: { readonly [file: string]: string };
}

type PreviewInput = Parameters<typeof addressOf<typeof api.content.preview>>[1];

function RenderedMessage({ input, format }: { readonly input: PreviewInput; readonly format: Exclude<PreviewFormat, 'pdf'> }) {
  const { t } = useTranslation();
  const answer = useQuery({
    queryKey: [api.content.preview.path, input],
    queryFn: async ({ signal }) => (await callForMedia(api.content.preview, input, signal)).json() as Promise<Message>,
  });
  return (
    <Loaded answer={answer} height={720}>
      {(message) => {
        if (format === 'email') return <MailView subject={message.subject ?? ''} html={message.html} text={message.text} />;
        if (format === 'html') return <SandboxedFrame html={message.html ?? ''} title={t('kinds.html')} />;
        if (format === 'sms') return <SmsView text={message.text ?? ''} encoding={message.encoding} segments={message.segments} />;
        if (format === 'push') return <PushView title={message.title} text={message.text} link={message.link} />;
        if (format === 'chat') return <ChatView message={message.chat} images={message.images} />;
        return <Source text={message.text ?? ''} label={t('kinds.text')} />;
      }}
    </Loaded>
  );
}
