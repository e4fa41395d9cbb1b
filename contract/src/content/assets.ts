import Type, { type Static } from 'typebox';
import { page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';

/** An asset of a bundle: fetched once by its address, which never changes its content. */
export const AssetReference = Type.Object({ sha256: Type.String(), url: Type.String(), bytes: Type.Integer() });

/** An uploaded image. */
export const ImageAsset = Type.Object({
  /** What nodes of the document call it. */
  name: Type.String(),
  sha256: Type.String(),
  url: Type.String(),
  mediaType: Type.Enum(['image/png', 'image/jpeg', 'image/svg+xml']),
  bytes: Type.Integer(),
  /** Pixels, of an SVG its own units. */
  width: Type.Number(),
  height: Type.Number(),
  uploadedAt: Timestamp,
  uploadedBy: Type.String(),
});
export type ImageAsset = Static<typeof ImageAsset>;

export const assets = {
  /** The body is the image itself, with its media type; `name` is the file's. The same image sent twice is one. */
  upload: endpoint({
    method: 'POST',
    path: '/api/assets',
    summary: 'Upload an image (PNG, JPEG, SVG; checked, 8 MB at most)',
    room: 'content',
    allow: 'content:write',
    query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
    reply: ImageAsset,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/assets',
    summary: 'Uploaded images, newest first',
    room: 'content',
    allow: 'content:read',
    query: Type.Object(pageQuery),
    reply: page(ImageAsset),
  }),
  bytes: endpoint({
    method: 'GET',
    path: '/api/assets/:sha256',
    summary: 'The bytes of a font or image; they never change',
    room: 'content',
    allow: 'content:read',
    params: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    media: 'application/octet-stream',
  }),
};
