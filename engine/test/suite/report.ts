import type { PNG } from 'pngjs';
import { AREAS } from './cases.ts';
import { type Comparison, pngOf } from './compare.ts';

/** The golden cases as one page to look at, what differs first, with both pictures. */
export function reportOf(comparisons: readonly Comparison[]): string {
  const different = comparisons.filter(({ differences }) => differences.length > 0);
  const same = comparisons.filter(({ differences }) => differences.length === 0);
  const areas = AREAS.map((area) =>
    section(
      area,
      same.filter(({ golden }) => golden.name.startsWith(`${area}/`)),
    ),
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Golden suite</title><style>${STYLE}</style>
<h1>Golden suite</h1>
<p>${comparisons.length} cases, ${different.length} different from their references.</p>
${section('Different', different)}${areas.join('')}</html>
`;
}

const STYLE = `body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #222 } img { display: block; max-width: 100%; border: 1px solid #ccc }
figure { margin: 0; min-width: 0 } figcaption { color: #555 } .pictures { display: flex; gap: 1rem; align-items: start; flex-wrap: wrap }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px } del { background: #fdd } ins { background: #dfd; text-decoration: none }
article { border-top: 1px solid #ddd; padding: 0.5rem 0 1rem } h3 { margin: 0.4rem 0; font-size: 1rem } h3 small { color: #555; font-weight: normal }`;

function section(title: string, comparisons: readonly Comparison[]): string {
  return comparisons.length === 0 ? '' : `<h2>${title} (${comparisons.length})</h2>${comparisons.map(article).join('')}`;
}

function article({ golden, outcome, reference, differences, seen }: Comparison): string {
  const pictures =
    differences.length === 0
      ? figure('', outcome.picture)
      : figure('reference', reference.picture) +
        figure('now', outcome.picture) +
        figure(`${seen?.pixels ?? ''} pixels look different`, seen?.picture);
  const text = differences.includes('text') ? changes(reference.text, outcome.text) : escaped(outcome.text);
  return `<article><h3>${escaped(golden.says)} <small>${golden.name}${differences.length === 0 ? '' : `: ${differences.join(' and ')} differ`}</small></h3>
<div class="pictures">${pictures}</div><details${differences.includes('text') ? ' open' : ''}><summary>structure and text</summary><pre>${text}</pre></details></article>`;
}

function figure(caption: string, picture: PNG | undefined): string {
  if (picture === undefined) return '';
  return `<figure><figcaption>${caption}</figcaption><img alt="" src="data:image/png;base64,${pngOf(picture).toString('base64')}"></figure>`;
}

/** The lines between what both begin and what both end with, as taken out and put in. */
function changes(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const marked = (lines: readonly string[], tag: string): string[] => lines.map((line) => `<${tag}>${escaped(line)}</${tag}>`);
  const middle = [...marked(a.slice(start, a.length - end), 'del'), ...marked(b.slice(start, b.length - end), 'ins')];
  return [...a.slice(0, start).map(escaped), ...middle, ...a.slice(a.length - end).map(escaped)].join('\n');
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
