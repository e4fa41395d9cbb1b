import { beforeAll, describe, expect, it } from 'vitest';
import type { LayoutContext } from './layout.ts';
import { lay, outline, pageBreak, paragraph, sampleContext } from './testing/sample-layout.ts';

let context: LayoutContext;
beforeAll(async () => {
  context = await sampleContext();
});

const link = (href: string, text = 'our site') => paragraph([{ text: 'See ' }, { text, href }]);
const footer = (...nodes: ReturnType<typeof paragraph>[]) => ({ frames: { first: { footer: nodes }, following: { footer: nodes } } });

describe('a link in a footer', () => {
  it('can be clicked on every page and is one element of the structure', () => {
    const body = [paragraph('One'), pageBreak(), paragraph('Two')];
    const { document } = lay(context, body, footer(link('https://a.example/')));
    expect(outline(document.structure)).toBe('Document(P P P(Link))');
    const owners = document.pages.map(({ links }) => links.map(({ owner }) => owner?.type));
    expect(owners).toEqual([['Link'], ['Link']]);
    expect(document.pages[0]!.links[0]!.owner).toBe(document.pages[1]!.links[0]!.owner);
  });

  it('joins the element of the same address in the text', () => {
    const { document } = lay(context, [link('https://a.example/')], footer(link('https://a.example/'), link('https://b.example/')));
    expect(outline(document.structure)).toBe('Document(P(Span Link) P(Link))');
    expect(document.pages[0]!.links).toHaveLength(3);
  });

  it('leaves the footer itself unread', () => {
    const { document } = lay(context, [paragraph('One')], footer(link('https://a.example/')));
    const texts = document.pages[0]!.items.filter((item) => item.kind === 'text' && item.owner === null);
    expect(texts.length).toBeGreaterThan(0);
  });
});
