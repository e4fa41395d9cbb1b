/** Marked content (ISO 32000-1, 14.6): where artifacts, tagged content and property lists begin and end. */
import { dictOf, nameOf, type PdfDict, PdfName, type PdfValue } from '../read/values.ts';
import type { Mark } from './facts.ts';
import type { Around, ContentRun, Operator } from './run.ts';

export const markOperators: Readonly<Record<string, Operator>> = {
  BMC: (run, [tag]) => run.beginMark(mark(run, tag ?? null, null)),
  BDC: (run, [tag, properties]) => run.beginMark(mark(run, tag ?? null, properties ?? null)),
  EMC: (run) => run.endMark(),
  DP: (run, [tag, properties]) => {
    mark(run, tag ?? null, properties ?? null);
  },
};

function propertiesOf(run: ContentRun, value: PdfValue): PdfDict | undefined {
  return value instanceof PdfName ? dictOf(run.resource('Properties', value.value)) : dictOf(value);
}

/** Takes a mark up and tells what is around the content in it. */
function mark(run: ContentRun, tagValue: PdfValue, propertyValue: PdfValue): Around {
  const { around } = run;
  const tag = nameOf(tagValue) ?? '';
  const properties = propertiesOf(run, propertyValue);
  const mcid = properties?.number('MCID');
  if (mcid !== undefined) run.facts.hasMcids = true;
  const own = mcid === undefined ? undefined : run.gatherer.structure.parentOfContent(run.owner, mcid);
  const isArtifact = tag === 'Artifact';
  const made: Mark = {
    tag,
    mcid,
    properties,
    parent: around.mark,
    inArtifact: around.inArtifact || isArtifact,
    element: own ?? around.element,
    language: properties?.string('Lang')?.text ?? around.language,
    page: run.page,
    stream: run.facts,
  };
  if (run.isPageContent) {
    if (isArtifact && around.element) run.gatherer.addMisplaced(made, 'artifact');
    if (own && around.inArtifact) run.gatherer.addMisplaced(made, 'tagged');
  }
  if (properties && (mcid !== undefined || properties.entries.size > 0)) run.gatherer.addMark(made);
  return { mark: made, inArtifact: made.inArtifact, element: made.element, language: made.language };
}
