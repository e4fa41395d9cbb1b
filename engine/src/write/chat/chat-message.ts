/**
 * A chat message as it is handed to those who deliver it: what it says, not how a messenger wants it said. Adapters translate it
 * into a messenger's own calls. `engine/schema/posthorn-chat-1.schema.json` is its JSON Schema.
 */
export interface ChatMessage {
  readonly schema: 'posthorn-chat/1';
  /** BCP 47 tag of the language that it is written in. */
  readonly language: string;
  /** What it is about, for lists and notifications; not shown in the conversation. */
  readonly title: string;
  /** What the customer sees, one below the other. */
  readonly parts: readonly ChatPart[];
  /** Answers that can be given with one tap, offered below the last part. */
  readonly replies?: readonly ChatReply[];
  /** The letter's PDF goes along as a document. */
  readonly letter?: true;
  /** All of it as plain text, for where nothing else is shown. */
  readonly text: string;
}

export type ChatPart = ChatText | ChatPicturePart | ChatCards;

/** A bubble of text, with buttons below it. */
export interface ChatText {
  readonly type: 'text';
  readonly spans: readonly ChatSpan[];
  /** The spans without their looks, links with their addresses behind them. */
  readonly text: string;
  readonly buttons?: readonly ChatButton[];
}

/** Text of one look. `\n` breaks the line; an empty line stands between paragraphs. */
export interface ChatSpan {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly href?: string;
}

export interface ChatPicturePart {
  readonly type: 'image';
  readonly image: ChatPicture;
}

/** A picture that the rendition's `images` has the bytes of. */
export interface ChatPicture {
  /** Name of its file. */
  readonly file: string;
  readonly mediaType: string;
  /** Where it is published; absent where the caller has not said where. */
  readonly url?: string;
  /** What it shows; '' where it is decoration. */
  readonly alt: string;
}

/** A card, or several side by side. */
export interface ChatCards {
  readonly type: 'cards';
  readonly cards: readonly ChatCard[];
}

export interface ChatCard {
  readonly title?: string;
  readonly image?: ChatPicture;
  readonly spans: readonly ChatSpan[];
  readonly text: string;
  readonly buttons?: readonly ChatButton[];
}

/** Opens an address, or calls a number (as it stands behind `tel:`). */
export type ChatButton =
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  | { readonly type: 'call'; readonly text: string; readonly phone: string };

export interface ChatReply {
  readonly text: string;
  /** What comes back when it is tapped. */
  readonly value: string;
}
