import type { Evaluator, State } from './context.ts';
import type { RunsEvaluator, TextEvaluator } from './inline.ts';
import { FIELD, type Sketch, type SketchField } from './plan.ts';
import type { Run } from './resolved.ts';

export type Look = Omit<Run, 'text' | 'href' | 'page'>;

/** A stretch of one look: constant text and fields, which become one run. */
export interface Segment {
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
export type Part = Segment | PageSegment | Branch | NoteSegment;

export const NOTHING: readonly Run[] = [];

/** Joins neighbours of one look, so that a sentence with its fields is a single run. */
export function assemble(parts: readonly Part[]): RunsEvaluator {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'segment' && last?.kind === 'segment' && last.href === part.href && sameLook(last.look, part.look)) {
      last.parts.push(...part.parts);
    } else joined.push(part.kind === 'segment' ? { ...part, parts: [...part.parts] } : part);
  }
  const makers = joined.map(runMaker);
  const sketch = sketchOf(joined, makers);
  return sketch === undefined ? inTurn(joined, makers) : Object.assign(inTurn(joined, makers), { sketch });
}

function inTurn(parts: readonly Part[], makers: readonly RunsEvaluator[]): RunsEvaluator {
  if (makers.length === 1) return makers[0]!;
  if (parts.every((p) => p.kind === 'segment' && isConstant(p))) {
    const runs = makers.flatMap((make) => make(NO_STATE));
    return () => runs;
  }
  return oneAfterTheOther(makers);
}

function oneAfterTheOther(makers: readonly RunsEvaluator[]): RunsEvaluator {
  if (makers.length === 1) return makers[0]!;
  return (state) => {
    const runs: Run[] = [];
    for (const make of makers) for (const run of make(state)) runs.push(run);
    return runs;
  };
}

/** The runs with marks for fields; undefined where they have footnotes, which are counted through the document. */
function sketchOf(parts: readonly Part[], makers: readonly RunsEvaluator[]): Sketch | undefined {
  const runs: Run[] = [];
  const fields: SketchField[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Part;
    if (part.kind === 'note') return undefined;
    if (part.kind === 'page') runs.push(part.run);
    else if (isFilled(part)) {
      const text = part.parts.map((piece) => (typeof piece === 'string' ? piece : FIELD)).join('');
      if (text !== '') runs.push({ ...part.look, text });
      for (const piece of part.parts) if (typeof piece !== 'string') fields.push(piece);
    } else {
      // Those beside each other are one: neighbours with one address are one link.
      const first = i;
      while (i + 1 < parts.length && isChanging(parts[i + 1] as Part)) i++;
      runs.push({ text: FIELD });
      fields.push({ runs: oneAfterTheOther(makers.slice(first, i + 1)) });
    }
  }
  return { runs, fields };
}

/** Whether nothing but the text of fields depends on the record. Fields alone, without a value, would leave an empty look behind. */
const isFilled = (part: Part): part is Segment =>
  part.kind === 'segment' &&
  part.href === undefined &&
  (Object.keys(part.look).length === 0 || isConstant(part) || part.parts.some((piece) => typeof piece === 'string' && piece !== ''));

const isChanging = (part: Part): boolean => part.kind === 'branch' || (part.kind === 'segment' && !isFilled(part));

/** Constant text asks nothing of the state. */
const NO_STATE: State = { scope: {}, diagnostics: [], nodes: 0 };

const isConstant = (s: Segment): boolean => s.href === undefined && s.parts.every((p) => typeof p === 'string');

const hasLook = (look: Look): boolean => Object.keys(look).length > 0;

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
    const make = () => runs;
    return hasLook(look) || href !== undefined ? make : Object.assign(make, { text: () => text });
  }
  const text = joiner(part.parts);
  if (href === undefined && !hasLook(look)) {
    // Plain text, as in nearly all cells of tables: an object made of one look's entries takes longer than a small one.
    const make = (state: State): readonly Run[] => {
      const all = text(state);
      return all === '' ? NOTHING : [{ text: all }];
    };
    return Object.assign(make, { text });
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
