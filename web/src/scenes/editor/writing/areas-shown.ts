import type { TemplateContact } from '@posthorn/engine';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Selection } from '@tiptap/pm/state';
import { type AreaKind, valueAt, type Written, withValueAt } from '../model/areas.ts';
import { dataFields } from '../model/data-fields.ts';
import { fromEditor } from '../model/from-editor.ts';
import { placeOf, pointerAt } from '../model/places.ts';
import { areaToEditor, toEditor } from '../model/to-editor.ts';
import { asReplacement } from '../suggestions/plugin.ts';
import { asTheirs } from './plugins/locked.ts';

export const channels = ['letter', 'email', 'web', 'sms', 'chat', 'push'] as const;
export type Channel = (typeof channels)[number];

/** What a channel has of its own, if the author wishes; else it shows what the letter says. */
export const ownAreas: Readonly<Record<Channel, readonly AreaKind[]>> = {
  letter: [],
  email: [
    { path: '/email/subject', type: 'line' },
    { path: '/email/preheader', type: 'line' },
    { path: '/email/body', type: 'flow' },
  ],
  web: [{ path: '/web/body', type: 'flow' }],
  sms: [{ path: '/sms/text', type: 'line' }],
  chat: [{ path: '/chat/body', type: 'flow' }],
  push: [
    { path: '/push/text', type: 'line' },
    { path: '/push/title', type: 'line' },
    { path: '/push/link', type: 'line' },
  ],
};

const pathsOf = (doc: Node): string[] => doc.children.map((area) => area.attrs.path);

/** The places that make up a channel's message. */
export function placesOf(doc: Node, channel: Channel): string[] {
  const there = pathsOf(doc);
  if ((doc.attrs.rest as Written).kind === 'block') return [there.includes(`/variants/${channel}`) ? `/variants/${channel}` : '/body'];
  const own = (path: string, instead: string) => (there.includes(path) ? path : instead);
  switch (channel) {
    case 'letter':
      return ['/subject', '/body', ...there.filter((path) => path.startsWith('/letter/'))];
    case 'email':
      return [own('/email/subject', '/subject'), '/email/preheader', own('/email/body', '/body')];
    case 'web':
      return ['/subject', own('/web/body', '/body')];
    case 'sms':
      return ['/sms/text'];
    case 'chat':
      return [own('/chat/body', '/body')];
    case 'push':
      return [own('/push/title', '/subject'), '/push/text', '/push/link'];
  }
}

/** A channel in whose message a place is. */
export const channelOf = (doc: Node, path: string): Channel =>
  channels.find((channel) => placesOf(doc, channel).includes(path)) ?? 'letter';

/** What a channel could have of its own and has not. */
export function possibleAreas(doc: Node, channel: Channel): readonly AreaKind[] {
  if ((doc.attrs.rest as Written).kind === 'block') {
    // A notification has no body that a block could stand in.
    return channel === 'push' || pathsOf(doc).includes(`/variants/${channel}`) ? [] : [{ path: `/variants/${channel}`, type: 'flow' }];
  }
  return ownAreas[channel].filter(({ path }) => !pathsOf(doc).includes(path));
}

/** Gives a channel a place of its own; content begins as a copy of what the channel showed so far. */
export function addArea(editor: Editor, { path, type }: AreaKind): void {
  const { state, view, schema } = editor;
  const written = fromEditor(state.doc);
  const { language } = state.doc.attrs;
  const begin = type === 'flow' ? valueAt(written, '/body') : path === '/email/subject' ? valueAt(written, '/subject') : {};
  const area = areaToEditor(path, type, begin, language, schema);
  // A place made anew is a place of the document only if the document says so too.
  const at = path.endsWith('body') || path.startsWith('/variants') ? state.doc.content.size : 0;
  const tr = state.tr.insert(at, area);
  tr.setDocAttribute('rest', withValueAt(state.doc.attrs.rest as Written, path, null));
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1), 1)).scrollIntoView());
  // The button that asked for it is no more: one writes on in the new place.
  view.focus();
}

/** Takes a channel's own place away: it shows what the letter says again. */
export function removeArea(editor: Editor, path: string): void {
  const { state, view } = editor;
  state.doc.forEach((area, offset) => {
    if (area.attrs.path !== path) return;
    const tr = state.tr.delete(offset, offset + area.nodeSize);
    view.dispatch(tr.setDocAttribute('rest', withValueAt(state.doc.attrs.rest as Written, path, undefined)));
  });
}

/** Shows the texts of another language. It can be taken back, as everything can: what was done in a language is undone in it. */
export function switchLanguage(editor: Editor, language: string): void {
  const { state, view, schema } = editor;
  if (state.doc.attrs.language === language) return;
  replaceDocument(editor, toEditor(fromEditor(state.doc), language, schema));
  view.dom.lang = language;
}

/** Puts another document in the place of this one, as one change; the cursor stays at the same node. What others saved is not undoable. */
export function replaceDocument(editor: Editor, doc: Node, { undoable = true } = {}): void {
  const { state, view } = editor;
  const tr = state.tr.replaceWith(0, state.doc.content.size, doc.content);
  tr.setDocAttribute('rest', doc.attrs.rest).setDocAttribute('language', doc.attrs.language);
  const { $from } = state.selection;
  const place = placeOf(tr.doc, pointerAt(state.doc, $from.parent.isTextblock ? $from.before() : $from.pos));
  if (place !== undefined) {
    const offset = place.node.isTextblock ? Math.min($from.parentOffset, place.node.content.size) + 1 : 0;
    tr.setSelection(Selection.near(tr.doc.resolve(place.pos + offset)));
  }
  view.dispatch(asReplacement(undoable ? tr : asTheirs(tr.setMeta('addToHistory', false))));
}

/** Says how communications of the template come about; for runs is what templates are for that say nothing. */
export function setUse({ state, view }: Editor, use: string): void {
  const rest = withValueAt(state.doc.attrs.rest as Written, '/use', use === 'batch' ? undefined : use);
  view.dispatch(state.tr.setDocAttribute('rest', rest));
}

/** Says what the contact policy must know of the template; nothing if undefined. */
export function setContact({ state, view }: Editor, contact: TemplateContact | undefined): void {
  view.dispatch(state.tr.setDocAttribute('rest', withValueAt(state.doc.attrs.rest as Written, '/contact', contact)));
}

/** Keys whose values may be written once per language. */
const LOCALIZED = new Set([
  'text',
  'header',
  'cell',
  'note',
  'title',
  'term',
  'alt',
  'label',
  'summary',
  'question',
  'default',
  'carriedForward',
  'broughtForward',
  'subject',
  'preheader',
]);

/** The field of every record by which a customer gets a template in the language that they read. */
const READS = 'customer.language';

/** The template with one more language: texts that were written once for all are from now on those of its first language. */
export function withLanguage(template: Written, language: string): Written {
  const languages = template.languages as readonly string[];
  const first = languages[0]!;
  const part = (value: unknown, parent: Record<string, unknown>, key: string): unknown => {
    const isText = typeof value === 'string' || (Array.isArray(value) && LOCALIZED.has(key));
    if (LOCALIZED.has(key) && isText && !(key === 'label' && parent.type === 'list'))
      return /\p{L}/u.test(wordsIn(value)) ? { [first]: value } : value;
    if (Array.isArray(value)) return value.map((item) => part(item, parent, ''));
    if (value === null || typeof value !== 'object') return value;
    const object = value as Record<string, unknown>;
    return Object.fromEntries(Object.entries(object).map(([inner, field]) => [inner, part(field, object, inner)]));
  };
  const { data, ...rest } = template;
  const changed = languages.length === 1 ? { ...(part(rest, {}, '') as Written), ...(data === undefined ? {} : { data }) } : template;
  // Without it nobody would ever get the new language.
  const chosen = template.language === undefined && dataFields(data).some(({ path }) => path === READS) ? { language: READS } : {};
  return { ...changed, ...chosen, languages: [...languages, language] };
}

/** What of a text is to be translated: not its fields. */
const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\{\{.*?\}\}/g, '');
