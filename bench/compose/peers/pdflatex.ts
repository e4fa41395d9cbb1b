import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PlainLetter } from '../plain-letter.ts';
import type { StartPeer } from './peer.ts';
import { qrRuns } from './qr.ts';

/** pdfLaTeX, where present (Debian's texlive-latex-base and texlive-lang-german): a process per letter with its default fonts. */
export const startPdflatex: StartPeer = async (files) => {
  if (!existsSync('/usr/bin/pdflatex')) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-tex-'));
  const version = /^pdfTeX (\S+)/.exec(execFileSync('pdflatex', ['--version'], { encoding: 'utf8' }))![1]!;
  return {
    name: 'pdflatex',
    version,
    count: 3,
    write(letter) {
      writeFileSync(join(folder, 'letter.tex'), source(letter, resolve(files.logo)));
      execFileSync('pdflatex', ['-interaction=batchmode', 'letter.tex'], { cwd: folder, stdio: 'ignore' });
      return readFileSync(join(folder, 'letter.pdf'));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};

const escapeTex = (text: string): string =>
  text
    .replace(/[&%$#_{}]/g, '\\$&')
    .replace(/−/g, '$-$')
    .replace(/€/g, 'EUR')
    .replace(/£/g, '\\pounds{}')
    .replace(/·/g, '\\textperiodcentered{}')
    .replace(/–/g, '--');

function source(letter: PlainLetter, logo: string): string {
  const { table, box, figures } = letter;
  const paragraph = (text: string) => `${escapeTex(text)}\\par\\smallskip\n`;
  const rows = table?.rows.map((row) => `${row.map(escapeTex).join('&')}\\\\\\hline\n`).join('') ?? '';
  const columns =
    table?.columns.map(({ width, right }) => `>{${right ? '\\raggedleft' : '\\raggedright'}\\arraybackslash}p{${width - 4}mm}`).join('') ??
    '';
  const code = box === undefined ? undefined : qrRuns(box.code);
  const module = code === undefined ? 0 : 24 / code.size;
  const picture =
    code === undefined
      ? ''
      : `\\begin{picture}(24,24)${code.runs.map(([x, y, length]) => `\\put(${(x * module).toFixed(3)},${(24 - (y + 1) * module).toFixed(3)}){\\rule{${(length * module).toFixed(3)}mm}{${module.toFixed(3)}mm}}`).join('')}\\end{picture}`;
  return `\\documentclass[10pt]{article}
\\usepackage[utf8]{inputenc}\\usepackage[T1]{fontenc}\\usepackage[${letter.language === 'de' ? 'ngerman' : 'english'}]{babel}
\\usepackage[a4paper,left=25mm,right=20mm,top=34mm,bottom=30mm]{geometry}\\usepackage{graphicx,array,longtable,textcomp}
\\setlength{\\parindent}{0pt}\\unitlength=1mm\\begin{document}
\\includegraphics[height=13.5mm]{${logo}}\\par\\vspace{20mm}{\\tiny ${escapeTex(letter.returnAddress)}}\\par
\\begin{minipage}{90mm}${letter.address.map(escapeTex).join('\\\\')}\\end{minipage}\\begin{minipage}{70mm}${letter.info.map(([label, value]) => `{\\tiny ${escapeTex(label)}}\\\\\\textbf{${escapeTex(value)}}`).join('\\\\')}\\end{minipage}
\\section*{${escapeTex(letter.heading)}}
${letter.paragraphs.map(paragraph).join('')}
${figures?.map(([label, value]) => `\\begin{minipage}{39mm}{\\tiny ${escapeTex(label)}}\\\\\\textbf{${escapeTex(value)}}\\end{minipage}`).join('') ?? ''}
${table === undefined ? '' : `{\\footnotesize\\begin{longtable}{${columns}}${table.columns.map(({ title }) => `\\textbf{${escapeTex(title)}}`).join('&')}\\\\\\hline\\endhead\n${rows}\\textbf{${escapeTex(table.total[0])}}&&&&\\textbf{${escapeTex(table.total[1])}}\\end{longtable}}`}
${letter.justified.map(paragraph).join('')}
${box === undefined ? '' : `\\fbox{\\begin{minipage}{125mm}\\textbf{${escapeTex(box.title)}}\\par ${box.lines.map(paragraph).join('')}\\end{minipage}${picture}}`}
${letter.closing.map(paragraph).join('')}
\\end{document}`;
}
