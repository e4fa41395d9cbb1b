import type { Editor } from '@tiptap/core';
import i18next, { type TFunction } from 'i18next';
import { type DataField, dataFields, usualExpression } from '../model/data-fields.ts';
import { namesAt } from '../model/places.ts';
import { imageTypes } from '../use-images.ts';
import { insertBlock, setTextType, toggleList } from '../writing/commands.ts';
import type { Host } from '../writing/host.ts';
import { type InsertKind, insertKinds, newBlock, type Surroundings, singular } from '../writing/inserts.ts';
import { closeMenu, openFieldMenu } from '../writing/plugins/menu.ts';
import { markZone, type ZoneKind, zoneKinds } from '../writing/zones.ts';
import { chooseFile } from './choose-file.ts';
import { InsertIcon } from './insert-icons.tsx';
import type { MenuItem } from './typed-menu.tsx';

const matches = (text: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** Takes the sign and the letters behind it away. */
function takeTyped(editor: Editor, from: number, to: number): void {
  if (to > from) editor.view.dispatch(editor.state.tr.delete(from, to));
  else closeMenu(editor.view);
}

/** What can be inserted where the cursor is. */
export function insertItems(
  editor: Editor,
  around: Surroundings,
  host: Host,
  t: TFunction,
  query: string,
  range: { from: number; to: number },
): MenuItem[] {
  return insertKinds
    .filter((kind) => isPossible(kind, editor, around))
    .map((kind) => ({ kind, label: t(`editor.insert.${kind}`), hint: t(`editor.insertHint.${kind}`) }))
    .filter(({ label, hint, kind }) => matches(`${label} ${hint} ${kind}`, query))
    .map(({ kind, label, hint }) => ({
      ...{ id: kind, label, hint, icon: <InsertIcon kind={kind} /> },
      run: () => {
        takeTyped(editor, range.from, range.to);
        insertKind(editor, kind, around, host);
      },
    }));
}

function isPossible(kind: InsertKind, editor: Editor, around: Surroundings): boolean {
  return (
    ['field', 'heading2', 'bullets', 'numbers', 'footnote', 'block', 'picture', ...zoneKinds].includes(kind) ||
    newBlock(kind, editor.schema, around) !== undefined
  );
}

/** Inserts something of a kind at the cursor. */
export function insertKind(editor: Editor, kind: InsertKind, around: Surroundings, host: Host): void {
  const { state, view, schema } = editor;
  view.focus();
  if (kind === 'field') {
    openFieldMenu(view);
    return;
  }
  const command =
    kind === 'heading2' ? setTextType(2) : kind === 'bullets' || kind === 'numbers' ? toggleList(kind === 'numbers') : undefined;
  if (command !== undefined) {
    command(state, view.dispatch);
    return;
  }
  if (kind === 'block') {
    host.chooseBlock();
    return;
  }
  if (kind === 'picture') {
    chooseFile(imageTypes, host.takeImage);
    return;
  }
  if (isZoneKind(kind)) {
    markAs(kind, editor, around, host);
    return;
  }
  if (kind === 'footnote') {
    view.dispatch(state.tr.replaceSelectionWith(schema.node('inlineObject', { model: { type: 'footnote', text: '…' } }), true));
    host.inspect();
    return;
  }
  const node = newBlock(kind, schema, around);
  if (node === undefined || !insertBlock(() => node)(state, view.dispatch)) return;
  if (!['box', 'keep', 'columns', 'pageBreak', 'line'].includes(kind)) host.inspect();
}

const isZoneKind = (kind: string): kind is ZoneKind => (zoneKinds as readonly string[]).includes(kind);

/** Leaves what is selected to a clerk, and shows what can be said of that. */
export function markAs(kind: ZoneKind, editor: Editor, around: Surroundings, host: Host): void {
  const said = i18next.getFixedT(around.language);
  const question = (of: ZoneKind) => said(`editor.zone.first.${of}`);
  if (markZone(kind, { ...around, question })(editor.state, editor.view.dispatch)) host.inspect();
  editor.view.focus();
}

/** The values of the data, with what they are for the sample record. Inside of repeats those of the item come first. */
export function fieldItems(
  editor: Editor,
  around: Surroundings,
  host: Host,
  t: TFunction,
  query: string,
  range: { from: number; to: number },
): MenuItem[] {
  const { state } = editor;
  const names = namesAt(state.doc, range.from);
  const fields = dataFields(around.data, names);
  return fields
    .filter(({ path, description = '' }) => matches(`${path} ${description}`, query))
    .slice(0, 60)
    .map((field) => {
      const expression = usualExpression(field, fields);
      const answer = host.ask(field.type === 'list' ? field.path : expression, range.from);
      const value = answer.value === undefined ? t('editor.field.lacking') : String(answer.value);
      return {
        id: field.path.replaceAll('.', '-'),
        label: field.path,
        note: field.type === 'list' && answer.value !== undefined ? t('editor.field.items', { count: Number(answer.value) }) : value,
        ...(field.description === undefined ? {} : { hint: field.description }),
        run: () => {
          takeTyped(editor, range.from, range.to);
          insertField(editor, field, expression);
        },
      };
    });
}

function insertField(editor: Editor, field: DataField, expression: string): void {
  const { state, view, schema } = editor;
  if (field.type === 'list') {
    const node = schema.node('group', { kind: 'repeat', props: { each: field.path, as: singular(field.path) } }, schema.node('paragraph'));
    insertBlock(() => node)(state, view.dispatch);
  } else {
    const value = field.optional ? optional(field.path, expression) : expression;
    view.dispatch(state.tr.replaceSelectionWith(schema.node('field', { value, fallback: null }), true).scrollIntoView());
  }
  view.focus();
}

/** What a record may lack has a fallback from the beginning, so that one letter without it is no failure of a run. */
const optional = (path: string, expression: string): string =>
  path === expression ? `default(${path}, '')` : `has(${path}) ? ${expression} : ''`;
