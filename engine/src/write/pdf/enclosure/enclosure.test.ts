import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { CompositionError, check, compile, type Format } from '../../../compose.ts';
import { pagesOf } from '../../../layout/enclosure.ts';
import { preflight } from '../../../preflight/preflight.ts';
import type { Node } from '../../../template/model.ts';
import { findFaults } from '../testing/conformance.ts';
import {
  ghostscriptComplaints,
  mupdfText,
  popplerInfo,
  popplerStructure,
  popplerText,
  qpdfCheck,
  qpdfObjects,
} from '../testing/readers.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

type EnclosureNode = Extract<Node, { type: 'enclosure' }>;
const enclosure = (more: Partial<EnclosureNode> = {}): Node => ({ type: 'enclosure', asset: 'given', title: 'Terms', ...more });

function bundleWith(given: Uint8Array, nodes: readonly Node[]) {
  const bundle = smallBundle([
    { type: 'heading', level: 1, text: 'Letter' },
    { type: 'paragraph', text: 'With this comes more.' },
    ...nodes,
  ]);
  return { ...bundle, assets: { ...bundle.assets, given } };
}

async function enclose(given: Uint8Array, ...nodes: Node[]): Promise<Uint8Array> {
  const program = await compile(bundleWith(given, nodes.length === 0 ? [enclosure()] : nodes), { formats: ['pdf'] });
  return pdfOf(program.compose(smallRecord, 'pdf'));
}

function pdfOf(rendition: { format: Format }): Uint8Array {
  return (rendition as unknown as { bytes: Uint8Array }).bytes;
}

const codes = (given: Uint8Array, ...nodes: Node[]) =>
  check(bundleWith(given, nodes.length === 0 ? [enclosure()] : nodes)).map(({ code, severity }) => [severity, code]);

/** Lets qpdf write a file in another way. */
function rewritten(pdf: Uint8Array, ...options: string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-given-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    execFileSync('qpdf', ['in.pdf', ...options, 'out.pdf'], { cwd: folder });
    return readFileSync(join(folder, 'out.pdf'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A PDF of another's making: not tagged, of one page, its objects as given. */
function foreign(content: string, page = '', more: readonly string[] = []): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 400 200]/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Type/Page/Parent 2 0 R/Contents 4 0 R${page}>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...more,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}

const SCAN = foreign('BT /F 20 Tf 20 100 Td (Printed terms) Tj ET');

let ours: Uint8Array;

beforeAll(async () => {
  const body: Node[] = [
    { type: 'heading', level: 1, text: 'Our terms' },
    {
      type: 'paragraph',
      text: [
        { type: 'text', text: 'See ' },
        { type: 'text', text: 'our site', marks: [{ type: 'link', href: 'https://a.example/' }] },
      ],
    },
    { type: 'pageBreak' },
    { type: 'table', each: 'items', as: 'item', columns: [{ header: 'Item', width: 'auto', cell: '{{ item.title }}' }] },
  ];
  const program = await compile(smallBundle(body), { formats: ['pdf'] });
  ours = pdfOf(program.compose(smallRecord, 'pdf'));
});

describe('a tagged PDF that is enclosed', () => {
  it('keeps the letter PDF/A-2a and PDF/UA-1', async () => {
    expect(codes(ours)).toEqual([]);
    const pdf = await enclose(ours);
    expect(await findFaults(pdf)).toEqual([]);
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    expect((await mupdfText(pdf)).complaints).toBe('');
    expect(await ghostscriptComplaints(pdf)).toBe('');
  });

  it('has its text on pages of its own after the letter', async () => {
    const pages = (await popplerText(await enclose(ours))).split('\f');
    expect(pages).toHaveLength(4);
    expect(pages[0]).toContain('With this comes more.');
    expect(pages[1]).toContain('Our terms');
    expect(pages[2]).toContain('Cake');
  });

  it('asks for no page of the letter where it stands before, between or behind sections', async () => {
    const section = (text: string): Node => ({ type: 'section', body: [{ type: 'paragraph', text }] });
    const pages = (await popplerText(await enclose(ours, section('One'), enclosure({ pages: '1' }), section('Two'), enclosure()))).split(
      '\f',
    );
    const before = (await popplerText(await enclose(ours))).split('\f');
    // Each section adds its page, the second enclosing its one.
    expect(pages.length).toBe(before.length + 3);
  });

  it('has its structure under a part of its title, links included', async () => {
    const structure = (await popplerStructure(await enclose(ours))).replace(/\s+/g, ' ');
    expect(structure).toMatch(
      /Part "Terms" .*H1 \(block\) "Our terms " P \(block\) Span \(inline\) "See " Link \(inline\) "our site" Object \d+ 0/,
    );
    expect(structure).toMatch(/Table .*TH: .*\/Scope \/Column.*"Item".*TD "Cake"/);
    expect(await qpdfObjects(await enclose(ours))).toContain('/URI (https://a.example/)');
  });

  it('is only of the pages that are asked for, and their structure', async () => {
    const pdf = await enclose(ours, enclosure({ pages: '2' }));
    expect(await popplerText(pdf)).not.toContain('Our terms');
    const structure = await popplerStructure(pdf);
    expect(structure).toContain('"Cake"');
    expect(structure).not.toContain('Our terms');
    expect(await findFaults(pdf)).toEqual([]);
  });

  it('counts its pages where the author wants', async () => {
    const bundle = bundleWith(ours, [enclosure({ counted: true })]);
    const frame: Node[] = [{ type: 'paragraph', text: '{{ page.number }} of {{ page.count }}' }];
    const template = { ...bundle.template, letter: { master: 'letter', frames: { foot: frame } } };
    const program = await compile({ ...bundle, template }, { formats: ['pdf'] });
    expect(await popplerText(pdfOf(program.compose(smallRecord, 'pdf')))).toContain('1 of 3');
  });

  it('may be written in any way, and be enclosed twice', async () => {
    for (const options of [['--object-streams=disable'], ['--linearize'], ['--object-streams=generate'], ['--qdf']]) {
      const pdf = await enclose(rewritten(ours, ...options), enclosure(), enclosure({ pages: '1' }));
      expect(await findFaults(pdf), options.join()).toEqual([]);
      expect((await popplerInfo(pdf)).match(/Pages: +(\d+)/)?.[1]).toBe('4');
    }
  });

  it('has notes of its own names, however often it is enclosed', async () => {
    const note: Node = {
      type: 'paragraph',
      text: [
        { type: 'text', text: 'Text' },
        { type: 'footnote', text: 'A note' },
      ],
    };
    const program = await compile(smallBundle([note]), { formats: ['pdf'] });
    const pdf = await enclose(pdfOf(program.compose(smallRecord, 'pdf')), note, enclosure(), enclosure());
    expect(preflight(pdf, { profiles: ['ua1', '2a'] }).flatMap(({ findings }) => findings)).toEqual([]);
    const names = [...(await qpdfObjects(pdf)).matchAll(/\/ID \(([^)]*)\)/g)].map(([, id]) => id);
    expect(names.sort()).toEqual(['enclosed-1-note-1', 'enclosed-2-note-1', 'note-1']);
  });

  it('is the same bytes again', async () => {
    expect(Buffer.from(await enclose(ours)).equals(Buffer.from(await enclose(ours)))).toBe(true);
  });
});

describe('a PDF without structure that is enclosed', () => {
  it('is read as figures, and the letter claims neither PDF/A nor PDF/UA', async () => {
    const pdf = await enclose(SCAN, enclosure({ alt: 'The general terms' }));
    expect(await popplerText(pdf)).toContain('Printed terms');
    const objects = await qpdfObjects(pdf);
    expect(objects).not.toMatch(/<pdfaid:part>|<pdfuaid:part>/);
    expect(objects).toMatch(/\/Alt \(The general terms\)/);
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    expect((await mupdfText(pdf)).complaints).toBe('');
  });

  it('is told to the author when the template is checked', () => {
    expect(codes(SCAN)).toEqual([
      ['warning', 'enclosure.not-accessible'],
      ['warning', 'enclosure.not-archivable'],
    ]);
  });

  it('keeps its size and the way it is turned', async () => {
    const pdf = await enclose(foreign('0 0 10 10 re f', '/Rotate 90/CropBox[100 50 300 150]'));
    const objects = await qpdfObjects(pdf);
    expect(objects).toMatch(/\/MediaBox \[\s*100\s+50\s+300\s+150\s*\]/);
    expect(objects).toContain('/Rotate 90');
  });

  it('shows what its fields and stamps show', async () => {
    const stamp =
      '<</Type/XObject/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F 5 0 R>>>>/Length 37>>\nstream\nBT /F 10 Tf 2 5 Td (Approved 7) Tj ET\nendstream';
    const given = foreign('', '/Annots[<</Type/Annot/Subtype/Stamp/Rect[100 100 200 140]/AP<</N 6 0 R>>>>]', [stamp]);
    const pdf = await enclose(given);
    expect(await popplerText(pdf)).toContain('Approved 7');
    expect(await qpdfObjects(pdf)).not.toContain('/Annots');
  });
});

describe('a PDF that cannot be enclosed', () => {
  it('is refused with a reason when the template is checked', () => {
    expect(codes(rewritten(SCAN, '--encrypt', 'user', 'owner', '256', '--'))).toEqual([['error', 'enclosure.refused']]);
    expect(codes(Buffer.from('%PDF-1.4\nnothing'))).toEqual([['error', 'enclosure.refused']]);
    expect(codes(Buffer.from('no PDF'))).toContainEqual(['error', 'enclosure.not-a-pdf']);
  });

  it('lacks the pages that are asked for: the record is not composed', async () => {
    await expect(enclose(SCAN, enclosure({ pages: '2-3' }))).rejects.toThrow(CompositionError);
  });
});

describe('pages that are asked for', () => {
  it('are ranges and single ones, each once', () => {
    expect(pagesOf(undefined, 3)).toEqual([0, 1, 2]);
    expect(pagesOf('3, 1-2,2', 3)).toEqual([2, 0, 1]);
    expect(pagesOf('2-', 3)).toEqual([1, 2]);
    for (const wrong of ['0', '4', '3-2', '', 'x']) expect(pagesOf(wrong, 3), wrong).toBeUndefined();
  });
});

describe('in messages', () => {
  it('an enclosure is a line that names it in the language of the message', async () => {
    const program = await compile(bundleWith(ours, [enclosure()]), { formats: ['email', 'html', 'text'] });
    const text = (format: Format, language: string) => JSON.stringify(program.compose(smallRecord, format, { language }));
    expect(text('text', 'de')).toContain('Anlage: Terms');
    expect(text('html', 'en')).toContain('<p>Enclosure: Terms</p>');
    expect(text('email', 'fr')).toContain('Annexe: Terms');
  });
});

describe('the claims of an enclosed PDF', () => {
  it('are tested, and what is not true is not claimed by the letter', async () => {
    // Says that it is PDF/A-2a and PDF/UA-1, and has a font that is not embedded.
    const packet =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="B"/></rdf:RDF></x:xmpmeta>';
    const lying = foreign('BT /F 9 Tf (x) Tj ET', '', [
      `<</Type/Metadata/Subtype/XML/Length ${packet.length}>>\nstream\n${packet}\nendstream`,
    ]);
    const given = Buffer.from(Buffer.from(lying).toString('latin1').replace('/Pages 2 0 R>>', '/Pages 2 0 R/Metadata 6 0 R>>'), 'latin1');
    expect(await qpdfObjects(await enclose(given))).not.toContain('<pdfaid:part>');
  });
});
