/** `@posthorn/engine/preview`: pages as pictures. */
export { type PagePicture, type PictureOptions, pagePictures } from './page-pictures.ts';
