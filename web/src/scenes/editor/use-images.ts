import { api, type ImageAsset } from '@posthorn/contract';
import type { Editor } from '@tiptap/core';
import { useRef } from 'react';
import { callForMedia } from '../../api/call.ts';
import { sayProblem } from '../../parts/notify.tsx';
import type { Content } from './use-content.ts';
import { insertBlock } from './writing/commands.ts';

/** Images that are dropped into the text or pasted: uploaded, and put where the cursor is. */
export function useImages(content: Content) {
  const editor = useRef<Editor>(undefined);
  const current = (file: File) => void take(file, content, editor.current!);
  return { editor, current };
}

export const imageTypes = ['image/png', 'image/jpeg', 'image/svg+xml'];

async function take(file: File, content: Content, editor: Editor): Promise<void> {
  try {
    const image = await uploadImage(file, content);
    insertBlock((schema) => schema.node('object', { model: imageOf(image) }))(editor.state, editor.view.dispatch);
  } catch (error) {
    sayProblem(error);
  }
}

/** Uploads an image and takes it among those that can be used. @throws ApiError when it is none, or too large */
export async function uploadImage(file: File, content: Pick<Content, 'addImage'>): Promise<ImageAsset> {
  const response = await callForMedia(api.assets.upload, {
    query: { name: file.name || 'image' },
    headers: { 'content-type': file.type },
    raw: file,
  });
  const image = (await response.json()) as ImageAsset;
  content.addImage(image, new Uint8Array(await file.arrayBuffer()));
  return image;
}

/** Pixels of a picture to be seen at arm's length are a quarter of a millimetre; no wider than the text of a letter. */
const imageOf = ({ name, width }: ImageAsset) => ({
  type: 'image',
  asset: name,
  width: Math.round(Math.min(165, Math.max(10, width / 4))),
  alt: '',
});
