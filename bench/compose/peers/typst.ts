import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { version } from '../package-version.ts';
import type { Peer, StartPeer } from './peer.ts';
import { qrSvg } from './qr.ts';

/**
 * Typst in the process: one compiler with fonts loaded and its caches warm, the template parsed once, the letter handed in as
 * JSON. Tags are what Typst writes by default; `typst without tags` is its faster mode.
 */
const start =
  (name: string, pdfTags: boolean): StartPeer =>
  async (files) => {
    const compiler = NodeCompiler.create({
      workspace: process.cwd(),
      fontArgs: [{ fontBlobs: [readFileSync(files.regular), readFileSync(files.bold)] }],
    });
    let written = 0;
    const peer: Peer = {
      name,
      version: version('@myriaddreamin/typst-ts-node-compiler'),
      count: 40,
      write(letter) {
        const data = { ...letter, logo: `/${files.logo}`, qr: letter.box ? qrSvg(letter.box.code) : '' };
        const pdf = compiler.pdf({ mainFileContent: SOURCE, inputs: { data: JSON.stringify(data) } }, { pdfTags });
        if (++written % 20 === 0) compiler.evictCache(10);
        return pdf;
      },
    };
    return peer;
  };

export const startTypst = start('typst', true);
export const startTypstUntagged = start('typst without tags', false);

const SOURCE = `
#let d = json(bytes(sys.inputs.data))
#let brand = rgb(d.look.brand)
#let quiet = rgb(d.look.quiet)
#set document(title: d.heading)
#set text(font: ("IBM Plex Sans", "Source Sans 3"), size: 9.5pt, fill: rgb(d.look.ink), lang: d.language, hyphenate: true)
#set par(leading: 0.5em, spacing: 0.75em)
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 34mm, bottom: 31mm),
  header: context { if counter(page).get().first() > 1 [#image(d.logo, height: 10mm) #place(right + top, dy: 4mm, text(7.5pt, quiet, d.heading))] },
  footer: context [
    #line(length: 100%, stroke: 0.5pt + quiet)
    #v(-2mm)
    #set text(7pt, quiet)
    #grid(columns: (1fr, 1fr, 1fr), ..d.footer.map(lines => lines.map(l => [#l]).join(linebreak())))
    #align(right, text(7.5pt)[#counter(page).display() / #counter(page).final().first()])
  ])
#place(top + left, dy: -21mm, image(d.logo, height: 13.5mm))
#place(top + left, dy: 22mm, text(6.5pt, quiet, d.returnAddress))
#place(top + left, dy: 28.7mm, text(10.5pt, d.address.map(l => [#l]).join(linebreak())))
#place(top + left, dx: 100mm, dy: 11mm, block(d.info.map(((label, value)) => [#text(7.5pt, quiet, label) #linebreak() #strong(value)]).join(parbreak())))
#v(64mm)
#heading(level: 1, text(18pt, brand, d.heading))
#for p in d.paragraphs { par(p) }
#if "figures" in d {
  block(fill: rgb(d.look.tint), radius: 4pt, inset: 3.5mm, width: 100%, grid(columns: (1fr,) * 4,
    ..d.figures.map(((label, value)) => [#text(7.5pt, quiet, label) #linebreak() #text(12.5pt, brand, strong(value))])))
}
#if "table" in d {
  let t = d.table
  set text(size: t.fontSize * 1pt)
  table(columns: t.columns.map(c => c.width * 1mm), stroke: (x, y) => (bottom: 0.4pt + rgb(d.look.rule)), inset: (x: 3pt, y: (t.rowHeight * 1pt - t.fontSize * 0.72pt) / 2),
    align: t.columns.map(c => if c.right { right } else { left }),
    table.header(..t.columns.map(c => table.cell(fill: rgb(d.look.tint), text(brand, strong(c.title))))),
    ..t.rows.flatten(),
    table.cell(colspan: t.columns.len() - 1, stroke: none, text(10pt, brand, strong(t.total.first()))), table.cell(stroke: none, text(10pt, brand, strong(t.total.last()))))
}
#for p in d.justified { par(justify: true, text(size: if "table" in d { 8.5pt } else { 9.5pt }, p)) }
#if "box" in d {
  block(fill: rgb(d.look.tint), radius: 4pt, inset: 4mm, width: 100%, breakable: false, grid(columns: (1fr, 24mm), gutter: 6mm,
    [#text(11pt, brand, strong(d.box.title)) #set text(8.5pt)
     #for l in d.box.lines { par(l) }],
    image(bytes(d.qr), format: "svg", width: 24mm)))
}
#for l in d.closing { par(l) }
`;
