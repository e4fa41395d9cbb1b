/** 7.18: annotations, forms and links in the structure, with texts that say what they are. */
import type { Fault, Rule } from '../../rule.ts';
import { attributeOf } from '../../structure/tree.ts';
import type { Subject } from '../../subject.ts';
import { annotationsOf, fieldText, type PlacedAnnotation } from './annotation-facts.ts';
import { elementRule, objectFault, type UaRule, uaRule } from './define.ts';

/** Subtypes that rules of their own speak of. */
const special = new Set(['Widget', 'Popup', 'Link', 'PrinterMark', 'TrapNet']);

/** A rule that looks at each annotation by itself; `wrong` says what is, or nothing. */
const annotationRule = (rule: Omit<UaRule, 'check'>, wrong: (annotation: PlacedAnnotation, subject: Subject) => string | undefined): Rule =>
  uaRule({
    ...rule,
    *check(subject): Iterable<Fault> {
      for (const annotation of annotationsOf(subject)) {
        const what = wrong(annotation, subject);
        if (what !== undefined) yield objectFault(annotation.dict, what, annotation.page.number);
      }
    },
  });

const isIn = ({ element }: PlacedAnnotation, type: string): boolean => element?.standardType === type;
const place = ({ element }: PlacedAnnotation): string => (element ? `in a ${element.type} element` : 'nowhere in the structure');

export const annotationRules: readonly Rule[] = [
  annotationRule(
    {
      clause: '7.18.1',
      test: 1,
      title: 'Annotations other than widgets, links and pop-ups stand in an Annot element.',
      hint: 'Put the annotation into the structure tree, in an element of type Annot, by an object reference and StructParent.',
    },
    (annotation) =>
      special.has(annotation.subtype) || annotation.isUnseen || isIn(annotation, 'Annot')
        ? undefined
        : `An annotation of type ${annotation.subtype || 'unknown'} stands ${place(annotation)}.`,
  ),
  annotationRule(
    {
      clause: '7.18.1',
      test: 2,
      title: 'Annotations have Contents, or their structure element has Alt.',
      hint: 'Say in Contents of the annotation what it is.',
    },
    ({ dict, element, subtype, isUnseen }) =>
      special.has(subtype) || isUnseen || dict.string('Contents')?.text || element?.alt
        ? undefined
        : `An annotation of type ${subtype || 'unknown'} has neither Contents nor an alternative description.`,
  ),
  annotationRule(
    {
      clause: '7.18.1',
      test: 3,
      title: 'Form fields have TU, or the structure elements of their widgets have Alt.',
      hint: 'Give the field a description for users (TU).',
    },
    ({ dict, element, subtype, isUnseen }) =>
      subtype !== 'Widget' || isUnseen || fieldText(dict, 'TU') || element?.alt
        ? undefined
        : 'A form field has neither TU nor an alternative description.',
  ),
  annotationRule(
    { clause: '7.18.2', test: 1, title: 'There are no TrapNet annotations.', hint: 'Take the TrapNet annotation out.' },
    ({ subtype, isUnseen }) => (subtype === 'TrapNet' && !isUnseen ? 'There is a TrapNet annotation.' : undefined),
  ),
  uaRule({
    clause: '7.18.3',
    test: 1,
    title: 'Pages with annotations have Tabs with the value S.',
    hint: 'Set Tabs of the page to S, so that the tab key follows the structure.',
    *check({ pages }) {
      for (const { annotations, dict, number } of pages)
        if (annotations.length > 0 && dict.name('Tabs') !== 'S')
          yield objectFault(dict, `The page has annotations, and Tabs is ${dict.name('Tabs') ?? 'missing'}.`, number);
    },
  }),
  annotationRule(
    {
      clause: '7.18.4',
      test: 1,
      title: 'Widgets stand in a Form element.',
      hint: 'Put the widget into an element of type Form by an object reference and StructParent.',
    },
    (annotation) =>
      annotation.subtype !== 'Widget' || annotation.isUnseen || isIn(annotation, 'Form')
        ? undefined
        : `A widget stands ${place(annotation)}.`,
  ),
  elementRule({
    clause: '7.18.4',
    test: 2,
    title: 'A Form element without Role holds its widget and nothing else.',
    hint: 'Let the Form element hold one object reference to the widget, or give it a Role (PrintField attributes).',
    fault: (element, { structure }) => {
      if (element.standardType !== 'Form' || attributeOf(element, structure, 'PrintField', 'Role') !== null) return undefined;
      const widgets = element.kids.filter((kid) => kid.kind === 'object').length;
      return widgets === 1 && element.kids.length === 1 ? undefined : 'A Form element without Role holds not just one widget.';
    },
  }),
  annotationRule(
    {
      clause: '7.18.5',
      test: 1,
      title: 'Links stand in a Link element.',
      hint: 'Put the link into an element of type Link by an object reference and StructParent.',
    },
    (annotation) =>
      annotation.subtype !== 'Link' || annotation.isUnseen || isIn(annotation, 'Link') ? undefined : `A link stands ${place(annotation)}.`,
  ),
  annotationRule(
    {
      clause: '7.18.5',
      test: 2,
      title: 'Links say in Contents where they lead.',
      hint: 'Give the link annotation Contents, a text that says where it leads.',
    },
    ({ dict, subtype, isUnseen }) =>
      subtype !== 'Link' || isUnseen || dict.string('Contents')?.text ? undefined : 'A link has no Contents.',
  ),
  annotationRule(
    {
      clause: '7.18.8',
      test: 1,
      title: 'PrinterMark annotations are not in the structure.',
      hint: 'Take the PrinterMark annotation out of the structure tree.',
    },
    ({ subtype, element, isUnseen }) =>
      subtype === 'PrinterMark' && element && !isUnseen ? 'A PrinterMark annotation stands in the structure.' : undefined,
  ),
];
