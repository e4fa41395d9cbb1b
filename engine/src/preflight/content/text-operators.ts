/** Text: fonts, text state and what is shown. */
import { readFont } from '../fonts/read-font.ts';
import { dictOf, nameOf, PdfArray, PdfRef, PdfStream, PdfString, type PdfValue } from '../read/values.ts';
import { useColour } from './colour-operators.ts';
import type { ContentRun, Operator } from './run.ts';

const numberIn = (value: PdfValue | undefined): number => (typeof value === 'number' ? value : 0);

const nextLine: Operator = (run) => run.gatherer.text.move(0, -run.state.leading);

export const textOperators: Readonly<Record<string, Operator>> = {
  BT: (run) => run.gatherer.text.begin(),
  Tf: (run, [name, size]) => {
    run.state.fontSize = numberIn(size);
    chooseFont(run, nameOf(name ?? null) ?? '');
  },
  Tr: (run, [mode]) => {
    run.state.renderMode = numberIn(mode);
  },
  Tc: (run, [spacing]) => {
    run.state.charSpacing = numberIn(spacing);
  },
  Tw: (run, [spacing]) => {
    run.state.wordSpacing = numberIn(spacing);
  },
  Tz: (run, [percent]) => {
    run.state.scaling = numberIn(percent) / 100;
  },
  TL: (run, [leading]) => {
    run.state.leading = numberIn(leading);
  },
  Td: (run, [x, y]) => run.gatherer.text.move(numberIn(x), numberIn(y)),
  TD: (run, [x, y]) => {
    run.state.leading = -numberIn(y);
    run.gatherer.text.move(numberIn(x), numberIn(y));
  },
  Tm: (run, operands) => {
    if (operands.length >= 6) run.gatherer.text.setMatrix(operands.slice(-6).map(numberIn));
  },
  'T*': nextLine,
  Tj: (run, [text]) => show(run, [text ?? null]),
  TJ: (run, [items]) => show(run, items instanceof PdfArray ? items.items : []),
  "'": (run, [text]) => {
    nextLine(run, []);
    show(run, [text ?? null]);
  },
  '"': (run, [word, character, text]) => {
    run.state.wordSpacing = numberIn(word);
    run.state.charSpacing = numberIn(character);
    nextLine(run, []);
    show(run, [text ?? null]);
  },
};

function chooseFont(run: ContentRun, name: string): void {
  const dict = dictOf(run.resource('Font', name));
  const raw = dictOf(run.resources?.get('Font') ?? null)?.raw(name);
  run.state.font = dict && readFont(dict, raw instanceof PdfRef ? raw : dict.within);
  if (run.state.font) run.facts.fonts.add(run.state.font);
}

function show(run: ContentRun, items: readonly PdfValue[]): void {
  const { font } = run.state;
  if (!items.some((item) => item instanceof PdfString && item.bytes.length > 0)) return;
  run.draw('text');
  const mode = run.state.renderMode;
  if (mode === 0 || mode === 2 || mode === 4 || mode === 6) useColour(run, 'fill');
  if (mode === 1 || mode === 2 || mode === 5 || mode === 6) useColour(run, 'stroke');
  if (!font) return;
  const use = run.gatherer.fontUse(font, run);
  const mcid = run.mcid;
  let isPrivate = false;
  for (const item of items) {
    if (typeof item === 'number') run.gatherer.text.kern(item, run.state);
    if (!(item instanceof PdfString)) continue;
    for (const code of font.codesOf(item.bytes)) {
      const key = code.code * 8 + code.length;
      const known = use.codes.get(key);
      if (known) known.rendered ||= mode !== 3;
      else {
        use.codes.set(key, { ...code, rendered: mode !== 3, page: run.page });
        if (font.subtype === 'Type3') runGlyph(run, font.dict, font.glyph(code).name);
      }
      const glyph = font.glyph(code);
      isPrivate ||= glyph.text !== null && hasPrivateUse(glyph.text);
      run.gatherer.text.show(glyph, run.state, run.isPageContent ? run.owner : undefined, mcid);
    }
  }
  if (isPrivate && !isReplaced(run)) run.gatherer.addPrivate({ what: 'text', page: run.page, stream: run.facts });
}

function hasPrivateUse(text: string): boolean {
  // Below are no private characters; most text is there.
  if (text.length === 1 && text.charCodeAt(0) < 0xd800) return false;
  return /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u.test(text);
}

/** Whether `ActualText` of a mark or structure element around stands for what is shown. */
function isReplaced({ around: { mark, element } }: ContentRun): boolean {
  for (let at = mark; at; at = at.parent) if (at.properties?.has('ActualText')) return true;
  for (let at = element; at; at = at.parent) if (at.actualText !== undefined) return true;
  return false;
}

function runGlyph(run: ContentRun, font: NonNullable<ContentRun['font']>['dict'], name: string | undefined): void {
  const stream = name === undefined ? null : (font.dict('CharProcs')?.get(name) ?? null);
  if (stream instanceof PdfStream) run.gatherer.runNested(run, { kind: 'glyph', stream, resources: font.dict('Resources') });
}
