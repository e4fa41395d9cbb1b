import { api } from '@posthorn/contract';
import type { Rendition } from '@posthorn/engine';
import type { FastifyInstance } from 'fastify';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { blockRoutes } from './block-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { dutyRoutes } from './duty-routes.ts';
import { previewVersion } from './preview-version.ts';
import { releaseVersion } from './release-version.ts';
import { reviewRoutes } from './review-routes.ts';
import { listTemplates, presentVersion, showTemplate } from './show-templates.ts';
import type { ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content.ts`. */
export function contentRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { content } = api;
  draftRoutes(app, platform);
  blockRoutes(app, platform, production);
  reviewRoutes(app, platform, production);
  commentRoutes(app, platform);
  dutyRoutes(app, platform);

  register(app, content.templates, async () => ({ rows: [...(await listTemplates(platform))] }));
  register(app, content.template, ({ params }) => showTemplate(platform, params.id));
  register(app, content.release, async ({ params, body, actor }) =>
    presentVersion(await releaseVersion(platform, actor, params.id, body.note)),
  );

  register(app, content.preview, async ({ params, query }, reply) => {
    const { sample, language } = query;
    const options = { ...(sample === undefined ? {} : { sample }), ...(language === undefined ? {} : { language }) };
    const rendition = await previewVersion(platform, params.id, params.format, options);
    if (rendition.format === 'pdf' || rendition.format === 'docx') {
      reply.type(mediaTypes[rendition.format]);
      return rendition.bytes;
    }
    reply.type('application/json');
    return JSON.stringify(bodyOf(rendition));
  });
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
