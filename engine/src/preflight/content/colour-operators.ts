/** Colour: which spaces are chosen, and which are used for painting. */
import { dictOf, nameOf, PdfArray, PdfDict, PdfName, PdfStream, type PdfValue } from '../read/values.ts';
import type { ColourUse } from './facts.ts';
import { deviceCmyk, deviceGray, deviceRgb, patternSpace } from './graphics-state.ts';
import { inlineEntry, inlineSpaces } from './inline-image.ts';
import type { ContentRun, Operator } from './run.ts';

type Side = 'fill' | 'stroke';

const chooseSpace =
  (side: Side): Operator =>
  (run, [name]) =>
    setSpace(run, side, namedSpace(run, name ?? null));

const setDevice =
  (side: Side, space: PdfName): Operator =>
  (run) =>
    setSpace(run, side, space);

export const colourOperators: Readonly<Record<string, Operator>> = {
  cs: chooseSpace('fill'),
  CS: chooseSpace('stroke'),
  g: setDevice('fill', deviceGray),
  G: setDevice('stroke', deviceGray),
  rg: setDevice('fill', deviceRgb),
  RG: setDevice('stroke', deviceRgb),
  k: setDevice('fill', deviceCmyk),
  K: setDevice('stroke', deviceCmyk),
  scn: (run, operands) => setPattern(run, 'fill', operands.at(-1) ?? null),
  SCN: (run, operands) => setPattern(run, 'stroke', operands.at(-1) ?? null),
};

function setSpace(run: ContentRun, side: Side, space: PdfValue): void {
  if (side === 'fill') {
    run.state.fill = space;
    run.state.fillPattern = null;
  } else {
    run.state.stroke = space;
    run.state.strokePattern = null;
  }
  // Who says a device colour space uses it, whether or not something is painted in it.
  if (space === deviceGray || space === deviceRgb || space === deviceCmyk) use(run, side, space, side);
}

/** A colour space operand: names of device spaces and Pattern stand for themselves, others for what the resources say. */
export function namedSpace(run: ContentRun, value: PdfValue): PdfValue {
  const name = nameOf(value);
  if (name === undefined) return value;
  if (name === 'DeviceGray' || name === 'DeviceRGB' || name === 'DeviceCMYK' || name === 'Pattern') return value;
  return run.resource('ColorSpace', name);
}

function setPattern(run: ContentRun, side: Side, operand: PdfValue): void {
  if (!(operand instanceof PdfName)) return;
  const pattern = run.resource('Pattern', operand.value);
  if (side === 'fill') run.state.fillPattern = pattern;
  else run.state.strokePattern = pattern;
  if (pattern === null) return;
  run.facts.patterns.add(pattern);
  const shading = pattern instanceof PdfDict ? pattern.get('Shading') : null;
  if (shading !== null) useShading(run, shading);
  if (pattern instanceof PdfDict) run.gatherer.useExtGState(run, pattern.dict('ExtGState'));
  if (pattern instanceof PdfStream) run.gatherer.runNested(run, { kind: 'pattern', stream: pattern, resources: undefined });
}

/** Takes up a shading of `sh` or of a pattern. */
export function useShading(run: ContentRun, shading: PdfValue): void {
  run.facts.shadings.add(shading);
  const space = dictOf(shading)?.get('ColorSpace') ?? null;
  if (space !== null) use(run, 'shading', space, 'fill');
}

/** Takes up the colour that is painted with now. */
export function useColour(run: ContentRun, side: Side): void {
  const space = side === 'fill' ? run.state.fill : run.state.stroke;
  const isPlainPattern =
    nameOf(space) === 'Pattern' || (space instanceof PdfArray && space.length < 2 && nameOf(space.at(0)) === 'Pattern');
  if (!isPlainPattern) use(run, side, space, side);
}

/** Takes up the colour space of an image; a mask is painted with the colour for filling. */
export function useImage(run: ContentRun, image: PdfDict, inline: boolean): void {
  const entry = (key: string): PdfValue => (inline ? inlineEntry(image, key) : image.get(key));
  if (entry('ImageMask') === true) {
    useColour(run, 'fill');
    return;
  }
  let space = entry('ColorSpace');
  if (inline) space = inlineSpace(run, space);
  if (space !== null) use(run, 'image', space, 'fill');
}

function inlineSpace(run: ContentRun, space: PdfValue): PdfValue {
  const name = nameOf(space);
  if (name === undefined) return space;
  const full = inlineSpaces[name];
  return namedSpace(run, full === undefined ? space : new PdfName(full));
}

const standIns = { DeviceGray: 'DefaultGray', DeviceRGB: 'DefaultRGB', DeviceCMYK: 'DefaultCMYK' } as const;

function use(run: ContentRun, usage: ColourUse['usage'], space: PdfValue, side: Side): void {
  const name = nameOf(space);
  const device = name !== undefined && name in standIns ? (name as keyof typeof standIns) : undefined;
  run.gatherer.addColour({
    space: space === patternSpace ? null : space,
    standIn: device === undefined ? null : run.defaultSpace(standIns[device]),
    usage,
    overprint: side === 'fill' ? run.state.fillOverprint : run.state.strokeOverprint,
    overprintMode: run.state.overprintMode,
    page: run.page,
    stream: run.facts,
  });
}
