import type { AnyFont } from '../fonts/read-font.ts';
import { dictOf, type PdfDict, type PdfStream, type PdfValue } from '../read/values.ts';
import type { StructElement } from '../structure/tree.ts';
import type { Mark, StreamFacts } from './facts.ts';
import type { ContentGatherer } from './gatherer.ts';
import type { GraphicsState } from './graphics-state.ts';

/** What stands around a piece of content: nothing, or a mark, or what a form inherits from where it is run. */
export interface Around {
  readonly mark: Mark | undefined;
  readonly inArtifact: boolean;
  readonly element: StructElement | undefined;
  readonly language: string | undefined;
}

export const nothingAround: Around = { mark: undefined, inArtifact: false, element: undefined, language: undefined };

/** What the run of one content stream begins with. */
export interface RunStart {
  readonly facts: StreamFacts;
  readonly page: number;
  /** Page or form whose `StructParents` MCIDs are looked up by. */
  readonly owner: PdfDict;
  readonly resources: PdfDict | undefined;
  readonly state: GraphicsState;
  readonly around: Around;
  readonly depth: number;
  /** Content of pages, which must be tagged; not that of glyphs, patterns, masks and appearances. */
  readonly isPageContent: boolean;
}

const maxSaves = 10_000;
const maxMarks = 10_000;

/** One content stream being run: its state, marks and resources. Operators change it, `ContentGatherer` takes what is found. */
export class ContentRun implements RunStart {
  readonly facts: StreamFacts;
  readonly page: number;
  readonly owner: PdfDict;
  readonly resources: PdfDict | undefined;
  readonly depth: number;
  readonly isPageContent: boolean;
  readonly gatherer: ContentGatherer;
  state: GraphicsState;
  around: Around;
  readonly #start: Around;
  readonly #saved: GraphicsState[] = [];
  readonly #marks: Around[] = [];

  constructor(start: RunStart, gatherer: ContentGatherer) {
    this.facts = start.facts;
    this.page = start.page;
    this.owner = start.owner;
    this.resources = start.resources;
    this.depth = start.depth;
    this.isPageContent = start.isPageContent;
    this.state = start.state;
    this.around = start.around;
    this.#start = start.around;
    this.gatherer = gatherer;
  }

  save(): void {
    if (this.#saved.length < maxSaves) this.#saved.push({ ...this.state });
    this.facts.deepestSave = Math.max(this.facts.deepestSave, this.#saved.length);
  }

  restore(): void {
    const state = this.#saved.pop();
    if (state) this.state = state;
    else this.facts.unbalancedRestore = true;
  }

  beginMark(around: Around): void {
    if (this.#marks.length < maxMarks) this.#marks.push(this.around);
    this.around = around;
  }

  endMark(): void {
    const around = this.#marks.pop();
    if (!around) this.facts.unbalancedMarks = true;
    this.around = around ?? this.#start;
  }

  end(): void {
    if (this.#marks.length > 0) this.facts.unbalancedMarks = true;
  }

  /** MCID of the innermost mark of this stream that has one. */
  get mcid(): number | undefined {
    for (let mark = this.around.mark; mark?.stream === this.facts; mark = mark.parent) if (mark.mcid !== undefined) return mark.mcid;
    return undefined;
  }

  /** A named resource, resolved; null and noted where it is missing. */
  resource(category: string, name: string): PdfValue {
    const value = dictOf(this.resources?.get(category) ?? null)?.get(name) ?? null;
    if (this.facts.usedResources.size < 1000) this.facts.usedResources.add(`${category}/${name}`);
    if (value === null && this.facts.missingResources.size < 100) this.facts.missingResources.add(`${category}/${name}`);
    return value;
  }

  /** The stand-in for a device colour space, or null. */
  defaultSpace(name: 'DefaultGray' | 'DefaultRGB' | 'DefaultCMYK'): PdfValue {
    return dictOf(this.resources?.get('ColorSpace') ?? null)?.get(name) ?? null;
  }

  /** Tells that something is drawn here. */
  draw(what: 'text' | 'path' | 'image' | 'shading'): void {
    if (!this.isPageContent) return;
    const { inArtifact, element, language } = this.around;
    const drawn = { what, page: this.page, stream: this.facts };
    if (!inArtifact && !element) this.gatherer.addLoose(drawn);
    if (what === 'text' && !inArtifact && language === undefined && element?.language === undefined) this.gatherer.addUnspoken(drawn);
  }

  get font(): AnyFont | undefined {
    return this.state.font;
  }
}

/** Streams a run may ask to be run within it. */
export type Nested = { readonly kind: StreamFacts['kind']; readonly stream: PdfStream; readonly resources: PdfDict | undefined };

export type Operator = (run: ContentRun, operands: readonly PdfValue[]) => void;
