import { describe, expect, it } from 'vitest';
import { drawingSvg } from '../drawing-svg.ts';
import { boundsOf, svgPath } from '../outline.ts';
import { pathOutline } from './path-data.ts';
import { readSvg } from './read-svg.ts';

const svg = (inner: string, attributes = 'viewBox="0 0 100 100"'): Uint8Array =>
  new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`,
  );

/** The drawing written out again. */
function drawn(inner: string, attributes?: string): string {
  const { drawing, problems } = readSvg(svg(inner, attributes));
  expect(problems).toEqual([]);
  return drawingSvg(drawing!);
}

const messages = (bytes: Uint8Array): string[] => readSvg(bytes).problems.map((p) => `${p.severity}: ${p.message}`);

describe('path data', () => {
  it.each([
    ['M10 20L30 40z', 'M10 20L30 40Z'],
    ['m10,20 5-5 5 5', 'M10 20L15 15L20 20'],
    ['M1 1h5v5H1V1', 'M1 1L6 1L6 6L1 6L1 1'],
    ['M0 0q3 3 6 0t6 0', 'M0 0C2 2 4 2 6 0C8 -2 10 -2 12 0'],
    ['M0 0c1 2 3 4 5 6s1 1 2 2', 'M0 0C1 2 3 4 5 6C7 8 6 7 7 8'],
    ['M.5.5l1e1-1E0', 'M0.5 0.5L10.5 -0.5'],
    ['M0 0 1 1zl5 5', 'M0 0L1 1ZM0 0L5 5'],
    ['M0 0A0 5 0 0 1 9 9', 'M0 0L9 9'],
  ])('%s is %s', (data, expected) => expect(svgPath(pathOutline(data).outline)).toBe(expected));

  it('has arcs that stay on their circle, also with flags written together', () => {
    const { outline, fault } = pathOutline('M0 50a50 50 0 11100 0a50 50 0 0 1-100 0');
    expect(fault).toBe(false);
    const [left, top, right, bottom] = boundsOf(outline)!;
    expect([left, right]).toEqual([expect.closeTo(0, 1), expect.closeTo(100, 1)]);
    expect([top, bottom]).toEqual([expect.closeTo(0, 1), expect.closeTo(100, 1)]);
  });

  it('is drawn up to its fault', () => {
    expect(pathOutline('M0 0L5 5 L6 x')).toEqual({ outline: [0, 0, 0, 1, 5, 5], fault: true });
    expect(pathOutline('L5 5').fault).toBe(true);
    expect(pathOutline('M0 0Z 5').fault).toBe(true);
  });
});

describe('an SVG', () => {
  it('becomes shapes with the colours of attributes, style sheets and style attributes, the nearer winning', () => {
    const text = drawn(
      '<style>.a{fill:#010203} #b{fill:red}</style><rect class="a" fill="blue" width="1" height="1"/>' +
        '<g fill="lime"><rect id="b" class="a" width="2" height="2"/><rect style="fill:rgb(0 0 255 / 50%)" width="3" height="3"/><rect width="4" height="4"/></g>',
    );
    expect([...text.matchAll(/fill="(#\w+)"(?: fill-opacity="([\d.]+)")?/g)].map(([, c, o]) => [c, o])).toEqual([
      ['#010203', undefined],
      ['#ff0000', undefined],
      ['#0000ff', '0.5'],
      ['#00ff00', undefined],
    ]);
  });

  it('has the size of its attributes, its view box, or both', () => {
    const size = (attributes: string) => {
      const { drawing } = readSvg(svg('<path d="M0 0L1 1" stroke="red"/>', attributes));
      return [drawing!.width, drawing!.height];
    };
    expect(size('viewBox="0 0 30 20"')).toEqual([30, 20]);
    expect(size('width="25.4mm" height="1in"')).toEqual([96, 96]);
    expect(size('width="60" viewBox="0 0 30 20"')).toEqual([60, 40]);
    expect(size('width="100%" height="100%" viewBox="0 0 30 20"')).toEqual([30, 20]);
  });

  it('follows uses of symbols, also with xlink', () => {
    const text = drawn(
      '<defs><symbol id="s" viewBox="0 0 1 1"><path d="M0 0L1 1L0 1z"/></symbol></defs><use xlink:href="#s" x="5" width="9" height="9"/>',
    );
    expect(text).toContain('matrix(1 0 0 1 5 0)');
    expect(text).toContain('matrix(9 0 0 9 0 0)');
    expect(text).toContain('d="M0 0L1 1L0 1Z"');
  });

  it('carries nothing over but shapes: no script, handler, link or style', () => {
    const hostile =
      '<script>alert(1)</script><a href="javascript:alert(2)"><path d="M0 0L9 9" stroke="red" onclick="alert(3)" id="&quot;&gt;&lt;script&gt;"/></a>';
    const { drawing } = readSvg(svg(hostile));
    expect(drawingSvg(drawing!)).not.toMatch(/alert|script|href|onclick|id=/);
  });

  it.each([
    ['text', '<text>Hello</text>', 'error: The SVG has <text>, which cannot be drawn.'],
    ['photographs', '<image href="http://x.example/a.png"/>', 'error: The SVG has <image>, which cannot be drawn.'],
    ['other files', '<use href="http://x.example/a.svg#b"/>', 'error: The SVG uses “http://x.example/a.svg#b”, which is not in the file.'],
    ['filters', '<g filter="url(#f)"><rect width="1" height="1"/></g>', 'error: The SVG uses a filter.'],
  ])('with %s is refused with a reason', (_, inner, message) => expect(messages(svg(inner))).toContain(message));

  it.each([
    ['entities of its own', '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', /declares entities/],
    [
      'external entities',
      '<!DOCTYPE svg SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
      /declares entities/,
    ],
    ['an unknown entity', '<svg>&nbsp;</svg>', /entity &nbsp;/],
    ['open tags', '<svg><g>', /not closed/],
    ['crossed tags', '<svg><g></svg></g>', /closes what is not open/],
    ['no SVG in it', '<html></html>', /outermost element/],
    ['depth', `<svg>${'<g>'.repeat(200)}${'</g>'.repeat(200)}</svg>`, /nested more than/],
  ])('with %s is refused', (_, text, message) => expect(messages(new TextEncoder().encode(text)).join()).toMatch(message));

  it('that multiplies itself by uses of uses is stopped', () => {
    let inner = '<path id="u0" d="M0 0L1 1" stroke="red"/>';
    for (let i = 1; i < 30; i++) inner += `<g id="u${i}">${`<use href="#u${i - 1}"/>`.repeat(10)}</g>`;
    expect(messages(svg(inner)).join()).toMatch(/draws more than 30000 elements/);
  });

  it.each([
    ['transform', (a: string) => `<rect width="1" height="1" transform="${a.repeat(500_000)}"/>`],
    ['width', (a: string) => `<rect width="${a.repeat(500_000)}!" height="1"/>`],
    ['style', (a: string) => `<rect width="1" height="1" style="${a.repeat(500_000)}"/>`],
    ['class', (a: string) => `<rect width="1" height="1" class="${`${a} `.repeat(300_000)}"/>`],
    ['style sheet', (a: string) => `<style>${a.repeat(500_000)}</style><rect width="1" height="1"/>`],
    ['path', (a: string) => `<path d="M0 0L${a.repeat(500_000)}"/>`],
    ['colour', (a: string) => `<rect width="1" height="1" fill="${a.repeat(500_000)}"/>`],
  ])('with an endless %s takes no longer than its length', (_, made) => {
    for (const letters of ['a', '1', '.', '/*', '{', 'a{', ' ', 'rgb(', 'url(#', '-']) {
      // What took longer with every letter would run into the time that a test has.
      expect(readSvg(svg(made(letters))).problems.length).toBeLessThanOrEqual(20);
    }
  });

  it('that uses itself is drawn once', () => {
    expect(drawn('<g id="a"><path d="M0 0L1 1" stroke="red"/><use href="#a"/></g>').match(/<path/g)).toHaveLength(2);
  });

  it('damaged in any way is read or refused, never more', () => {
    const source = svg(
      '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient></defs><g transform="rotate(9)"><path d="M0 0A5 5 0 0 1 9 9C1 2 3 4 5 6z" fill="url(#g)"/></g>',
    );
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 3000; round++) {
      const bytes = source.slice();
      for (let i = 0; i <= random(4); i++) bytes[random(bytes.length)] = random(3) === 0 ? random(256) : source[random(source.length)]!;
      const { drawing, problems } = readSvg(bytes.subarray(0, random(20) === 0 ? random(bytes.length) : bytes.length));
      if (drawing === undefined) expect(problems.length).toBeGreaterThan(0);
      else expect(drawingSvg(drawing)).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
