/** 7.2: natural language of text, and of text that stands for content. */
import type { Mark } from '../../content/facts.ts';
import type { Fault, Rule } from '../../rule.ts';
import type { StructElement } from '../../structure/tree.ts';
import type { Subject } from '../../subject.ts';
import { fieldsOf } from './annotation-facts.ts';
import { elementFault, hasDefaultLanguage, objectFault, uaRule } from './define.ts';

const hint = 'Say the language of the document by Lang in the catalog, and other languages by Lang of structure elements.';

/** A rule that holds by itself where the catalog says the language. */
const languageRule = (test: number, title: string, check: (subject: Subject) => Iterable<Fault>): Rule =>
  uaRule({ clause: '7.2', test, title, hint, check: (subject) => (hasDefaultLanguage(subject) ? [] : check(subject)) });

const elementText = (test: number, key: string, text: (element: StructElement) => string | undefined): Rule =>
  languageRule(test, `The language of ${key} of structure elements can be told.`, function* ({ structure }) {
    for (const element of structure.elements)
      if (text(element) !== undefined && element.language === undefined)
        yield elementFault(element, `The language of ${key} of a ${element.type} element is told nowhere.`);
  });

const markText = (test: number, key: string): Rule =>
  languageRule(test, `The language of ${key} of marked content can be told.`, function* ({ content }) {
    for (const mark of content.marks) {
      if (mark.tag !== 'Span' || mark.properties?.string(key) === undefined) continue;
      if (mark.language === undefined && mark.element?.language === undefined)
        yield { what: `The language of ${key} of marked content is told nowhere.`, page: mark.page, object: mark.stream.ref };
    }
  });

/** Language tags of RFC 3066, section 2.1. */
const languageTag = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/;

function* badTags({ file, structure, content }: Subject): Iterable<Fault> {
  const catalog = file.catalog.string('Lang')?.text;
  if (catalog !== undefined && !languageTag.test(catalog)) yield { what: `The catalog's language ‘${catalog}’ is no language tag.` };
  for (const element of structure.elements)
    if (element.lang !== undefined && !languageTag.test(element.lang))
      yield elementFault(element, `The language ‘${element.lang}’ is no language tag.`);
  for (const mark of content.marks) {
    const lang = ownLanguage(mark);
    if (lang !== undefined && !languageTag.test(lang))
      yield { what: `The language ‘${lang}’ of marked content is no language tag.`, page: mark.page, object: mark.stream.ref };
  }
}

const ownLanguage = (mark: Mark): string | undefined => mark.properties?.string('Lang')?.text;

export const languageRules: readonly Rule[] = [
  languageRule(2, 'The language of bookmarks can be told.', function* ({ file }) {
    const outlines = file.catalog.dict('Outlines');
    if (outlines?.dict('First')) yield objectFault(outlines, 'The file has bookmarks, and no language in the catalog.');
  }),
  elementText(21, 'ActualText', (element) => element.actualText),
  elementText(22, 'Alt', (element) => element.alt),
  elementText(23, 'E', (element) => element.expansion),
  languageRule(24, 'The language of Contents of annotations can be told.', function* ({ pages, structure }) {
    for (const page of pages)
      for (const annotation of page.annotations) {
        if (annotation.string('Contents') === undefined || annotation.string('Lang') !== undefined) continue;
        if (structure.parentOfObject(annotation)?.language === undefined)
          yield objectFault(annotation, 'The language of Contents of an annotation is told nowhere.', page.number);
      }
  }),
  languageRule(25, 'The language of the descriptions of form fields can be told.', function* (subject) {
    for (const { dict, widgets } of fieldsOf(subject)) {
      const told = widgets.some((widget) => subject.structure.parentOfObject(widget)?.language !== undefined);
      if (dict.string('TU') !== undefined && !told) yield objectFault(dict, 'The language of TU of a form field is told nowhere.');
    }
  }),
  uaRule({
    clause: '7.2',
    test: 29,
    title: 'Languages are said by language tags of RFC 3066.',
    hint: 'Write the language as a tag such as de, de-DE or en-GB.',
    check: badTags,
  }),
  markText(30, 'ActualText'),
  markText(31, 'Alt'),
  markText(32, 'E'),
  languageRule(33, 'The language of the metadata can be told.', function* ({ metadata }) {
    // `x-default` alone says no language; beside it the same text often stands with one.
    const untold = metadata?.properties.find(({ kind, children }) => {
      const languages = children.map(({ lang }) => lang);
      return kind === 'alt' && languages.includes('x-default') && languages.every((lang) => lang === undefined || lang === 'x-default');
    });
    if (untold) yield { what: `The language of ${untold.prefix}:${untold.name} in the metadata is told nowhere.` };
  }),
  languageRule(34, 'The language of text in content can be told.', function* ({ content }) {
    for (const { page, stream } of content.textWithoutLanguage)
      yield { what: 'The language of text is told nowhere.', page, object: stream.ref };
  }),
];
