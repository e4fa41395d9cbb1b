import { Decimal } from '../expression/decimal.ts';
import type { Inline, InlineNode, Localized, Mark } from '../template/model.ts';
import { parseInline } from '../template/parse-inline.ts';
import { cleanText } from './clean-text.ts';
import type { Context, Evaluator, State } from './context.ts';
import { safeHref } from './links.ts';
import { FIELD, type Sketch } from './plan.ts';
import type { Run } from './resolved.ts';

/** Running text on one record; where only the text of its fields depends on the record, with a sketch that says so. */
export type RunsEvaluator = ((state: State) => readonly Run[]) & { readonly sketch?: Sketch };
export type TextEvaluator = ((state: State) => string) & {
  readonly constant?: string;
  /** The text before it is cleaned, or nothing, which is '': for who looks at every character anyway. */
  readonly raw?: (state: State) => string | undefined;
};

type Look = Omit<Run, 'text' | 'href' | 'page'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A stretch of one look: constant text and fields, which become one run. */
interface Segment {
  readonly kind: 'segment';
  readonly look: Look;
  readonly href: TextEvaluator | undefined;
  readonly parts: (string | TextEvaluator)[];
}
interface PageSegment {
  readonly kind: 'page';
  readonly run: Run;
}
interface Branch {
  readonly kind: 'branch';
  readonly condition: Evaluator;
  readonly then: RunsEvaluator;
  readonly otherwise: RunsEvaluator;
}
/** Reference to a footnote. */
interface NoteSegment {
  readonly kind: 'note';
  readonly text: RunsEvaluator;
}
type Part = Segment | PageSegment | Branch | NoteSegment;

const NOTHING: readonly Run[] = [];

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
  return (state) => {
    const all = runs(state);
    return all.length === 1 ? all[0]!.text : all.map((run) => run.text).join('');
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
      return [{ kind: 'note', text: compileInline(ctx.at('text').with({ noNotes: true }), node.text) }];
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
    const raw = compiled.type === 'string' ? { raw: compiled.evaluate as TextEvaluator['raw'] & Evaluator } : undefined;
    return segment(look, raw === undefined ? text : Object.assign(text, raw), href);
  }
  return segment(look, (state) => withFallback(compiled.evaluate, show, fallback, state), href);
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

/** Joins neighbours of one look, so that a sentence with its fields is a single run. */
function assemble(parts: readonly Part[]): RunsEvaluator {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'segment' && last?.kind === 'segment' && last.href === part.href && sameLook(last.look, part.look)) {
      last.parts.push(...part.parts);
    } else joined.push(part.kind === 'segment' ? { ...part, parts: [...part.parts] } : part);
  }
  const makers = joined.map(runMaker);
  const sketch = sketchOf(joined);
  return sketch === undefined ? inTurn(joined, makers) : Object.assign(inTurn(joined, makers), { sketch });
}

function inTurn(parts: readonly Part[], makers: readonly RunsEvaluator[]): RunsEvaluator {
  if (makers.length === 1) return makers[0]!;
  if (parts.every((p) => p.kind === 'segment' && isConstant(p))) {
    const runs = makers.flatMap((make) => make(NO_STATE));
    return () => runs;
  }
  return (state) => {
    const runs: Run[] = [];
    for (const make of makers) for (const run of make(state)) runs.push(run);
    return runs;
  };
}

/** The runs with marks for fields; undefined where a record decides about more than texts. */
function sketchOf(parts: readonly Part[]): Sketch | undefined {
  const runs: Run[] = [];
  const fields: TextEvaluator[] = [];
  for (const part of parts) {
    if (part.kind === 'page') runs.push(part.run);
    else if (part.kind !== 'segment' || part.href !== undefined) return undefined;
    else {
      const text = part.parts.map((piece) => (typeof piece === 'string' ? piece : FIELD)).join('');
      // Fields without a value leave no run behind, of which only the look would be seen.
      if (Object.keys(part.look).length > 0 && !isConstant(part) && text.replaceAll(FIELD, '') === '') return undefined;
      if (text !== '') runs.push({ ...part.look, text });
      for (const piece of part.parts) if (typeof piece !== 'string') fields.push(piece);
    }
  }
  return { runs, fields };
}

/** Constant text asks nothing of the state. */
const NO_STATE: State = { scope: {}, diagnostics: [], nodes: 0 };

const isConstant = (s: Segment): boolean => s.href === undefined && s.parts.every((p) => typeof p === 'string');

const sameLook = (a: Look, b: Look): boolean => JSON.stringify(a) === JSON.stringify(b);

function runMaker(part: Part): RunsEvaluator {
  if (part.kind === 'page') {
    const runs = [part.run];
    return () => runs;
  }
  if (part.kind === 'note') return (state) => noteReference(state, part.text);
  if (part.kind === 'branch') {
    return (state) => {
      const chosen = part.condition(state);
      return chosen === true ? part.then(state) : chosen === false ? part.otherwise(state) : NOTHING;
    };
  }
  const { look, href } = part;
  if (isConstant(part)) {
    const text = part.parts.join('');
    const runs: readonly Run[] = text === '' ? NOTHING : [{ ...look, text }];
    return () => runs;
  }
  const text = joiner(part.parts);
  if (href === undefined && Object.keys(look).length === 0) {
    // Plain text, as in nearly all cells of tables: an object made of one look's entries takes longer than a small one.
    return (state) => {
      const all = text(state);
      return all === '' ? NOTHING : [{ text: all }];
    };
  }
  return (state) => {
    const all = text(state);
    if (all === '') return NOTHING;
    return href === undefined ? [{ ...look, text: all }] : [withHref({ ...look, text: all }, href(state))];
  };
}

/** The next number, linked to its note. */
function noteReference(state: State, text: RunsEvaluator): readonly Run[] {
  const { notes } = state;
  if (notes === undefined) return NOTHING;
  const note = { number: notes.length + 1, runs: text(state) };
  notes.push(note);
  return [{ text: String(note.number), script: 'super', href: `#note-${note.number}`, note }];
}

const withHref = (run: Run, href: string): Run => (href === '' ? run : { ...run, href });

function joiner(parts: readonly (string | TextEvaluator)[]): TextEvaluator {
  if (parts.length === 1) {
    const [part] = parts;
    return typeof part === 'string' ? () => part : part!;
  }
  return (state) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : part(state);
    return text;
  };
}
