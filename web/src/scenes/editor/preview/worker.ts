import {
  type AskedZone,
  type Block,
  CompositionError,
  compile,
  type Diagnostic,
  type Rendition,
  type Template,
  type TemplateBundle,
} from '@posthorn/engine';
import { type LaidOutDocument, type LaidOutPage, pagePlaces, type Sources, samePage } from '@posthorn/engine/authoring';
import { type Answer, failure, type PageFacts, type Parts, type SentParts, type SentWish, type Wish } from './messages.ts';
import { createUnpacker } from './parcel.ts';
import { createMarker, withoutSigns } from './source-marks.ts';

/** The engine beside the page: composes what is being written, exactly as production will. */
let parts: Parts | undefined;
const unpackTemplate = createUnpacker();
const unpackBlock = createUnpacker();
const marker = createMarker();

addEventListener('message', ({ data }: MessageEvent<SentParts | SentWish>) => {
  if (data.kind === 'parts') parts = { ...parts, ...data } as Parts;
  else void answer(data).then((reply) => postMessage(reply, { transfer: transferable(reply) }));
});

async function answer({ id, template, block, ...sent }: SentWish): Promise<Answer> {
  const begin = performance.now();
  const wish: Wish = { ...sent, template: unpackTemplate<Template>(template), ...(block ? { block: unpackBlock<Block>(block) } : {}) };
  const told = (findings: readonly Diagnostic[], made: Partial<Answer> = {}): Answer => ({
    ...{ id, findings, took: performance.now() - begin },
    ...made,
  });
  try {
    return await compose(wish, told);
  } catch (error) {
    if (error instanceof CompositionError) return told(error.diagnostics.map(readable));
    return told([failure(String(error))]);
  }
}

type Told = (findings: readonly Diagnostic[], made: Partial<Answer>) => Answer;

async function compose(wish: Wish, told: Told): Promise<Answer> {
  const { format, language, record, answers, sight } = wish;
  // Nobody waits for a clerk's answers while the text itself is written.
  const options = { language, answers, draft: true };
  const marks = new Map<number, string>();
  const marked = format === 'email' || format === 'html';
  const program = await compile(marked ? withMarks(bundleOf(wish), marks) : bundleOf(wish), { formats: [format], live: true });
  if (format !== 'pdf') {
    const rendition = program.compose(record, format, options);
    const zones = program.zones(record, format, options).map(sayable);
    return told(rendition.diagnostics.map(readable), { rendition: sound(rendition), zones, ...(marked ? { marks } : {}) });
  }
  const only = sight && new Set(sight);
  let pages: readonly PageFacts[] = [];
  const sources: Sources = new Map();
  const inspect = (document: LaidOutDocument) => {
    pages = factsOf(document, sources, only);
  };
  const rendition = program.compose(record, format, { ...options, sources, inspect, ...(only ? { only } : {}) });
  return told(rendition.diagnostics, { rendition, pages, zones: program.zones(record, format, options) });
}

function bundleOf({ template, block }: Wish): TemplateBundle {
  if (parts === undefined) throw new Error('The preview was asked before it had the brand.');
  const { brand, blocks, assets } = parts;
  return { template, brand, blocks: block === undefined ? blocks : { ...blocks, [block.id]: block }, assets };
}

const withMarks = (bundle: TemplateBundle, marks: Map<number, string>): TemplateBundle => ({
  ...bundle,
  template: marker.template(bundle.template, marks),
  blocks: Object.fromEntries(Object.entries(bundle.blocks).map(([id, block]) => [id, marker.block(block, marks)])),
});

/** Titles and subjects are shown as they are. */
const sound = (rendition: Rendition): Rendition =>
  rendition.format === 'email' ? { ...rendition, text: withoutSigns(rendition.text) } : rendition;

/** A question with what holds without an answer, which the author may have written into a marked text. */
const sayable = (zone: AskedZone): AskedZone => JSON.parse(withoutSigns(JSON.stringify(zone))) as AskedZone;

const readable = (finding: Diagnostic): Diagnostic => ({ ...finding, message: withoutSigns(finding.message) });

let before: { readonly pages: readonly LaidOutPage[]; readonly keys: readonly number[] } = { pages: [], keys: [] };
let nextKey = 0;

/** Pages that look as they did keep their numbers, so that they are not drawn again. */
function factsOf(document: LaidOutDocument, sources: Sources, only: ReadonlySet<number> | undefined): PageFacts[] {
  const { pages } = document;
  const keys = pages.map((page, i) => {
    const old = before.pages[i];
    return old !== undefined && samePage(old, page) ? before.keys[i]! : nextKey++;
  });
  before = { pages, keys };
  const places = pagePlaces(document, sources);
  return pages.map(({ width, height }, i) => ({ width, height, key: keys[i]!, written: only?.has(i) ?? true, places: places[i]! }));
}

const transferable = ({ rendition }: Answer): Transferable[] => (rendition?.format === 'pdf' ? [rendition.bytes.buffer] : []);
