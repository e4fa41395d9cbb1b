/**
 * Writes docs/reference/conformance.md: what all checkers say about all documents of all examples, in all their languages.
 * `node scripts/conformance/publish.ts`; ends with 1 where one of them has anything to say.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { exampleNames } from './documents.ts';
import { type Judgement, judgeExample } from './judge.ts';

const judgements: Judgement[] = [];
for (const example of exampleNames()) judgements.push(await judgeExample(example, 'all'));

const checkers = Object.keys(judgements[0]?.findings ?? {});
const count = (n: number): string => (n === 0 ? '–' : String(n));
const rows = judgements.map(
  ({ example, documents, pages, languages, claims, findings }) =>
    `| ${[example, documents, pages, languages.join(', '), claims.join(', '), ...checkers.map((checker) => count(findings[checker]?.length ?? 0))].join(' | ')} |`,
);
const all = judgements.flatMap(({ findings }) =>
  checkers.flatMap((checker) => (findings[checker] ?? []).map((said) => `* ${checker}: ${said}`)),
);

const version = (command: string, ...options: string[]): string =>
  execFileSync('sh', ['-c', `${[command, ...options].join(' ')} 2>&1 || true`], { encoding: 'utf8' }).split('\n')[0] ?? '';
const versions = [
  version('qpdf', '--version'),
  version('mutool', '-v'),
  version('pdfinfo', '-v'),
  `Ghostscript ${version('gs', '--version')}`,
];

const page = `# Conformance of the examples

All samples of all examples in all languages of their templates, as letters, as one print stream for each example, as e-mails and
as web pages, judged by every checker that there is. Made by \`scripts/conformance/publish.ts\`; in the tests the same judgement
is made of two samples of each (\`scripts/conformance/conformance.test.ts\`).

| ${['example', 'letters', 'pages', 'languages', 'what the letters claim', ...checkers].join(' | ')} |
|${' --- |'.repeat(5 + checkers.length)}
${rows.join('\n')}

The numbers are what a checker finds wrong; – is nothing.

* **posthorn preflight**: PDF/UA-1 and PDF/A-2a, or PDF/A-3a with attachments; [how it agrees with published test files](preflight.md).
* **qpdf** (\`--check\`), **MuPDF** (structured text of all pages), **poppler** (\`pdftotext\`) and **Ghostscript** (all pages
  rendered, stopped by warnings): any complaint counts. ${versions.join('; ')}.
* **text in reading order**: letters and digits as pdf.js, and in one letter of each example poppler, read them along the structure tree, compared with our own reading;
  MuPDF, which reads pages with their furniture, misses no word.
* **e-mails and web pages**: parsed by parse5 without errors; every image has an alternative text, the page a language; nothing acts,
  no link has a scheme of its own.

## Findings

${all.length === 0 ? 'None.' : all.join('\n')}
`;
writeFileSync(new URL('../../docs/reference/conformance.md', import.meta.url), page);
console.log(
  `${judgements.reduce((sum, { documents }) => sum + documents, 0)} letters of ${judgements.length} examples, ${all.length} findings`,
);
process.exitCode = all.length === 0 ? 0 : 1;
