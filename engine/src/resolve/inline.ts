import { Decimal } from '../expression/decimal.ts';
import type { Inline, InlineNode, Localized, Mark } from '../template/model.ts';
import { parseInline } from '../template/parse-inline.ts';
import { assemble, type Look, NOTHING, type Part, type Segment } from './assemble-runs.ts';
import { cleanText } from './clean-text.ts';
import type { Context, Evaluator, State, TypedEvaluator } from './context.ts';
import { safeHref } from './links.ts';
import { FIELD, isText, type Sketch } from './plan.ts';
import type { Run } from './resolved.ts';
import { compileInput } from './zones/input.ts';

/** Running text on one record; where only the text of its fields depends on the record, with a sketch that says so. */
export type RunsEvaluator = ((state: State) => readonly Run[]) & {
  readonly sketch?: Sketch;
  /** Its text, where it is one without any look of its own. */
  readonly text?: (state: State) => string;
};
export type TextEvaluator = ((state: State) => string) & {
  readonly constant?: string;
  /** The text before it is cleaned, or nothing, which is '': for who looks at every character anyway. */
  readonly raw?: (state: State) => string | undefined;
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Compiles running text, in the variant of the document's language. */
export function compileInline(ctx: Context, inline: Localized<Inline>): RunsEvaluator {
  const { value, context } = ctx.localized(inline);
  return value === undefined ? () => NOTHING : assemble(partsOf(context, value));
}

/** Compiles running text whose look does not matter: alternative texts, subjects, addresses. */
export function compileText(ctx: Context, inline: Localized<Inline>): TextEvaluator {
  const runs = compileInline(ctx.with({ noNotes: true }), inline);
  const { sketch } = runs;
  if (sketch?.fields.length === 0) return constantly(sketch.runs.map((run) => run.text).join(''));
  if (sketch?.fields.every(isText)) return filled(sketch.runs, sketch.fields);
  return (state) => {
    const all = runs(state);
    return all.length === 1 ? all[0]!.text : all.map((run) => run.text).join('');
  };
}

/** The text of runs that hold nothing but text and fields. */
function filled(runs: readonly Run[], fields: readonly TextEvaluator[]): TextEvaluator {
  const pieces = runs
    .map((run) => run.text)
    .join('')
    .split(FIELD);
  return (state) => {
    let text = pieces[0] as string;
    for (let i = 0; i < fields.length; i++) text += fields[i]!(state) + pieces[i + 1];
    return text;
  };
}

const constantly = <T extends string | undefined>(constant: T) => Object.assign(() => constant, { constant });

/** Compiles the address of a link; undefined on a record whose data makes it unsafe, which is then reported. */
export function compileHref(
  ctx: Context,
  href: Localized<Inline>,
): ((state: State) => string | undefined) & { readonly constant?: string | undefined } {
  const constant = constantText(ctx, href);
  if (constant !== undefined) {
    const safe = safeHref(constant);
    if (safe === undefined) ctx.error('link.unsafe', `"${constant}" is not an address that a link may have.`, { hint: HREF_HINT });
    return constantly(safe);
  }
  const text = compileText(ctx, href);
  return (state) => {
    const before = state.diagnostics.length;
    const address = text(state);
    const safe = safeHref(address);
    if (safe === undefined && state.diagnostics.length === before) {
      const message = `"${address.slice(0, 80)}" is not an address that a link may have.`;
      state.diagnostics.push({ severity: 'error', code: 'link.unsafe', message, place: ctx.place(), hint: HREF_HINT });
    }
    return safe;
  };
}

const HREF_HINT = 'Links begin with https://, http://, mailto:, tel: or sms:.';

function constantText(ctx: Context, inline: Localized<Inline>): string | undefined {
  const { value } = ctx.localized(inline);
  if (typeof value !== 'string') return undefined;
  const { pieces } = parseInline(value);
  return pieces.every((p) => p.kind === 'text') ? pieces.map((p) => (p.kind === 'text' ? p.text : '')).join('') : undefined;
}

function partsOf(ctx: Context, inline: Inline): Part[] {
  if (typeof inline === 'string') return shortForm(ctx, inline);
  const parts: Part[] = [];
  inline.forEach((node, i) => {
    parts.push(...nodeParts(ctx.at(i), node));
  });
  return parts;
}

const FAULTS = {
  'text.unclosed-field': ['A field is not closed.', 'Fields end with }}.'],
  'text.empty-field': ['A field is empty.', 'Write an expression between {{ and }}.'],
  'text.unclosed-mark': ['Bold text is not closed.', 'Bold text ends with **. Write \\* for an asterisk.'],
} as const;

function shortForm(ctx: Context, source: string): Part[] {
  const { pieces, faults } = parseInline(source);
  for (const { code, offset, length } of faults) {
    const [message, hint] = FAULTS[code];
    ctx.error(code, message, { hint, excerpt: { text: source, offset, length } });
  }
  const parts: Part[] = [];
  for (const piece of pieces) {
    const look: Look = { ...(piece.bold ? { bold: true } : {}), ...(piece.italic ? { italic: true } : {}) };
    if (piece.kind === 'text') parts.push(segment(look, piece.text));
    else parts.push(field(ctx, piece.expression, look, undefined, undefined, { text: source, offset: piece.offset }));
  }
  return parts;
}

function nodeParts(ctx: Context, node: InlineNode): Part[] {
  switch (node.type) {
    case 'text': {
      const { look, href } = marksOf(ctx, node.marks);
      return [segment(look, node.text, href)];
    }
    case 'field': {
      const { look, href } = marksOf(ctx, node.marks);
      return [field(ctx.at('value'), node.value, look, href, node.fallback)];
    }
    case 'footnote':
      if (ctx.position.noNotes === true || ctx.position.inFrame) {
        ctx.error('footnote.inside', 'A footnote stands in the text of the body.', { hint: 'Write it into the text itself.' });
      }
      ctx.shared.asksForAll = true;
      return [{ kind: 'note', text: compileInline(ctx.at('text').with({ noNotes: true }), node.text) }];
    case 'input': {
      const { look, href } = marksOf(ctx, node.marks);
      return [segment(look, compileInput(ctx, node), href)];
    }
    case 'break':
      return [segment({}, '\n')];
    case 'tab':
      return [segment({}, '\t')];
    case 'if': {
      const condition = ctx.at('when').expression(node.when, 'condition');
      const then = compileInline(ctx.at('then'), node.then);
      const otherwise = node.else === undefined ? () => NOTHING : compileInline(ctx.at('else'), node.else);
      return condition === undefined ? [] : [{ kind: 'branch', condition: condition.evaluate, then, otherwise }];
    }
  }
}

function marksOf(ctx: Context, marks: readonly Mark[] | undefined): { look: Look; href: TextEvaluator | undefined } {
  const look: Mutable<Look> = {};
  let href: TextEvaluator | undefined;
  marks?.forEach((mark, i) => {
    switch (mark.type) {
      case 'color':
      case 'background':
        look[mark.type] = mark.color;
        break;
      case 'features':
        look.features = { ...look.features, ...mark.features };
        break;
      case 'language':
        look.language = mark.language;
        break;
      case 'superscript':
        look.script = 'super';
        break;
      case 'subscript':
        look.script = 'sub';
        break;
      case 'link': {
        const address = compileHref(ctx.at('marks', i, 'href'), mark.href);
        href = (state) => address(state) ?? '';
        break;
      }
      default:
        look[mark.type] = true;
    }
  });
  return { look, href };
}

function segment(look: Look, text: string | TextEvaluator, href?: TextEvaluator): Segment {
  return { kind: 'segment', look, href, parts: [typeof text === 'string' ? cleanText(text) : text] };
}

function field(
  ctx: Context,
  source: string,
  look: Look,
  href: TextEvaluator | undefined,
  fallback: string | undefined,
  within?: { text: string; offset: number },
): Part {
  if (source === 'page.number' || source === 'page.count') {
    const excerpt = { text: within?.text ?? source, offset: within?.offset ?? 0, length: source.length };
    if (!ctx.position.inFrame) {
      ctx.error('expression.page-number', 'Page numbers exist only in the frames of a page.', { excerpt });
    }
    return { kind: 'page', run: { ...look, text: '', page: source === 'page.number' ? 'number' : 'count' } };
  }
  const compiled = ctx.expression(source, 'text', within);
  if (compiled === undefined) return segment(look, '', href);
  const show = showAs(compiled.type, ctx);
  if (fallback === undefined) {
    const text: TextEvaluator = (state) => show(compiled.evaluate(state), state);
    return segment(look, compiled.type === 'string' ? Object.assign(text, { raw: rawText(compiled) }) : text, href);
  }
  return segment(look, (state) => withFallback(compiled.evaluate, show, fallback, state), href);
}

/** The text that an expression gives; names and their fields, which most fields are, come without detours. */
function rawText({ evaluate, path }: TypedEvaluator): (state: State) => string | undefined {
  const usual = evaluate as (state: State) => string | undefined;
  if (path === undefined) return usual;
  const [name, key] = path;
  if (key === undefined) {
    return (state) => {
      const value = state.scope[name];
      return typeof value === 'string' ? value : usual(state);
    };
  }
  return (state) => {
    const owner = state.scope[name] as Record<string, unknown> | null | undefined;
    const value = typeof owner === 'object' && owner !== null ? owner[key] : undefined;
    return typeof value === 'string' ? value : usual(state);
  };
}

/** A missing value takes the fallback; other failures stay reported. */
function withFallback(evaluate: Evaluator, show: (value: unknown, state: State) => string, fallback: string, state: State): string {
  const before = state.diagnostics.length;
  const value = evaluate(state);
  if (value !== undefined) return show(value, state);
  if (state.diagnostics.at(-1)?.code !== 'expression.missing-value') return '';
  state.diagnostics.length = before;
  return cleanText(fallback);
}

function showAs(type: string, ctx: Context): (value: unknown, state: State) => string {
  if (type === 'string') return (value) => (value === undefined ? '' : cleanText(value as string));
  const { formatDecimal } = ctx.shared;
  return (value, state) => {
    if (typeof value === 'string') return cleanText(value);
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Decimal) return formatDecimal(value);
    if (value !== undefined) {
      const message = 'Text or a number is needed here; the data holds something else.';
      state.diagnostics.push({ severity: 'error', code: 'expression.wrong-result', message, place: ctx.place() });
    }
    return '';
  };
}
