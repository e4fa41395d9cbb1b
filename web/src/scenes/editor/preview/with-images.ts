import type { Rendition } from '@posthorn/engine';

type Chat = Extract<Rendition, { format: 'chat' }>;
type Email = Extract<Rendition, { format: 'email' }>;

/** An e-mail's page with its pictures in it: in a browser there are no parts of a mail. */
export function withImages({ html, inlineImages }: Pick<Email, 'html' | 'inlineImages'>): string {
  return inlineImages.reduce(
    (page, { cid, mediaType, bytes }) => page.replaceAll(`cid:${cid}`, `data:${mediaType};base64,${base64(bytes)}`),
    html,
  );
}

/** The pictures of a chat message by the names that it calls them. */
export const pictures = (images: Chat['images']): Record<string, string> =>
  Object.fromEntries(images.map(({ name, mediaType, bytes }) => [name, `data:${mediaType};base64,${base64(bytes)}`]));

const base64 = (bytes: Uint8Array): string => {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
};
