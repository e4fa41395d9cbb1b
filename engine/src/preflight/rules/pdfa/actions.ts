/** ISO 19005-2 and -3, 6.5: actions. */
import { dictOf, PdfArray, PdfDict, type PdfValue } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import { at, everyLevel, shared, shown } from './common.ts';
import { formFields } from './form-facts.ts';

interface Action {
  readonly dict: PdfDict;
  readonly page: number | undefined;
}

const MOST_ACTIONS = 200_000;
const DEEPEST_TREE = 64;

/** All actions of a document: of opening, bookmarks, pages, annotations, fields and scripts, with those that follow them. */
const actions = shared((subject): Action[] => {
  const { file, pages } = subject;
  const found = new Map<PdfDict, Action>();
  const add = (first: PdfValue, page?: number): void => {
    const waiting = [first];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (!(value instanceof PdfDict) || found.has(value) || found.size >= MOST_ACTIONS) continue;
      found.set(value, { dict: value, page });
      const next = value.get('Next');
      for (const each of next instanceof PdfArray ? next : [next]) waiting.push(each);
    }
  };
  const addAll = (value: PdfValue, page?: number): void => {
    if (value instanceof PdfDict) for (const key of value.keys()) add(value.get(key), page);
  };
  add(file.catalog.get('OpenAction'));
  addAll(file.catalog.get('AA'));
  for (const script of namesIn(file.catalog.dict('Names')?.get('JavaScript') ?? null, 0)) add(script);
  for (const item of outlineItems(file.catalog.dict('Outlines'))) add(item.get('A'));
  for (const { dict, number, annotations } of pages) {
    addAll(dict.get('AA'), number);
    for (const annotation of annotations) {
      for (const key of ['A', 'PA']) add(annotation.get(key), number);
      addAll(annotation.get('AA'), number);
    }
  }
  for (const { dict } of formFields(subject)) addAll(dict.get('AA'));
  return [...found.values()];
});

/** Values of a name tree. */
function* namesIn(node: PdfValue, depth: number): Iterable<PdfValue> {
  const dict = dictOf(node);
  if (dict === undefined || depth > DEEPEST_TREE) return;
  const names = dict.array('Names');
  for (let i = 1; names !== undefined && i < names.length; i += 2) yield names.at(i);
  for (const kid of dict.array('Kids') ?? []) yield* namesIn(kid, depth + 1);
}

/** Items of the outline, whatever circles it has. */
function* outlineItems(outlines: PdfDict | undefined): Iterable<PdfDict> {
  const seen = new Set<PdfDict>();
  const waiting = outlines === undefined ? [] : [outlines.dict('First')];
  for (let item = waiting.pop(); item !== undefined || waiting.length > 0; item = waiting.pop()) {
    if (item === undefined || seen.has(item) || seen.size > MOST_ACTIONS) continue;
    seen.add(item);
    yield item;
    waiting.push(item.dict('Next'), item.dict('First'));
  }
}

const allowed = new Set(['GoTo', 'GoToR', 'GoToE', 'Thread', 'URI', 'Named', 'SubmitForm']);
const allowedNames = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);

export const actionRules: readonly Rule[] = [
  {
    clause: '6.5.1',
    test: 1,
    profiles: everyLevel,
    title: 'Actions are GoTo, GoToR, GoToE, Thread, URI, Named or SubmitForm.',
    hint: 'Take the action away.',
    *check(subject) {
      for (const { dict, page } of actions(subject)) {
        const type = dict.name('S');
        if (type === undefined || !allowed.has(type)) yield at(`The action is of type ${shown(type)}.`, dict, page);
      }
    },
  },
  {
    clause: '6.5.1',
    test: 2,
    profiles: everyLevel,
    title: 'Named actions are NextPage, PrevPage, FirstPage or LastPage.',
    hint: 'Take the action away.',
    *check(subject) {
      for (const { dict, page } of actions(subject)) {
        const name = dict.name('N');
        if (dict.name('S') === 'Named' && (name === undefined || !allowedNames.has(name)))
          yield at(`The named action is ${shown(name)}.`, dict, page);
      }
    },
  },
  {
    clause: '6.5.2',
    test: 1,
    profiles: everyLevel,
    title: 'The catalog has no additional actions.',
    hint: 'Take AA out of the catalog.',
    *check({ file }) {
      if (file.catalog.has('AA')) yield at('The catalog has AA.', file.catalog);
    },
  },
  {
    clause: '6.5.2',
    test: 2,
    profiles: everyLevel,
    title: 'Pages have no additional actions.',
    hint: 'Take AA out of the page.',
    *check({ pages }) {
      for (const { dict, ref, number } of pages) if (dict.has('AA')) yield at('The page has AA.', ref, number);
    },
  },
];
