import { describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import type { Node } from '../template/model.ts';

const p = (text: string): Node => ({ type: 'paragraph', text });
const columns: Node = {
  type: 'columns',
  columns: [
    { width: { share: 1 }, body: [p('to port')] },
    { width: { share: 1 }, body: [p('to starboard')] },
  ],
};
const body: Node[] = [
  { type: 'section', body: [p('in a section'), columns, { type: 'mark', name: 'part', text: 'never shown' }] },
  { type: 'flow', columns: 2, body: [p('flowing')] },
  { type: 'float', side: 'left', width: 40, body: [p('at a side')] },
  { type: 'filler', offers: [[p('first offer')], [p('second offer')]] },
];
const ORDER = ['in a section', 'to port', 'to starboard', 'flowing', 'at a side', 'first offer'];

/** Nodes that have to do with pages, where there are none: their content stands where it is, and nothing is lost. */
describe('what has to do with pages', async () => {
  const program = await compile(smallBundle(body));
  const inOrder = (text: string): boolean => {
    const places = ORDER.map((part) => text.indexOf(part));
    return places.every((place, i) => place > (places[i - 1] ?? -1)) && !/never shown|second offer/.test(text);
  };

  it('is all in an e-mail and its text, columns of a section side by side', () => {
    const { html, text } = program.compose(smallRecord, 'email') as { html: string; text: string };
    expect([inOrder(html), inOrder(text)]).toEqual([true, true]);
    expect(html).toContain('mj-column-per-50');
  });

  it('is all on the web page, in columns and at its side', () => {
    const { html } = program.compose(smallRecord, 'html') as { html: string };
    expect(inOrder(html)).toBe(true);
    expect(html).toMatch(/<section>[\s\S]*<div class="flow f2">[\s\S]*<div class="float f-left" style="width:151px">/);
  });
});
