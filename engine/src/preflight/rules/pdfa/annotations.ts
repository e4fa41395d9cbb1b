/** ISO 19005-2 and -3, 6.3 (annotations) and 6.4.1, 6.4.2 (forms). */
import { dictOf, PdfDict, PdfStream } from '../../read/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { at, everyLevel, shown } from './common.ts';
import { fieldType, formFields } from './form-facts.ts';

interface Annotation {
  readonly dict: PdfDict;
  readonly subtype: string | undefined;
  readonly page: number;
}

function* annotationsOf({ pages }: Subject): Iterable<Annotation> {
  for (const { annotations, number } of pages) for (const dict of annotations) yield { dict, subtype: dict.name('Subtype'), page: number };
}

const allowed = new Set(
  `Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup FileAttachment
  Widget PrinterMark TrapNet Watermark Redact`.split(/\s+/),
);

const INVISIBLE = 1;
const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;
const TOGGLE_NO_VIEW = 256;
const flagNames: readonly (readonly [number, string])[] = [
  [INVISIBLE, 'Invisible'],
  [HIDDEN, 'Hidden'],
  [NO_VIEW, 'NoView'],
  [TOGGLE_NO_VIEW, 'ToggleNoView'],
];

const annotationRule = (
  clause: string,
  test: number,
  title: string,
  hint: string,
  what: (annotation: Annotation) => string | undefined,
): Rule => ({
  clause,
  test,
  profiles: everyLevel,
  title,
  hint,
  *check(subject): Iterable<Fault> {
    for (const annotation of annotationsOf(subject)) {
      const fault = what(annotation);
      if (fault !== undefined) yield at(fault, annotation.dict, annotation.page);
    }
  },
});

function flagsFault({ dict }: Annotation): string | undefined {
  const flags = dict.number('F');
  if (flags === undefined) return undefined;
  const wrong = flagNames.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
  if ((flags & PRINT) === 0) return `The flag Print is not set${wrong.length > 0 ? `, but ${wrong.join(', ')} is` : ''} (F is ${flags}).`;
  return wrong.length > 0 ? `The flag ${wrong.join(', ')} is set (F is ${flags}).` : undefined;
}

function isPoint(dict: PdfDict): boolean {
  const rect = dict.array('Rect')?.numbers();
  return rect !== undefined && rect.length >= 4 && rect[0] === rect[2] && rect[1] === rect[3];
}

function appearanceFault({ dict, subtype }: Annotation): string | undefined {
  const appearance = dict.dict('AP');
  if (appearance === undefined) return dict.has('AP') ? 'AP is no dictionary.' : undefined;
  const others = [...appearance.keys()].filter((key) => key !== 'N' && appearance.has(key));
  if (others.length > 0) return `The appearance dictionary has the key ${others.map(shown).join(', ')}.`;
  const normal = appearance.get('N');
  if (subtype === 'Widget' && fieldType(dict) === 'Btn')
    return normal instanceof PdfDict && normal.entries.size > 0
      ? undefined
      : 'The appearance of a button is not a dictionary of its states.';
  return normal instanceof PdfStream ? undefined : 'The normal appearance is not a stream.';
}

const annotations: readonly Rule[] = [
  annotationRule(
    '6.3.1',
    1,
    'Annotations are of the types of ISO 32000-1 but not 3D, Sound, Screen or Movie.',
    'Take the annotation away; attach sound and film as files where PDF/A-3 allows it.',
    ({ subtype }) => (subtype !== undefined && allowed.has(subtype) ? undefined : `The annotation is of type ${shown(subtype)}.`),
  ),
  annotationRule('6.3.2', 1, 'Annotations other than Popup have the key F.', 'Set F to 4 (Print).', ({ dict, subtype }) =>
    subtype === 'Popup' || dict.has('F') ? undefined : `The annotation (${shown(subtype)}) has no F.`,
  ),
  annotationRule('6.3.2', 2, 'Annotations are printed and not hidden.', 'Set F to 4 (Print), or take the annotation away.', flagsFault),
  annotationRule(
    '6.3.3',
    1,
    'Annotations other than Popup and Link have an appearance, unless they are a mere point.',
    'Give the annotation a normal appearance stream (AP with N).',
    ({ dict, subtype }) =>
      isPoint(dict) || subtype === 'Popup' || subtype === 'Link' || dict.has('AP')
        ? undefined
        : `The annotation (${shown(subtype)}) has no AP.`,
  ),
  annotationRule(
    '6.3.3',
    2,
    'An appearance dictionary has the normal appearance only: a dictionary of states for buttons, else a stream.',
    'Take R and D away; let N be a stream, for check boxes and radio buttons a dictionary of their states.',
    appearanceFault,
  ),
  annotationRule('6.4.1', 1, 'Widget annotations have no actions.', 'Take A and AA away from the widget.', ({ dict, subtype }) => {
    if (subtype !== 'Widget') return undefined;
    const keys = ['A', 'AA'].filter((key) => dict.has(key));
    return keys.length > 0 ? `The widget has ${keys.join(' and ')}.` : undefined;
  }),
];

const forms: readonly Rule[] = [
  {
    clause: '6.4.1',
    test: 2,
    profiles: everyLevel,
    title: 'Form fields have no actions.',
    hint: 'Take A and AA away from the field.',
    *check(subject) {
      for (const { dict } of formFields(subject)) {
        const keys = dict.name('Subtype') === 'Widget' ? [] : ['A', 'AA'].filter((key) => dict.has(key));
        if (keys.length > 0) yield at(`The field has ${keys.join(' and ')}.`, dict);
      }
    },
  },
  {
    clause: '6.4.1',
    test: 3,
    profiles: everyLevel,
    title: 'The form does not ask readers to make appearances.',
    hint: 'Write an appearance for each widget and set NeedAppearances to false.',
    *check({ file }) {
      const form = dictOf(file.catalog.get('AcroForm'));
      if (form?.get('NeedAppearances') === true) yield at('NeedAppearances is true.', form);
    },
  },
  {
    clause: '6.4.2',
    test: 1,
    profiles: everyLevel,
    title: 'The form has no XFA data.',
    hint: 'Take XFA out of the form.',
    *check({ file }) {
      const form = dictOf(file.catalog.get('AcroForm'));
      if (form?.has('XFA')) yield at('The interactive form has XFA.', form);
    },
  },
  {
    clause: '6.4.2',
    test: 2,
    profiles: everyLevel,
    title: 'The catalog has no NeedsRendering.',
    hint: 'Take NeedsRendering away.',
    *check({ file }) {
      if (file.catalog.get('NeedsRendering') === true) yield at('NeedsRendering is true.', file.catalog);
    },
  },
];

export const annotationRules: readonly Rule[] = [...annotations, ...forms];
