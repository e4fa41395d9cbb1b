import type { ResolvedBarcode } from '../resolve/resolved.ts';

/** Size of an image in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
  /** `svg` for vectors, which are never too fine. */
  readonly type?: string;
}

/** Dark areas of a barcode as `RectanglesItem` has them, in units of which it is `width` × `height` large. */
export interface BarcodePath {
  readonly rectangles: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** What layout wants to know about images and barcodes, which it does not read or make itself. */
export interface Graphics {
  /** Size of an asset; undefined where there is no such image. */
  imageSize(asset: string): ImageSize | undefined;
  /** @throws Error when the payload cannot be encoded. */
  barcodePath(symbology: ResolvedBarcode['symbology'], payload: string, aspect?: number): BarcodePath;
}
