import type { Messenger } from '../../template/channels.ts';

/** What a messenger takes. Lengths in UTF-16 units, the strictest reading of "characters"; absent where nothing is published. */
export interface MessengerLimits {
  readonly name: string;
  /** Text of a message, and of one that has buttons or quick replies. */
  readonly text: number;
  readonly textWithButtons: number;
  /** Links and calls below one message, and the length of their label. */
  readonly buttons?: number;
  readonly buttonText?: number;
  /** Quick replies of one message, the length of their label, and of what comes back. */
  readonly replies?: number;
  readonly replyText?: number;
  readonly replyValue?: number;
  /** Cards side by side; texts of one, and its buttons. */
  readonly cards: number;
  readonly cardTitle?: number;
  readonly cardText: number;
  readonly cardButtons: number;
}

/**
 * Published limits, November 2026.
 *
 * WhatsApp (Cloud API, within a conversation): text, reply buttons (3 of 20), one link button, lists, media carousel (2 to 10 cards, text of
 * 160, one link): developers.facebook.com/documentation/business-messaging/whatsapp/messages/{text-messages,
 * interactive-reply-buttons-messages,interactive-cta-url-messages,interactive-media-carousel-messages}. A card has no title of its own.
 *
 * RCS: text of 3,072, 11 suggestions of 25, cards with title of 200, text of 2,000 and 4 suggestions, carousel of 2 to 10, 2,048 of data:
 * developers.google.com/business-communications/rcs-business-messaging/guides/build/messages; the same figures at
 * docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-rcs.html.
 *
 * Telegram: text of 4,096 and caption of 1,024 after parsing, 100 buttons of a keyboard, 64 bytes of data, albums of 2 to 10:
 * core.telegram.org/bots/api (sendMessage, sendPhoto, sendMediaGroup, InlineKeyboardButton). A card is a picture with its caption.
 *
 * Messenger: text of 2,000, button template (text of 640, 3 buttons of 20), 13 quick replies of 20 with 1,000 of data, generic template (10 cards,
 * title and subtitle of 80, 3 buttons): developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages.
 */
export const MESSENGERS: Readonly<Record<Messenger, MessengerLimits>> = {
  whatsapp: {
    name: 'WhatsApp',
    ...{ text: 4096, textWithButtons: 1024, buttons: 1, buttonText: 20, replies: 3, replyText: 20, replyValue: 256 },
    ...{ cards: 10, cardText: 160, cardButtons: 1 },
  },
  rcs: {
    name: 'RCS',
    ...{ text: 3072, textWithButtons: 3072, buttons: 11, buttonText: 25, replies: 11, replyText: 25, replyValue: 2048 },
    ...{ cards: 10, cardTitle: 200, cardText: 2000, cardButtons: 4 },
  },
  telegram: {
    name: 'Telegram',
    ...{ text: 4096, textWithButtons: 4096, buttons: 100, replies: 100, replyValue: 64 },
    ...{ cards: 10, cardText: 1024, cardButtons: 100 },
  },
  messenger: {
    name: 'Messenger',
    ...{ text: 2000, textWithButtons: 640, buttons: 3, buttonText: 20, replies: 13, replyText: 20, replyValue: 1000 },
    ...{ cards: 10, cardTitle: 80, cardText: 80, cardButtons: 3 },
  },
};

export const ALL_MESSENGERS = Object.keys(MESSENGERS) as readonly Messenger[];
