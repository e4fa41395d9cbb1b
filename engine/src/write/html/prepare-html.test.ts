import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { shopBundle, shopRecords } from '../../../test/bundles.ts';
import { compile } from '../../compose.ts';
import { contrast } from '../../graphics/contrast.ts';
import { onDark, readableOn } from './brand-css.ts';

const program = await compile(shopBundle(), { formats: ['html'] });

function page(record = shopRecords()[1]!): string {
  const rendition = program.compose(record, 'html');
  return rendition.format === 'html' ? rendition.html : '';
}

describe('the web page', () => {
  it('says its language and title and has the landmarks of a page', () => {
    const html = page();
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/);
    expect(html).toContain('<title>Rechnung 580648</title>');
    for (const tag of ['<header>', '<main>', '<footer>', '<meta name="viewport"']) expect(html.split(tag)).toHaveLength(2);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  it('gives tables a caption, scopes and a name for their scrolling frame', () => {
    const html = page();
    expect(html).toMatch(/<caption class="unseen">Die Posten/);
    expect(html.match(/<th scope="col"/g)).toHaveLength(5);
    expect(html).toContain('<th scope="row" colspan="4"');
    expect(html).toMatch(/<div class="scroll" tabindex="0" role="region" aria-label="Die Posten/);
  });

  it('needs nothing from elsewhere and runs nothing: one style sheet, pictures inside, no scripts, no style attributes', () => {
    const html = page();
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|\sstyle=|<link|@import|url\(/i);
    for (const [, source] of html.matchAll(/src="([^"]*)"/g)) expect(source).toMatch(/^data:image\/png;base64,/);
    expect(html).toContain('role="img" aria-label="Zahlungscode');
  });

  it('is HTML that a parser finds nothing wrong with', () => {
    const errors: string[] = [];
    parse(page(), { sourceCodeLocationInfo: true, onParseError: (e) => errors.push(`${e.code} ${e.startLine}:${e.startCol}`) });
    expect(errors).toEqual([]);
  });
});

describe('colours', () => {
  it('read well on buttons and on dark ground', () => {
    for (const color of ['#000000', '#ffffff', '#1f5f58', '#ffcc00', '#777777', '#b4532a']) {
      expect(contrast(color, readableOn(color))).toBeGreaterThanOrEqual(4.2);
      expect(contrast(onDark(color), '#16191b')).toBeGreaterThanOrEqual(6);
    }
  });
});
