import type { Diagnostic } from '../../diagnostics.ts';
import { placeOf } from '../../layout/findings.ts';
import type { ResolvedReply } from '../../resolve/replies.ts';
import type { ResolvedDocument } from '../../resolve/resolved.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { type PublishedImage, publishedAddress, publishedImages } from '../published-images.ts';
import type { ChatButton, ChatMessage, ChatPart, ChatPicture } from './chat-message.ts';
import { LimitChecks } from './limit-checks.ts';
import { ChatParts } from './parts.ts';
import { noteSpans } from './spans.ts';

/** A template's chat message made ready. */
export interface ChatProgram {
  write(document: ResolvedDocument, replies: readonly ResolvedReply[]): WrittenChat;
}

export interface WrittenChat {
  readonly message: ChatMessage;
  readonly images: readonly PublishedImage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** @param imageBase where the caller publishes pictures; they have no addresses if absent */
export function prepareChat(bundle: TemplateBundle, imageBase: string | undefined): ChatProgram {
  const { chat } = bundle.template;
  // Hashed when the first message is written: who compiles for all formats need not want chat.
  let known: ReadonlyMap<string, PublishedImage> | undefined;
  return {
    write(document, replies) {
      const limits = new LimitChecks(chat?.messengers);
      const used = new Set<PublishedImage>();
      const pictureOf = (asset: string, alt: string): ChatPicture | undefined => {
        known ??= publishedImages(bundle);
        const image = known.get(asset);
        if (image === undefined) return undefined;
        used.add(image);
        const url = imageBase === undefined ? undefined : { url: publishedAddress(imageBase, image) };
        return { file: image.name, mediaType: image.mediaType, ...url, alt };
      };
      const writer = new ChatParts(pictureOf, limits);
      writer.add(document.body);
      for (const note of document.notes ?? []) writer.addSpans(noteSpans(note), document.body[0]?.source ?? '');
      const parts = writer.finish(replies.length > 0);
      checkReplies(replies, limits);
      const diagnostics = parts.length === 0 ? [...limits.diagnostics, EMPTY] : limits.diagnostics;
      return { message: messageOf(document, parts, replies, chat?.attachLetter === true), images: [...used], diagnostics };
    },
  };
}

function messageOf(
  { language, title }: ResolvedDocument,
  parts: readonly ChatPart[],
  replies: readonly ResolvedReply[],
  letter: boolean,
): ChatMessage {
  return {
    schema: 'posthorn-chat/1',
    language,
    title,
    parts,
    ...(replies.length === 0 ? undefined : { replies: replies.map(({ text, value }) => ({ text, value })) }),
    ...(letter ? { letter } : undefined),
    text: plainText(parts, replies),
  };
}

function checkReplies(replies: readonly ResolvedReply[], limits: LimitChecks): void {
  if (replies.length > 0) limits.count('replies', replies.length, 'template#/chat/replies');
  for (const { text, value, source } of replies) {
    limits.length('replyText', text, source);
    limits.length('replyValue', value, source);
  }
}

/** All that a message says, for where nothing but text is shown. */
function plainText(parts: readonly ChatPart[], replies: readonly ResolvedReply[]): string {
  const blocks = parts.map((part) => {
    if (part.type === 'image') return part.image.alt === '' ? '' : `[${part.image.alt}]`;
    if (part.type === 'text') return lines(part.text, ...(part.buttons ?? []).map(buttonLine));
    return part.cards
      .map(({ title = '', image, text, buttons = [] }) =>
        lines(title, image === undefined || image.alt === '' ? '' : `[${image.alt}]`, text, ...buttons.map(buttonLine)),
      )
      .join('\n\n');
  });
  const answers = replies.map(({ text }) => `[${text}]`).join(' ');
  return [...blocks, answers].filter((block) => block !== '').join('\n\n');
}

const lines = (...all: string[]): string => all.filter((line) => line !== '').join('\n');

const buttonLine = (button: ChatButton): string => `${button.text}: ${button.type === 'call' ? button.phone : button.url}`;

const EMPTY: Diagnostic = {
  severity: 'warning',
  code: 'chat.empty',
  message: 'The chat message has nothing to say.',
  place: placeOf('template#/chat'),
  hint: 'Write a "body" into "chat", or show nodes of the body on the channel "chat".',
};
