import type { FootnoteText, Run } from '../../resolve/resolved.ts';
import type { ChatSpan } from './chat-message.ts';

type Look = Omit<ChatSpan, 'text'>;

/** Runs with the looks that all messengers have: bold, italic, struck through, links. What others there are is only looks. */
export function spansOf(runs: readonly Run[]): ChatSpan[] {
  const spans: ChatSpan[] = [];
  for (const run of runs) {
    if (run.page !== undefined || run.text === '') continue;
    if (run.note !== undefined) spans.push({ text: `[${run.text}]` });
    else spans.push({ text: run.text.replaceAll('\t', '  '), ...lookOf(run) });
  }
  return joined(spans);
}

/** The note at the end of the message. */
export const noteSpans = ({ number, runs }: FootnoteText): ChatSpan[] => joined([{ text: `[${number}] ` }, ...spansOf(runs)]);

function lookOf({ bold, italic, strike, href }: Run): Look {
  return {
    ...(bold === true ? { bold } : undefined),
    ...(italic === true ? { italic } : undefined),
    ...(strike === true ? { strike } : undefined),
    ...(href === undefined || href.startsWith('#') ? undefined : { href }),
  };
}

/** Neighbours of one look are one span. */
export function joined(spans: readonly ChatSpan[]): ChatSpan[] {
  const all: ChatSpan[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last !== undefined && sameLook(last, span)) all[all.length - 1] = { ...last, text: last.text + span.text };
    else if (span.text !== '') all.push(span);
  }
  return all;
}

const sameLook = (a: ChatSpan, b: ChatSpan): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.strike === b.strike && a.href === b.href;

export const bold = (spans: readonly ChatSpan[]): ChatSpan[] => joined(spans.map((span) => ({ ...span, bold: true })));

/** Spans one behind the other with something between them; empty ones are left out. */
export function joinedBy(parts: readonly (readonly ChatSpan[])[], between: string): ChatSpan[] {
  const shown = parts.filter((part) => part.length > 0);
  return joined(shown.flatMap((part, i) => (i === 0 ? part : [{ text: between }, ...part])));
}

/** Spans without their looks: addresses of links stand behind them in brackets, unless the text is the address. */
export function plainSpans(spans: readonly ChatSpan[]): string {
  let text = '';
  for (const [i, span] of spans.entries()) {
    text += span.text;
    if (span.href !== undefined && span.href !== spans[i + 1]?.href && !showsItself(span.text, span.href)) text += ` (${span.href})`;
  }
  return text;
}

const showsItself = (text: string, href: string): boolean =>
  href === text || href === `mailto:${text}` || href === `https://${text}` || href.replace(/^tel:/, '') === text.replace(/\s/g, '');

/** Blanks at the ends of lines and at both ends of the text are nothing that a bubble shows. */
export function trimmed(spans: readonly ChatSpan[]): ChatSpan[] {
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return [];
  const inner = [...spans];
  inner[0] = { ...first, text: first.text.trimStart() };
  const end = inner.length - 1;
  inner[end] = { ...inner[end]!, text: inner[end]!.text.trimEnd() };
  const rest = inner.filter(({ text }) => text !== '');
  return rest.length === inner.length ? rest : trimmed(rest);
}
