import { between, flag, inlineText, list, millimetres, named, node, nodes, oneOf, ref, type Schema, text } from '../schema-terms.ts';

/** Nodes that have to do with pages, in JSON Schema. */
export const pageNodes: readonly Schema[] = [
  node('section', { body: nodes }, { master: text, frames: named(nodes), restartNumbering: flag, startOn: oneOf('page', 'front') }),
  node('flow', { columns: oneOf(2, 3, 4, 5, 6), body: nodes }, { gap: millimetres, balance: flag }),
  node('float', { side: oneOf('left', 'right'), width: between(1, 1000), body: nodes }, { gap: millimetres }),
  node('mark', { name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 100 }, text: inlineText }),
  node('qrBill', { payload: ref('expression') }, { perforated: flag, style: text }),
  node(
    'filler',
    {},
    {
      ...{ minimum: millimetres, offers: list(nodes, { maxItems: 50 }), each: ref('expression'), as: text, body: nodes },
      ...{ choose: oneOf('first', 'tallest'), valign: oneOf('top', 'middle', 'bottom') },
    },
  ),
];
