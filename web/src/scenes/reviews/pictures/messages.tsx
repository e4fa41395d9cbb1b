import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../api/api-error.ts';
import { problemOf } from '../../../api/api-error.ts';
import { type ChatContent, ChatView } from '../../../parts/chat-view.tsx';
import { Outline } from '../../../parts/loaded.tsx';
import { Source } from '../../../parts/mail-view.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { PushView } from '../../../parts/push-view.tsx';
import { SandboxedFrame } from '../../../parts/sandboxed-frame.tsx';
import { SmsView } from '../../../parts/sms-view.tsx';
import { Stage, type Way } from './stage.tsx';

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
export type MessageFormat = 'email' | 'html' | 'text' | 'sms' | 'chat' | 'push';

interface MessagesProps {
  /** Addresses of the renditions; none of a first version. */
  readonly before: string | undefined;
  readonly after: string;
  readonly names: readonly [before: string, after: string];
  readonly format: MessageFormat;
  readonly way: Way;
}

/** Two messages of the same record. */
export function Messages({ before, after, names, format, way }: MessagesProps) {
  const older = useMessage(before);
  const newer = useMessage(after);
  const view = (answer: typeof newer, name: string) => <Side answer={answer} format={format} name={name} />;
  if (before === undefined) return view(newer, names[1]);
  return <Stage before={view(older, names[0])} after={view(newer, names[1])} names={names} way={way} />;
}

function useMessage(address: string | undefined) {
  return useQuery<Message, ApiError>({
    queryKey: ['rendition', address],
    enabled: address !== undefined,
    queryFn: async ({ signal }) => {
      const response = await fetch(address!, { credentials: 'same-origin', signal });
      if (!response.ok) throw await problemOf(response);
      return (await response.json()) as Message;
    },
  });
}

interface SideProps {
  readonly answer: ReturnType<typeof useMessage>;
  readonly format: MessageFormat;
  readonly name: string;
}

function Side({ answer, format, name }: SideProps) {
  const { t } = useTranslation();
  if (answer.error) return <ProblemNote error={answer.error} />;
  if (answer.data === undefined) return <Outline height={400} />;
  const { subject, html = '', text = '', encoding, segments, chat, images } = answer.data;
  const title = `${t(`kinds.${format}`)}, ${name}`;
  if (format === 'sms') return <SmsView text={text} encoding={encoding} segments={segments} />;
  if (format === 'push') return <PushView title={answer.data.title} text={text} link={answer.data.link} />;
  if (format === 'chat') return <ChatView message={chat} images={images} />;
  if (format === 'text') return <Source text={text} label={title} />;
  return (
    <div className="rv-mail">
      {format === 'email' && (
        <p className="rv-subject">
          <span>{t('reviews.pictures.subject')}</span> {subject}
        </p>
      )}
      <SandboxedFrame html={html} title={title} height={860} />
    </div>
  );
}
