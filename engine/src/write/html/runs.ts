import type { Run } from '../../resolve/resolved.ts';
import { withBreaks } from './escape.ts';

/** How colours and links are written; e-mail has them inline, the web page in its style sheet. */
export interface RunLook {
  /** Text fit to stand in markup. */
  readonly escape: (text: string) => string;
  /** The numbers of footnotes are no links: mail readers don't follow links within a message. */
  readonly plainNotes?: boolean;
  /** Attributes of a link beside its address. */
  readonly linkAttributes: string;
  /** Attributes of raised and lowered text, where no style sheet keeps it from driving lines apart. */
  readonly scriptAttributes?: string;
  /** Attributes of a span of a colour. */
  colorAttributes(color: string): string;
  /** Attributes of a span with a colour behind it. */
  backgroundAttributes(color: string): string;
}

/** Runs as HTML. Page numbers, which exist only on paper, are left out. */
export function runsToHtml(runs: readonly Run[], look: RunLook): string {
  if (runs.length === 1 && isPlain(runs[0]!)) return withBreaks(look.escape(runs[0]!.text));
  let html = '';
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!;
    if (run.page !== undefined) continue;
    // Neighbours with one address are one link.
    if (run.note !== undefined) html += noteReference(run, look);
    else if (run.href !== undefined) {
      let inner = runToHtml(run, look);
      while (runs[i + 1]?.href === run.href) inner += runToHtml(runs[++i]!, look);
      html += `<a href="${look.escape(run.href)}"${look.linkAttributes}>${inner}</a>`;
    } else html += runToHtml(run, look);
  }
  return html;
}

function noteReference(run: Run, look: RunLook): string {
  const number = runToHtml(run, look);
  return look.plainNotes === true ? number : `<a href="${run.href}" id="to-note-${run.text}" role="doc-noteref">${number}</a>`;
}

/** Whether a run has nothing but its text. */
function isPlain(run: Run): boolean {
  for (const field in run) if (field !== 'text') return false;
  return true;
}

function runToHtml(run: Run, look: RunLook): string {
  let html = withBreaks(look.escape(run.text));
  if (isPlain(run)) return html;
  if (run.smallcaps) html = `<span class="smallcaps">${html}</span>`;
  if (run.script !== undefined) {
    const tag = run.script === 'super' ? 'sup' : 'sub';
    html = `<${tag}${look.scriptAttributes ?? ''}>${html}</${tag}>`;
  }
  if (run.strike) html = `<s>${html}</s>`;
  if (run.underline) html = `<u>${html}</u>`;
  if (run.italic) html = `<em>${html}</em>`;
  if (run.bold) html = `<strong>${html}</strong>`;
  if (run.color !== undefined) html = `<span${look.colorAttributes(run.color)}>${html}</span>`;
  if (run.background !== undefined) html = `<span${look.backgroundAttributes(run.background)}>${html}</span>`;
  if (run.language !== undefined) html = `<span lang="${look.escape(run.language)}">${html}</span>`;
  return html;
}
