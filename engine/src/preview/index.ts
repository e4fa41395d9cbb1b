/** `@posthorn/engine/preview`: pages as pictures. */
export { type Differences, type PageDifference, pageDifferences } from './page-differences.ts';
export { type PagePicture, type PictureOptions, pagePictures } from './page-pictures.ts';
export { type Area, type Printed, printedWithin } from './printed-within.ts';
