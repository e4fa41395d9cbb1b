import type { DirectedRun } from './direction.ts';
import type { Relations } from './relations.ts';
import { escapeXml, hex } from './xml.ts';

/** Runs as those of Word; the numbers of notes are superscripts, whose texts stand at the end. */
export function runsXml(runs: readonly DirectedRun[], relations: Relations): string {
  let xml = '';
  for (const run of runs) {
    if (run.page !== undefined) xml += field(run.page === 'number' ? 'PAGE' : 'NUMPAGES', properties(run));
    else if (run.href === undefined || run.note !== undefined) xml += runXml(run);
    else xml += `<w:hyperlink r:id="${relations.link(run.href)}">${runXml({ underline: true, ...run })}</w:hyperlink>`;
  }
  return xml;
}

function runXml(run: DirectedRun): string {
  const look = properties(run);
  const pieces = run.text.split(/([\n\t])/).map((piece) => {
    if (piece === '\n') return '<w:br/>';
    if (piece === '\t') return '<w:tab/>';
    return piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`;
  });
  return `<w:r>${look}${pieces.join('')}</w:r>`;
}

/** In the order that the standard wants (ECMA-376, 17.3.2). What runs from right to left has weight and slope by names of their own. */
function properties(run: DirectedRun): string {
  const xml = [
    run.bold === true ? '<w:b/><w:bCs/>' : '',
    run.italic === true ? '<w:i/><w:iCs/>' : '',
    run.smallcaps === true ? '<w:smallCaps/>' : '',
    run.strike === true ? '<w:strike/>' : '',
    run.color === undefined ? '' : `<w:color w:val="${hex(run.color)}"/>`,
    run.underline === true ? '<w:u w:val="single"/>' : '',
    run.background === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${hex(run.background)}"/>`,
    run.script === undefined ? '' : `<w:vertAlign w:val="${run.script === 'super' ? 'superscript' : 'subscript'}"/>`,
    run.rightToLeft === true ? '<w:rtl/>' : '',
    run.language === undefined ? '' : `<w:lang w:${run.rightToLeft === true ? 'bidi' : 'val'}="${escapeXml(run.language)}"/>`,
  ].join('');
  return xml === '' ? '' : `<w:rPr>${xml}</w:rPr>`;
}

function field(instruction: string, look: string): string {
  return `<w:fldSimple w:instr=" ${instruction} "><w:r>${look}<w:t>1</w:t></w:r></w:fldSimple>`;
}
