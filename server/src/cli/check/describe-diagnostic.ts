import { join, relative } from 'node:path';
import { DIAGNOSTICS, type Diagnostic } from '@posthorn/engine';
import type { SourceText, TemplateFolder } from '../../content/index.ts';
import { locate, type Span } from './locate.ts';

/** Longest piece of a line that is shown. */
const widest = 100;

/**
 * A diagnostic as a good compiler shows it: what, where (file, line, column), the line with carets under the fault, and a hint.
 */
export function describeDiagnostic(diagnostic: Diagnostic, template: TemplateFolder): string {
  const { severity, code, message, place, hint } = diagnostic;
  const source = sourceOf(diagnostic, template);
  const lines = [`${severity}[${code}]: ${message}`];
  if (source) {
    const span = narrowed(source.text, locate(source.text, place.pointer), place.excerpt);
    lines.push(...excerptOf(relative(process.cwd(), join(template.folder, source.file)), source.text, span, place.pointer));
  } else lines.push(`  --> ${place.part}${place.id ? ` ${place.id}` : ''}${place.pointer ? ` ${place.pointer}` : ''}`);
  // Where nothing is known of this very mistake, what to do about its kind.
  const advice = hint ?? DIAGNOSTICS[code]?.mend;
  if (advice) lines.push(`   = hint: ${advice}`);
  return lines.join('\n');
}

function sourceOf({ place }: Diagnostic, template: TemplateFolder): SourceText | undefined {
  switch (place.part) {
    case 'template':
      return template.template;
    case 'brand':
      return template.brand;
    case 'block':
      return template.blocks.get(place.id ?? '');
    default:
      return undefined;
  }
}

/** The part of a value that the excerpt names, where it can be found in the text as it is written. */
function narrowed(text: string, span: Span, excerpt: Diagnostic['place']['excerpt']): Span {
  if (!excerpt) return span;
  const written = JSON.stringify(excerpt.text).slice(1, -1);
  const start = text.slice(span.start, span.end).indexOf(written);
  if (start < 0) return span;
  const before = JSON.stringify(excerpt.text.slice(0, excerpt.offset)).length - 2;
  const length = JSON.stringify(excerpt.text.slice(excerpt.offset, excerpt.offset + excerpt.length)).length - 2;
  return { start: span.start + start + before, end: span.start + start + before + Math.max(1, length) };
}

function excerptOf(file: string, text: string, span: Span, pointer: string): string[] {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = text.indexOf('\n', span.start) < 0 ? text.length : text.indexOf('\n', span.start);
  const number = text.slice(0, span.start).split('\n').length;
  const column = span.start - lineStart;
  // A long line is shown around the fault.
  const from = column > widest - 30 ? column - 30 : 0;
  const shown = text.slice(lineStart + from, Math.min(lineEnd, lineStart + from + widest)).trimEnd();
  const carets = Math.max(1, Math.min(span.end, lineEnd) - span.start);
  const margin = ' '.repeat(String(number).length);
  const lead = from > 0 ? '…' : '';
  return [
    `${margin}--> ${file}:${number}:${column + 1}  ${pointer}`,
    `${margin} |`,
    `${number} | ${lead}${shown}`,
    `${margin} | ${' '.repeat(lead.length + column - from)}${'^'.repeat(Math.min(carets, Math.max(1, shown.length - (column - from))))}`,
  ];
}
