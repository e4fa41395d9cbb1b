import type { AnyFont } from '../fonts/read-font.ts';
import { readFont } from '../fonts/read-font.ts';
import { dictOf, isName, nameOf, PdfArray, type PdfDict, PdfName, PdfStream, type PdfValue } from '../read/values.ts';
import type { Structure } from '../structure/tree.ts';
import {
  type ColourUse,
  type ContentFacts,
  type Drawn,
  type FontUse,
  type Mark,
  maxListed,
  type StreamFacts,
  type StreamKind,
} from './facts.ts';
import { type GraphicsState, initialState } from './graphics-state.ts';
import { interpret } from './interpreter.ts';
import type { Page } from './pages.ts';
import { type Around, ContentRun, type Nested, nothingAround, type RunStart } from './run.ts';
import { TextCollector } from './text-collector.ts';

/** Operators run for one file; a page of text has a few thousand. */
const maxOperators = 30_000_000;
const maxRuns = 300_000;
const maxDepth = 24;
const maxMarks = 1_000_000;

/** Runs content streams and keeps what they say. A form is run once for each different place it is run in. */
export class ContentGatherer {
  readonly structure: Structure;
  readonly text = new TextCollector();
  readonly transparentPages = new Set<number>();
  readonly #resolver: { resolve(value: PdfValue): PdfValue };
  readonly #streams: StreamFacts[] = [];
  readonly #streamOf = new Map<PdfStream, StreamFacts>();
  readonly #fonts = new Map<AnyFont, FontUse>();
  readonly #colours: ColourUse[] = [];
  readonly #colourKeys = new Set<string>();
  readonly #artifactsInTagged: Mark[] = [];
  readonly #taggedInArtifacts: Mark[] = [];
  readonly #marks: Mark[] = [];
  readonly #loose: Drawn[] = [];
  readonly #unspoken: Drawn[] = [];
  readonly #private: Drawn[] = [];
  readonly #running = new Set<PdfStream>();
  readonly #ran = new Set<string>();
  readonly #ids = new Map<unknown, number>();
  readonly #budget = { left: maxOperators };
  #runs = 0;
  #truncated = false;

  constructor(resolver: { resolve(value: PdfValue): PdfValue }, structure: Structure) {
    this.#resolver = resolver;
    this.structure = structure;
  }

  /** Runs the contents of a page. */
  runPage(page: Page): void {
    const facts = this.#newFacts('page', page.number, page.dict, page.resources, page.ownResources, page.ref);
    facts.uses = 1;
    if (page.dict.dict('Group')?.name('S') === 'Transparency') this.transparentPages.add(page.number);
    const start = { facts, page: page.number, owner: page.dict, resources: page.resources, isPageContent: true };
    this.#run(joined(page.contents), { ...start, state: initialState(), around: nothingAround, depth: 0 });
  }

  /** Runs an appearance of an annotation. */
  runAppearance(page: Page, stream: PdfStream): void {
    const facts = this.#factsOf(stream, 'appearance', page.number, page.resources);
    if (facts.uses++ > 0) return;
    const start = { facts, page: page.number, owner: stream.dict, resources: facts.resources, isPageContent: false };
    this.#run(stream.decode().bytes, { ...start, state: initialState(), around: nothingAround, depth: 1 });
  }

  /** Runs a form, pattern, glyph or mask from within another stream. */
  runNested(from: ContentRun, { kind, stream, resources }: Nested): void {
    const facts = this.#factsOf(stream, kind, from.page, from.resources, resources);
    facts.uses++;
    if (from.depth >= maxDepth || this.#running.has(stream)) return;
    const isPageContent = from.isPageContent && kind === 'form';
    const element = isPageContent ? this.structure.parentOfObject(stream.dict) : undefined;
    const around: Around = isPageContent ? { ...from.around, element: element ?? from.around.element } : nothingAround;
    const key = this.#placeKey(stream, from.state, around, isPageContent);
    if (this.#ran.has(key)) return;
    this.#ran.add(key);
    const state = kind === 'form' || kind === 'glyph' ? { ...from.state } : initialState();
    const start = { facts, page: from.page, owner: stream.dict, resources: facts.resources, state, around, isPageContent };
    this.#running.add(stream);
    this.#run(stream.decode().bytes, { ...start, depth: from.depth + 1 });
    this.#running.delete(stream);
  }

  /** Takes up an extended graphics state, by `gs` or of a pattern. */
  useExtGState(run: ContentRun, dict: PdfDict | undefined): void {
    if (!dict) return;
    run.facts.extGStates.add(dict);
    const { state } = run;
    const strokes = dict.boolean('OP');
    if (strokes !== undefined) state.strokeOverprint = strokes;
    state.fillOverprint = dict.boolean('op') ?? strokes ?? state.fillOverprint;
    state.overprintMode = dict.number('OPM') ?? state.overprintMode;
    this.#setFont(run, dict.array('Font'));
    const intent = dict.name('RI');
    if (intent !== undefined) run.facts.intents.add(intent);
    const mask = dict.get('SMask');
    const isMasked = mask !== null && !isName(mask, 'None');
    if (isMasked || (dict.number('ca') ?? 1) < 1 || (dict.number('CA') ?? 1) < 1 || blends(dict.get('BM')))
      this.transparentPages.add(run.page);
    const group = isMasked ? dictOf(mask)?.get('G') : null;
    if (group instanceof PdfStream) this.runNested(run, { kind: 'mask', stream: group, resources: undefined });
  }

  fontUse(font: AnyFont, run: ContentRun): FontUse {
    let use = this.#fonts.get(font);
    if (!use) {
      use = { font, codes: new Map(), rendered: false, page: run.page };
      this.#fonts.set(font, use);
    }
    use.rendered ||= run.state.renderMode !== 3;
    return use;
  }

  addColour(use: ColourUse): void {
    const key = `${this.#idOf(use.space)} ${this.#idOf(use.standIn)} ${use.usage} ${use.overprint} ${use.overprintMode} ${use.page}`;
    if (this.#colourKeys.has(key) || this.#colours.length >= maxListed * 100) return;
    this.#colourKeys.add(key);
    this.#colours.push(use);
  }

  /** Takes up an artifact within tagged content, or tagged content within an artifact. */
  addMisplaced(mark: Mark, kind: 'artifact' | 'tagged'): void {
    const list = kind === 'artifact' ? this.#artifactsInTagged : this.#taggedInArtifacts;
    if (list.length < maxListed) list.push(mark);
  }

  addMark(mark: Mark): void {
    if (this.#marks.length < maxMarks) this.#marks.push(mark);
  }

  addLoose(drawn: Drawn): void {
    addOnce(this.#loose, drawn);
  }

  addUnspoken(drawn: Drawn): void {
    addOnce(this.#unspoken, drawn);
  }

  addPrivate(drawn: Drawn): void {
    addOnce(this.#private, drawn);
  }

  facts(): ContentFacts {
    return {
      streams: this.#streams,
      streamOf: this.#streamOf,
      fonts: this.#fonts,
      colours: this.#colours,
      marks: this.#marks,
      artifactsInTagged: this.#artifactsInTagged,
      taggedInArtifacts: this.#taggedInArtifacts,
      loose: this.#loose,
      privateText: this.#private,
      textWithoutLanguage: this.#unspoken,
      transparentPages: this.transparentPages,
      textOf: (owner, mcid) => this.text.textOf(owner, mcid),
      truncated: this.#truncated || this.#budget.left <= 0,
    };
  }

  #run(bytes: Uint8Array, start: RunStart): void {
    if (this.#runs++ >= maxRuns || this.#budget.left <= 0) {
      this.#truncated = true;
      return;
    }
    interpret(bytes, new ContentRun(start, this), this.#resolver, this.#budget);
  }

  /** `given` are the resources that something else, such as a Type 3 font, has for the stream. */
  #factsOf(stream: PdfStream, kind: StreamKind, page: number, inherited: PdfDict | undefined, given?: PdfDict): StreamFacts {
    let facts = this.#streamOf.get(stream);
    if (!facts) {
      const own = given ?? (kind === 'glyph' ? undefined : stream.dict.dict('Resources'));
      facts = this.#newFacts(kind, page, stream.dict, own ?? inherited, own !== undefined, stream.ref);
      this.#streamOf.set(stream, facts);
    }
    return facts;
  }

  #newFacts(
    kind: StreamKind,
    page: number,
    dict: PdfDict,
    resources: PdfDict | undefined,
    ownResources: boolean,
    ref: StreamFacts['ref'],
  ): StreamFacts {
    const facts: StreamFacts = {
      ...{ kind, page, ref, dict, resources, ownResources, uses: 0, deepestSave: 0, notes: [], inlineImages: [] },
      ...{ unbalancedRestore: false, unbalancedMarks: false, hasMcids: false },
      ...{ undefinedOperators: new Set(), operators: new Set(), usedResources: new Set(), missingResources: new Set(), intents: new Set() },
      ...{ extGStates: new Set(), images: new Set(), forms: new Set(), patterns: new Set(), shadings: new Set(), fonts: new Set() },
    };
    this.#streams.push(facts);
    return facts;
  }

  #setFont(run: ContentRun, font: PdfArray | undefined): void {
    const dict = dictOf(font?.at(0) ?? null);
    if (!dict) return;
    run.state.font = readFont(dict, dict.within);
    run.state.fontSize = Number(font?.at(1)) || 0;
    run.facts.fonts.add(run.state.font);
  }

  /** What makes one run of a stream different from another. */
  #placeKey(stream: PdfStream, state: GraphicsState, around: Around, isPageContent: boolean): string {
    const colours = `${this.#idOf(state.fill)} ${this.#idOf(state.stroke)} ${state.fillOverprint} ${state.strokeOverprint} ${state.overprintMode}`;
    const place = `${this.#idOf(around.element)} ${around.inArtifact} ${around.language} ${isPageContent}`;
    return `${this.#idOf(stream)} ${colours} ${place} ${state.renderMode}`;
  }

  #idOf(value: unknown): string | number {
    if (value instanceof PdfName) return value.value;
    if (value === undefined || value === null) return '-';
    let id = this.#ids.get(value);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(value, id);
    }
    return id;
  }
}

/** Lists what is drawn once for each kind, page and stream: where one text is wrong, all those around it mostly are. */
function addOnce(list: Drawn[], drawn: Drawn): void {
  if (list.length >= maxListed) return;
  // What was listed last is the likeliest.
  const known = list.findLast(({ what, page, stream }) => what === drawn.what && page === drawn.page && stream === drawn.stream);
  if (!known) list.push(drawn);
}

/** Streams of a page are one, whatever token one ends and the next begins with. */
function joined(streams: readonly PdfStream[]): Uint8Array {
  if (streams.length === 1) return streams[0]!.decode().bytes;
  const parts = streams.map((stream) => stream.decode().bytes);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(0x0a);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length + 1;
  }
  return whole;
}

/** Whether a blend mode is more than painting over. */
function blends(mode: PdfValue): boolean {
  const first = mode instanceof PdfArray ? mode.at(0) : mode;
  const name = nameOf(first);
  return name !== undefined && name !== 'Normal' && name !== 'Compatible';
}
