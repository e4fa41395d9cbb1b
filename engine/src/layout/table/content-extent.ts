import type { ResolvedNode } from '../../resolve/resolved.ts';
import type { Extent } from '../../text/typesetter.ts';
import type { Scope } from '../scope.ts';
import { mm } from '../units.ts';

const NONE: Extent = { natural: 0, least: 0 };

/** About how wide content of any kind wants to be in a column that is as wide as its content. */
export function contentExtent(scope: Scope, nodes: readonly ResolvedNode[]): Extent {
  let natural = 0;
  let least = 0;
  for (const node of nodes) {
    const extent = nodeExtent(scope, node);
    natural = Math.max(natural, extent.natural);
    least = Math.max(least, extent.least);
  }
  return { natural, least };
}

function nodeExtent(scope: Scope, node: ResolvedNode): Extent {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return scope.typesetter.measure(node.runs, scope.styles.paragraph(node.style), scope.language);
    case 'image':
      return fixed(node.width === undefined ? scope.width / 4 : mm(node.width));
    case 'barcode':
      return fixed(mm(node.width));
    case 'list': {
      const { size } = scope.styles.paragraph(node.style);
      const inner = contentExtent(scope, node.items.flat());
      return { natural: inner.natural + 2 * size, least: inner.least + 2 * size };
    }
    case 'box':
    case 'keep':
      return contentExtent(scope, node.body);
    case 'space':
    case 'line':
    case 'pageBreak':
      return NONE;
    default:
      return { natural: scope.width / 2, least: 0 };
  }
}

const fixed = (width: number): Extent => ({ natural: width, least: width });
