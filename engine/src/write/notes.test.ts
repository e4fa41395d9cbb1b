import { describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import type { PdfRendition } from '../letter.ts';
import type { Inline, Node } from '../template/model.ts';
import { findFaults } from './pdf/testing/conformance.ts';
import { popplerStructure, qpdfObjects } from './pdf/testing/readers.ts';

const noted = (text: string, note: Inline): Node => ({
  type: 'paragraph',
  text: [
    { type: 'text', text },
    { type: 'footnote', text: note },
  ],
});
const body: Node[] = [noted('Rate', 'per annum, **fixed** for {{ name }}'), { type: 'box', body: [noted('Term', 'in months')] }];
const program = await compile(smallBundle(body));

describe('footnotes', () => {
  it('stand at the end of a web page, linked both ways', () => {
    const { html } = program.compose(smallRecord, 'html') as { html: string };
    expect(html).toContain('Rate<a href="#note-1" id="to-note-1" role="doc-noteref"><sup>1</sup></a>');
    expect(html).toContain('<li id="note-1">per annum, <strong>fixed</strong> for Ada <a href="#to-note-1"');
    expect(html.indexOf('id="note-2"')).toBeGreaterThan(html.indexOf('id="to-note-2"'));
  });

  it('stand at the end of an e-mail and of its text', () => {
    const { html, text } = program.compose(smallRecord, 'email') as { html: string; text: string };
    expect(html).toMatch(/Rate<sup[^>]*>1<\/sup>/);
    expect(html).toMatch(/<sup[^>]*>2<\/sup> in months/);
    expect(text).toContain('Rate[1]');
    expect(text.trimEnd().split('\n').slice(-2)).toEqual(['[1] per annum, fixed for Ada', '[2] in months']);
  });

  it('are notes with identifiers of their own in the PDF, to which their numbers lead', { timeout: 60_000 }, async () => {
    const { bytes, diagnostics } = program.compose(smallRecord, 'pdf') as PdfRendition;
    expect(diagnostics).toEqual([]);
    expect(await findFaults(bytes)).toEqual([]);
    expect(await popplerStructure(bytes)).toMatch(
      /Reference \(inline\)\s+Link \(inline\)[\s\S]*Note <note-1>[\s\S]*Lbl[\s\S]*Note <note-2>/,
    );
    expect(await qpdfObjects(bytes)).toMatch(/\/Dest \[\s+\d+ 0 R\s+\/XYZ/);
  });
});
