import { imageSize } from '../../graphics/image-size.ts';
import { imageType } from '../../graphics/image-type.ts';
import type { ResolvedImage } from '../../resolve/resolved.ts';
import type { Relations } from './relations.ts';
import { emu, escapeXml } from './xml.ts';

/** The pictures that a document shows, by the name of their file in it. */
export class Pictures {
  readonly files = new Map<string, Uint8Array>();
  readonly #assets: { readonly [name: string]: Uint8Array };
  #count = 0;

  constructor(assets: { readonly [name: string]: Uint8Array }) {
    this.#assets = assets;
  }

  /** A run with the picture; undefined where it is an SVG, which not every Word shows, or missing. @param most width, millimetres */
  run(node: ResolvedImage, most: number, relations: Relations): string | undefined {
    const bytes = Object.hasOwn(this.#assets, node.asset) ? this.#assets[node.asset] : undefined;
    const type = bytes === undefined ? undefined : imageType(bytes);
    if (bytes === undefined || (type !== 'image/png' && type !== 'image/jpeg')) return undefined;
    const file = `media/${node.asset.replace(/[^A-Za-z0-9-]/g, '-')}.${type === 'image/png' ? 'png' : 'jpg'}`;
    this.files.set(file, bytes);
    this.#count += 1;
    const { width, height } = sizeOf(node, bytes, most);
    const extent = `cx="${emu(width)}" cy="${emu(height)}"`;
    const named = `id="${this.#count}" name="${escapeXml(node.asset)}" descr="${escapeXml(node.alt)}"`;
    return (
      `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr ${named}/>` +
      `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
      `<pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr>` +
      `<pic:blipFill><a:blip r:embed="${relations.part('image', file)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
      `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
      `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    );
  }
}

/** Millimetres: what the node says, else as many as the picture has at 96 dots per inch; never wider than there is room. */
function sizeOf(node: ResolvedImage, bytes: Uint8Array, most: number): { width: number; height: number } {
  const facts = imageSize(node.asset, bytes);
  const ratio = facts.height / facts.width;
  const wanted = node.width ?? (node.height === undefined ? (facts.width / 96) * 25.4 : node.height / ratio);
  const width = Math.min(wanted, most);
  return { width, height: node.height === undefined || width < wanted ? width * ratio : node.height };
}
