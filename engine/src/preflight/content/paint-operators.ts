/** Painting of paths, images, forms and shadings, and the graphics state. */
import { dictOf, nameOf, PdfStream, type PdfValue } from '../read/values.ts';
import { useColour, useImage, useShading } from './colour-operators.ts';
import { pathPainters } from './operators.ts';
import type { ContentRun, Operator } from './run.ts';

function paintPath(run: ContentRun, { fill, stroke }: { readonly fill: boolean; readonly stroke: boolean }): void {
  run.draw('path');
  if (fill) useColour(run, 'fill');
  if (stroke) useColour(run, 'stroke');
}

export const paintOperators: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(pathPainters).map(([name, how]) => [name, (run: ContentRun) => paintPath(run, how)])),
  q: (run) => run.save(),
  Q: (run) => run.restore(),
  gs: (run, [name]) => run.gatherer.useExtGState(run, dictOf(run.resource('ExtGState', nameOf(name ?? null) ?? ''))),
  ri: (run, [name]) => {
    run.facts.intents.add(nameOf(name ?? null) ?? '');
  },
  sh: (run, [name]) => {
    run.draw('shading');
    useShading(run, run.resource('Shading', nameOf(name ?? null) ?? ''));
  },
  Do: (run, [name]) => paintObject(run, run.resource('XObject', nameOf(name ?? null) ?? '')),
};

function paintObject(run: ContentRun, object: PdfValue): void {
  if (!(object instanceof PdfStream)) return;
  if (object.dict.name('Subtype') === 'Form') {
    run.facts.forms.add(object);
    if (object.dict.dict('Group')?.name('S') === 'Transparency') run.gatherer.transparentPages.add(run.page);
    run.gatherer.runNested(run, { kind: 'form', stream: object, resources: undefined });
    return;
  }
  if (object.dict.name('Subtype') === 'PS') run.facts.forms.add(object);
  if (object.dict.name('Subtype') !== 'Image') return;
  run.draw('image');
  run.facts.images.add(object);
  const intent = object.dict.name('Intent');
  if (intent !== undefined) run.facts.intents.add(intent);
  if (object.dict.stream('SMask') || (object.dict.number('SMaskInData') ?? 0) > 0) run.gatherer.transparentPages.add(run.page);
  useImage(run, object.dict, false);
}
