import { api, type CaughtMail } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import PostalMime from 'postal-mime';
import type { Static } from 'typebox';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, pageOf, register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type CaughtMessage, findCaught, listCaught } from './store.ts';

/** The endpoints of the demonstration's catcher. */
export function catcherRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.communications.caught, async ({ query }) => {
    const limit = limitOf(query);
    const before = after(query);
    const rows = await listCaught(platform.db, {
      limit: limit + 1,
      ...(before ? { before } : {}),
      ...(query.q ? { q: query.q } : {}),
    });
    return pageOf(rows.map(shown), limit, (row) => row.id);
  });

  register(app, api.communications.caughtMessage, async ({ params }) => {
    const message = await findCaught(platform.db, params.id);
    if (message === undefined) throw new PosthornError('catcher.not-found');
    const bytes = await platform.objects.get(message.objectKey);
    const source = Buffer.from(bytes).toString('utf8');
    if (message.kind === 'sms') return { message: shown(message), text: source, source, attachments: [] };
    const mail = await PostalMime.parse(bytes);
    const attachments = mail.attachments.filter((one) => one.disposition === 'attachment');
    return {
      message: shown(message),
      ...(mail.html === undefined ? {} : { html: withImages(mail.html, mail.attachments) }),
      ...(mail.text === undefined ? {} : { text: mail.text }),
      source,
      attachments: attachments.map((one) => ({
        filename: one.filename ?? '',
        mediaType: one.mimeType,
        bytes: (one.content as ArrayBuffer).byteLength,
      })),
    };
  });
}

/** Puts related images into the HTML, so that it can be shown on its own. */
function withImages(
  html: string,
  attachments: readonly { readonly contentId?: string; readonly mimeType: string; readonly content: ArrayBuffer | Uint8Array | string }[],
): string {
  const images = new Map(attachments.filter((one) => one.contentId).map((one) => [one.contentId!.replace(/^<|>$/g, ''), one]));
  return html.replace(/cid:([^"'\s)]+)/g, (all, cid: string) => {
    const image = images.get(cid);
    if (image === undefined) return all;
    return `data:${image.mimeType};base64,${Buffer.from(image.content as ArrayBuffer).toString('base64')}`;
  });
}

function shown(message: CaughtMessage): Static<typeof CaughtMail> {
  const { id, at, kind, sender, recipients, subject, bytes, messageId } = message;
  return {
    ...{ id, at: at.toISOString(), from: sender, to: [...recipients], subject, bytes, kind },
    ...(messageId === null ? {} : { messageId }),
  };
}
