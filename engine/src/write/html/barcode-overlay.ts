import { spell } from '../../graphics/outline.ts';
import { swissCross } from '../../graphics/swiss-cross.ts';
import type { ResolvedBarcode } from '../../resolve/resolved.ts';

/** What stands in the middle of a QR code, in its modules; nothing where nothing does. */
export function overlaySvg(node: ResolvedBarcode, width: number): string {
  if (node.overlay === undefined) return '';
  const part = (p: ReturnType<typeof swissCross>[number]): string =>
    `<rect x="${spell(p.x)}" y="${spell(p.y)}" width="${spell(p.width)}" height="${spell(p.height)}" fill="${p.fill}"/>`;
  return swissCross(width).map(part).join('');
}
