import type { ChatMessage } from '@posthorn/engine';
import { useTranslation } from 'react-i18next';

export type ChatContent = ChatMessage;
type Part = ChatMessage['parts'][number];
type Span = Extract<Part, { type: 'text' }>['spans'][number];
type Button = NonNullable<Extract<Part, { type: 'text' }>['buttons']>[number];

interface ChatViewProps {
  readonly message: ChatContent | undefined;
  /** Addresses of the pictures by the names of their files. */
  readonly images: { readonly [file: string]: string } | undefined;
}

/** A chat message as messengers show it: bubbles, pictures, cards, and the answers below. */
export function ChatView({ message, images = {} }: ChatViewProps) {
  const { t } = useTranslation();
  if (message === undefined) return null;
  return (
    <div className="chat" lang={message.language}>
      {message.parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is never reordered
        <PartView key={`${i}-${part.type}`} part={part} images={images} />
      ))}
      {message.replies && (
        <ul className="chat-replies" aria-label={t('chat.replies')}>
          {message.replies.map(({ text, value }) => (
            <li key={value}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function PartView({ part, images }: { readonly part: Part; readonly images: { readonly [file: string]: string } }) {
  switch (part.type) {
    case 'image':
      return <img className="chat-picture" src={images[part.image.file]} alt={part.image.alt} />;
    case 'text':
      return (
        <div className="chat-bubble">
          <Spans spans={part.spans} />
          <Buttons buttons={part.buttons} />
        </div>
      );
    case 'cards':
      return (
        <ul className="chat-cards">
          {part.cards.map((card, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message is never reordered
            <li key={`${i}-${card.title}`} className="chat-bubble">
              {card.image && <img src={images[card.image.file]} alt={card.image.alt} />}
              {card.title && <strong>{card.title}</strong>}
              <Spans spans={card.spans} />
              <Buttons buttons={card.buttons} />
            </li>
          ))}
        </ul>
      );
  }
}

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return (
    <span>
      {spans.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is never reordered
        <SpanView key={`${i}-${span.text.length}`} span={span} />
      ))}
    </span>
  );
}

function SpanView({ span: { text, bold, italic, strike, href } }: { readonly span: Span }) {
  const struck = strike ? <s>{text}</s> : text;
  const slanted = italic ? <em>{struck}</em> : struck;
  const strong = bold ? <strong>{slanted}</strong> : slanted;
  if (href === undefined) return strong;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {strong}
    </a>
  );
}

function Buttons({ buttons }: { readonly buttons: readonly Button[] | undefined }) {
  if (buttons === undefined) return null;
  return (
    <ul className="chat-buttons">
      {buttons.map((button) => {
        const address = button.type === 'call' ? `tel:${button.phone}` : button.url;
        return (
          <li key={`${address} ${button.text}`}>
            <a href={address} target="_blank" rel="noreferrer">
              {button.text}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
