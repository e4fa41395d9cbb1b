import { flag, list, object, oneOf, type Properties, type Schema } from '../../template/schema-terms.ts';

/** The JSON Schema of chat messages, said once here; `engine/schema/posthorn-chat-1.schema.json` is published from it. */

const text: Schema = { type: 'string' };
const own = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const some = (items: Schema): Schema => list(items, { minItems: 1 });
const kind = (type: string, required: Properties, optional: Properties = {}): Schema =>
  object({ type: { const: type }, ...required }, optional);

const defs: Properties = {
  span: object({ text }, { bold: flag, italic: flag, strike: flag, href: text }),
  picture: object({ file: text, mediaType: oneOf('image/png', 'image/jpeg'), alt: text }, { url: text }),
  button: { anyOf: [kind('link', { text, url: text }), kind('call', { text, phone: text })] },
  card: object({ spans: list(own('span')), text }, { title: text, image: own('picture'), buttons: some(own('button')) }),
  part: {
    anyOf: [
      kind('text', { spans: list(own('span')), text }, { buttons: some(own('button')) }),
      kind('image', { image: own('picture') }),
      kind('cards', { cards: some(own('card')) }),
    ],
  },
};

export const publishedChatSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://posthorn.example/schema/posthorn-chat-1.schema.json',
  title: 'posthorn-chat/1: a chat message for any messenger',
  ...object(
    { schema: { const: 'posthorn-chat/1' }, language: text, title: text, parts: list(own('part')), text },
    { replies: some(object({ text, value: text })), letter: flag },
  ),
  $defs: defs,
};
