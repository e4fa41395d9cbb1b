import type { ComposeOptions, DataRecord } from '../compose.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Scope } from '../expression/closures.ts';
import type { DataFault } from '../expression/read-record.ts';
import type { Channel, TemplateBundle } from '../template/model.ts';
import { objectsOf } from '../template/objects-of.ts';
import { Context, type Observe, type Shared, type State, type TypedEvaluator } from './context.ts';
import { Ground } from './ground.ts';
import { isLanguageTag, matchLanguage } from './localized.ts';
import { compileTree, type MessagePlan, type Resolution, type Tree } from './tree.ts';
import { type Answers, Clerk } from './zones/answers.ts';

/** The moment of composition where none is given: documents must not depend on when they are made. */
const NO_MOMENT = '2000-01-01T00:00:00Z';

const NO_FINDINGS: readonly Diagnostic[] = [];

const asDiagnostic = ({ code, pointer, message }: DataFault): Diagnostic => ({
  ...{ severity: 'error', code, message },
  place: { part: 'data', pointer },
});

/** The clerk of a composition; undefined where nobody is asked, as in every run. */
const clerkFor = ({ answers, draft = false }: ComposeOptions): Clerk | undefined =>
  answers === undefined && !draft ? undefined : new Clerk(answers ?? {}, draft);

/** A record that was read, with what was found in reading it. */
export interface OpenRecord {
  readonly plan: MessagePlan;
  readonly state: State;
  /** Where the record is not what the schema promises. */
  readonly faults: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export interface ResolverOptions {
  /** Is told of every expression that is compiled. */
  readonly observe?: Observe | undefined;
  /** What another resolver of the same data and brand stands on. */
  readonly ground?: Ground;
}

/** Resolves records against one template; compiles what it needs for a language and a channel when it is first asked for. */
export class Resolver {
  private readonly bundle: TemplateBundle;
  private readonly observe: Observe | undefined;
  private readonly ground: Ground;
  /** By channel and language. */
  private readonly trees = new Map<Channel, Map<string, Tree>>();
  private readonly zones: Shared['zones'] = new Map();
  private readonly choose: TypedEvaluator | undefined;
  private readonly number: TypedEvaluator | undefined;
  /** Findings of everything compiled so far. */
  readonly diagnostics: Diagnostic[] = [];
  private last: { record: DataRecord; scope: Scope; faults: readonly Diagnostic[] } | undefined;
  private resolved: Map<string, Resolution> | undefined;
  /** What `resolved` was resolved with. */
  private answered: { answers: Answers | undefined; draft: boolean } = { answers: undefined, draft: false };
  /** Of all zones, whatever the channel. */
  private names: ReadonlySet<unknown> | undefined;

  constructor(bundle: TemplateBundle, { observe, ground }: ResolverOptions = {}) {
    this.bundle = bundle;
    this.observe = observe;
    const { template } = bundle;
    this.ground = ground ?? new Ground(template.data, bundle.brand, false);
    const first = template.languages[0] ?? 'en';
    const ctx = this.contextFor(first);
    this.diagnostics.push(...this.ground.diagnostics);
    this.choose = template.language === undefined ? undefined : ctx.at('language').expression(template.language, 'text');
    this.number = template.reference === undefined ? undefined : ctx.at('reference').expression(template.reference, 'text');
    template.languages.forEach((tag, i) => {
      if (!isLanguageTag(tag))
        ctx.at('languages', i).error('language.invalid', `"${tag}" is not a language tag.`, { hint: 'Tags look like "de" or "en-GB".' });
    });
  }

  /** Compiles every language and channel, to find every fault. */
  compileAll(): void {
    const { template } = this.bundle;
    const channels: Channel[] = ['letter', 'email', 'web', ...(template.sms === undefined ? [] : (['sms'] as const))];
    if (template.push !== undefined) channels.push('push');
    if (speaksChat(this.bundle)) channels.push('chat');
    for (const language of template.languages.filter(isLanguageTag)) {
      for (const channel of channels) {
        this.tree(language, channel);
        // What is too large once is so every time, and takes its time every time.
        if (this.diagnostics.some((d) => d.code === 'template.too-large')) return;
      }
    }
  }

  /** @returns the record for one channel; the findings are in its diagnostics, none are thrown */
  resolve(record: DataRecord, channel: Channel, options: ComposeOptions = {}): Resolution {
    const { scope, faults } = this.read(record);
    const { language, warnings } = this.languageFor(scope, options.language);
    const now = options.now ?? NO_MOMENT;
    this.forgetOtherAnswers(options);
    const key = `${channel} ${language} ${now}`;
    this.resolved ??= new Map();
    let resolution = this.resolved.get(key);
    if (resolution === undefined) {
      scope.now = now;
      const own = this.tree(language, channel).resolve(scope, clerkFor(options));
      // Where the record is not what the schema promises, what follows from it is noise.
      const diagnostics = faults.length > 0 ? faults : [...warnings, ...this.answersToNothing(options), ...own.diagnostics];
      resolution = { ...own, diagnostics };
      this.resolved.set(key, resolution);
    }
    return resolution;
  }

  /** A record for a writer that goes through it by the plan of the e-mail; undefined where there is none. */
  open(record: DataRecord, options: ComposeOptions = {}): OpenRecord | undefined {
    const { scope, faults } = this.read(record);
    const { language, warnings } = this.languageFor(scope, options.language);
    const { plan } = this.tree(language, 'email');
    if (plan === undefined) return undefined;
    scope.now = options.now ?? NO_MOMENT;
    return { plan, faults, warnings, state: { scope, diagnostics: this.answersToNothing(options), nodes: 0, clerk: clerkFor(options) } };
  }

  /** What was resolved with other answers is another document of the same record. */
  private forgetOtherAnswers({ answers, draft = false }: ComposeOptions): void {
    if (answers === this.answered.answers && draft === this.answered.draft) return;
    this.answered = { answers, draft };
    this.resolved = undefined;
  }

  /** Answers that no zone of the template asks for: text that a clerk wrote must not be lost without a word. */
  private answersToNothing({ answers, draft }: ComposeOptions): Diagnostic[] {
    if (answers === undefined) return [];
    this.names ??= new Set(objectsOf(this.bundle).flatMap(({ type, name }) => (type === 'zone' || type === 'input' ? [name] : [])));
    const unknown = Object.keys(answers).filter((name) => !this.names?.has(name));
    return unknown.map((name) => ({
      severity: draft === true ? 'warning' : 'error',
      code: 'zone.unknown',
      message: `The template has no zone "${name}" that this would answer.`,
      place: { part: 'template', pointer: '' },
      hint: 'Take the answer away, or correct its name.',
    }));
  }

  /** The document's number, '' where the template has none or the record gives none. */
  reference(record: DataRecord): string {
    if (this.number === undefined) return '';
    const value = this.number.evaluate({ scope: this.read(record).scope, diagnostics: [], nodes: 0 });
    return value === undefined ? '' : String(value);
  }

  /** Checks and converts a record; the last one is kept, since its formats are asked for one after the other. */
  private read(record: DataRecord): { scope: Scope; faults: readonly Diagnostic[] } {
    if (this.last?.record === record) return this.last;
    const found: DataFault[] = [];
    const data = this.ground.reader(record, '', found);
    // The record that was read is nobody else's; what is in scope beside it stands in it.
    const scope = (data ?? {}) as Scope;
    scope.brand = this.ground.brandScope;
    scope.now = NO_MOMENT;
    const faults = found.length === 0 ? NO_FINDINGS : found.map(asDiagnostic);
    // Not cleared: V8 links what a map held before to what it holds next, and so document to document, until a full collection.
    this.resolved = undefined;
    this.last = { record, scope, faults };
    return this.last;
  }

  private languageFor(scope: Scope, wish: string | undefined): { language: string; warnings: readonly Diagnostic[] } {
    const { languages } = this.bundle.template;
    const fallback = languages[0]!;
    const chosen = wish ?? this.choose?.evaluate({ scope, diagnostics: [], nodes: 0 });
    if (chosen === undefined && this.choose === undefined) return { language: fallback, warnings: NO_FINDINGS };
    const match = typeof chosen !== 'string' ? undefined : languages.includes(chosen) ? chosen : matchLanguage(chosen, languages);
    if (match !== undefined) return { language: match, warnings: NO_FINDINGS };
    const message = `The template has no text in ${chosen === undefined ? 'the language of this record' : `"${String(chosen)}"`}; it was written in "${fallback}".`;
    return {
      language: fallback,
      warnings: [{ severity: 'warning', code: 'language.fallback', message, place: { part: 'template', pointer: '/language' } }],
    };
  }

  private tree(tag: string, channel: Channel): Tree {
    let trees = this.trees.get(channel);
    if (trees === undefined) {
      trees = new Map();
      this.trees.set(channel, trees);
    }
    let tree = trees.get(tag);
    if (tree === undefined) {
      const { diagnostics, zones, observe } = this;
      const { cache, paragraphs } = this.ground;
      tree = compileTree(this.bundle, tag, channel, this.ground.language(tag), { diagnostics, cache, zones, observe, paragraphs });
      trees.set(tag, tree);
    }
    return tree;
  }

  private contextFor(tag: string): Context {
    const language = this.ground.language(tag);
    const shared: Shared = {
      ...{ bundle: this.bundle, language: tag, channel: 'letter', base: language, formatDecimal: String },
      ...{ diagnostics: this.diagnostics, cache: this.ground.cache, zones: this.zones, observe: this.observe, nodes: 0 },
    };
    return new Context(shared, { part: 'template', id: undefined, pointer: '', language, blocks: [], depth: 0, inFrame: false });
  }
}

/** Whether anything in a template is written for chat: others make their chat message of what was checked for the other channels. */
const speaksChat = (bundle: TemplateBundle): boolean =>
  bundle.template.chat !== undefined ||
  Object.values(bundle.blocks).some(({ variants }) => variants?.chat !== undefined) ||
  objectsOf(bundle).some(({ only }) => Array.isArray(only) && only.includes('chat'));
