import type { Diagnostic, Place } from '../diagnostics.ts';
import type { Scope } from '../expression/closures.ts';
import { escapePointer } from '../expression/data-type.ts';
import type { Decimal } from '../expression/decimal.ts';
import type { Language } from '../expression/environment.ts';
import { type Compilation, compileExpression, ExpressionFailure } from '../expression/expression.ts';
import type { Channel, Localized, TemplateBundle } from '../template/model.ts';
import type { HeadingState } from './headings.ts';
import { isPerLanguage } from './localized.ts';
import { withPage } from './page-facts.ts';
import type { ParagraphMemory } from './paragraph-memory.ts';
import type { FootnoteText } from './resolved.ts';
import type { Clerk } from './zones/answers.ts';

/** Nodes that a template may grow to when its blocks are put in, and how deep they may nest. */
export const LIMITS = { nodes: 20_000, depth: 40, rows: 100_000, resolvedNodes: 500_000 };

/** What changes while one record is resolved. */
export interface State {
  readonly scope: Scope;
  readonly diagnostics: Diagnostic[];
  /** Footnotes so far; absent where none can be. */
  readonly notes?: FootnoteText[];
  /** Resolved nodes so far, against runaway repeats. */
  nodes: number;
  /** Labels of the list items that we are inside of. */
  labels?: readonly string[];
  headings?: HeadingState;
  /** Who answers the questions of zones; absent where nobody is asked. */
  clerk?: Clerk | undefined;
}

/** A value on one record; undefined where there is none, which is then reported already. */
export type Evaluator = (state: State) => unknown;

/** What an expression must give at its place. */
export type Wanted = 'text' | 'condition' | 'list' | 'number' | 'any';

/** Is told of every expression that is compiled, with its place: for who wants to know what a template asks for. */
export type Observe = (source: string, wanted: Wanted, place: Context, within: { readonly text: string; readonly offset: number }) => void;

/** What all places of one compilation (one template, one language, one channel) share. */
export interface Shared {
  readonly bundle: TemplateBundle;
  readonly language: string;
  readonly channel: Channel;
  /** The language of expressions at the top: the record and constants. */
  readonly base: Language;
  readonly formatDecimal: (value: Decimal) => string;
  readonly diagnostics: Diagnostic[];
  /** Compiled expressions by language environment: the same expression often stands in several places. */
  readonly cache: WeakMap<Language['environment'], Map<string, Compilation>>;
  /** Zones of the template by name, with what each asks: one name is one question, on all channels. */
  readonly zones: Map<string, string>;
  readonly observe?: Observe | undefined;
  /** What was compiled before, where the text is being written. */
  readonly paragraphs?: ParagraphMemory | undefined;
  nodes: number;
  /** Whether a part asks for the whole document: a footnote stands at its end, a table of contents lists all headings. */
  asksForAll?: boolean;
}

interface Position {
  readonly part: 'template' | 'brand' | 'block';
  readonly id: string | undefined;
  readonly pointer: string;
  readonly language: Language;
  /** Blocks that we are inside of. */
  readonly blocks: readonly string[];
  readonly depth: number;
  /** Page numbers exist only in the frames of a page. */
  readonly inFrame: boolean;
  /** Where sections and what belongs to pages may stand: in the body itself, or in a section's; undefined inside of other nodes. */
  readonly place?: 'body' | 'section' | undefined;
  /** Text that has no foot to put notes at: names, addresses, what may not be shown. */
  readonly noNotes?: boolean;
  /** In frames: notes whether an expression asks for what only the laid-out pages tell, and whether for anything but the brand. */
  readonly frameUse?: { page: boolean; data: boolean };
}

/** A place in the bundle while it is compiled: reports faults there and compiles expressions that stand there. */
export class Context {
  readonly shared: Shared;
  readonly position: Position;

  constructor(shared: Shared, position: Position) {
    this.shared = shared;
    this.position = position;
  }

  at(...keys: readonly (string | number)[]): Context {
    const pointer = this.position.pointer + keys.map((key) => `/${escapePointer(String(key))}`).join('');
    return new Context(this.shared, { ...this.position, pointer });
  }

  with(changes: Partial<Position>): Context {
    return new Context(this.shared, { ...this.position, ...changes });
  }

  get language(): Language {
    return this.position.language;
  }

  /** What a block sees that is put in here: no names of the place. */
  get base(): Language {
    const { bundle, base } = this.shared;
    return this.position.inFrame ? withPage(bundle, base) : base;
  }

  /** `template#/body/3`, `block:greeting#/body/0`, `brand:plain#/masters/…` */
  get source(): string {
    const { part, id, pointer } = this.position;
    return id === undefined ? `${part}#${pointer}` : `${part}:${id}#${pointer}`;
  }

  place(excerpt?: Place['excerpt']): Place {
    const { part, id, pointer } = this.position;
    return { part, ...(id === undefined ? {} : { id }), pointer, ...(excerpt === undefined ? {} : { excerpt }) };
  }

  error(code: string, message: string, details: { hint?: string | undefined; excerpt?: Place['excerpt'] } = {}): void {
    this.report('error', code, message, details);
  }

  warning(code: string, message: string, details: { hint?: string | undefined; excerpt?: Place['excerpt'] } = {}): void {
    this.report('warning', code, message, details);
  }

  private report(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    d: { hint?: string | undefined; excerpt?: Place['excerpt'] },
  ) {
    const hint = d.hint === undefined ? {} : { hint: d.hint };
    this.shared.diagnostics.push({ severity, code, message, place: this.place(d.excerpt), ...hint });
  }

  /** The variant of a localized value for the document's language, with its place. */
  localized<T>(value: Localized<T>): { readonly value: T | undefined; readonly context: Context } {
    if (!isPerLanguage(value)) return { value: value as T, context: this };
    const { languages } = this.shared.bundle.template;
    const base = this.shared.language.split('-')[0]!;
    for (const tag of [this.shared.language, base, ...languages]) {
      if (!Object.hasOwn(value, tag)) continue;
      if (tag !== this.shared.language && tag !== base) {
        const hint = `Add "${this.shared.language}" beside ${Object.keys(value)
          .map((k) => `"${k}"`)
          .join(', ')}.`;
        this.warning('text.missing-language', `This has no text in "${this.shared.language}".`, { hint });
      }
      return { value: value[tag], context: this.at(tag) };
    }
    this.error('text.missing-language', `This has no text in any language of the template.`, { hint: `Add "${languages[0]}".` });
    return { value: undefined, context: this };
  }

  /**
   * Compiles an expression that stands here, at `offset` of `text`; undefined where it is wrong, which is then reported.
   */
  expression(
    source: string,
    wanted: Wanted,
    within: { text: string; offset: number } = { text: source, offset: 0 },
  ): TypedEvaluator | undefined {
    const compilation = this.compileCached(source);
    this.shared.observe?.(source, wanted, this, within);
    const { frameUse } = this.position;
    if (frameUse !== undefined) {
      frameUse.page ||= /\bpage\b/.test(source);
      frameUse.data ||= !asksOnlyBrand(source);
    }
    const excerpt = (offset: number, length: number) => ({ text: within.text, offset: within.offset + offset, length });
    if ('fault' in compilation) {
      const { code, message, hint, offset, length } = compilation.fault;
      if (code === 'expression.unknown-name' && /^page\b/.test(source.slice(offset))) {
        this.error('expression.page-number', 'Page numbers are known only after layout.', {
          hint: 'Expressions with "page" may stand in the frames of a page master.',
          excerpt: excerpt(offset, length),
        });
      } else this.error(code, message, { hint, excerpt: excerpt(offset, length) });
      return undefined;
    }
    const { expression } = compilation;
    if (!fits(expression.type, wanted)) {
      this.error('expression.wrong-result', `${WANTED[wanted]} is needed here; this gives ${expression.type}.`, {
        excerpt: excerpt(0, source.length),
      });
      return undefined;
    }
    const evaluate: Evaluator = (state) => {
      try {
        return expression.evaluate(state.scope);
      } catch (error) {
        if (!(error instanceof ExpressionFailure)) throw error;
        const { code, message, hint } = error;
        const place = this.place(excerpt(error.offset, error.length));
        state.diagnostics.push({ severity: 'error', code, message, place, ...(hint === undefined ? {} : { hint }) });
        return undefined;
      }
    };
    return { type: expression.type, evaluate, path: expression.path };
  }

  private compileCached(source: string): Compilation {
    const { environment } = this.position.language;
    let cache = this.shared.cache.get(environment);
    if (cache === undefined) {
      cache = new Map();
      this.shared.cache.set(environment, cache);
    }
    let compilation = cache.get(source);
    if (compilation === undefined) {
      compilation = compileExpression(source, this.position.language);
      cache.set(source, compilation);
    }
    return compilation;
  }
}

/**
 * Whether an expression is the same for every record: of the names in it, but those of functions and fields, none is other than
 * `brand`. Where that is hard to see, as with a backslash in a text, it says no.
 */
function asksOnlyBrand(source: string): boolean {
  if (source.includes('\\')) return false;
  const names = source.replace(/'[^']*'|"[^"]*"/g, ' ').match(/(?<![\w.])[A-Za-z_]\w*\b(?!\s*\()/g) ?? [];
  return names.every((name) => name === 'brand');
}

export interface TypedEvaluator {
  readonly type: string;
  readonly evaluate: Evaluator;
  /** Where it is a name, or a field of one, and nothing else. */
  readonly path: readonly [name: string, field?: string] | undefined;
}

const WANTED: Record<Wanted, string> = {
  text: 'Text or a number',
  condition: 'A condition (true or false)',
  list: 'A list',
  number: 'A number',
  any: 'A value',
};

function fits(type: string, wanted: Wanted): boolean {
  if (type === 'dyn' || type.startsWith('dyn<')) return true;
  switch (wanted) {
    case 'text':
      return type === 'string' || type === 'int' || type === 'decimal';
    case 'condition':
      return type === 'bool';
    case 'list':
      return type === 'list' || type.startsWith('list<');
    case 'number':
      return type === 'int' || type === 'decimal';
    case 'any':
      return true;
  }
}
