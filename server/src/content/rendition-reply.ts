import type { Rendition } from '@posthorn/engine';
import type { FastifyReply } from 'fastify';

/** A rendition as the workplace shows it: bytes of a PDF or Word file, of messages JSON with their pictures in it. */
export function renditionReply(reply: FastifyReply, rendition: Rendition): Uint8Array | string {
  if (rendition.format === 'pdf' || rendition.format === 'docx') {
    reply.type(mediaTypes[rendition.format]);
    return rendition.bytes;
  }
  reply.type('application/json');
  return JSON.stringify(bodyOf(rendition));
}

const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

function bodyOf(rendition: Exclude<Rendition, { format: 'pdf' | 'docx' }>): object {
  switch (rendition.format) {
    case 'email':
      return { subject: rendition.subject, html: withInlineImages(rendition), text: rendition.text };
    case 'html':
      return { html: rendition.html };
    case 'text':
      return { text: rendition.text };
    case 'sms':
      return { text: rendition.text, encoding: rendition.encoding, segments: rendition.segments };
    case 'push':
      return { title: rendition.title, text: rendition.text, link: rendition.link };
    case 'chat':
      return { chat: rendition.message, images: dataUris(rendition.images) };
  }
}

/** Pictures by the names that a message calls them. */
const dataUris = (images: Extract<Rendition, { format: 'chat' }>['images']): Record<string, string> =>
  Object.fromEntries(
    images.map(({ name, mediaType, bytes }) => [name, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`]),
  );

/** In a browser there are no parts of a mail: its images go into the page. */
function withInlineImages({ html, inlineImages }: Extract<Rendition, { format: 'email' }>): string {
  return inlineImages.reduce(
    (page, { cid, mediaType, bytes }) => page.replaceAll(`cid:${cid}`, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`),
    html,
  );
}
