import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { t } from 'i18next';
import { findingInWords } from '../../../../i18n/in-words.ts';
import { chipLabel, fieldParts } from '../../model/expressions.ts';
import type { Host } from '../host.ts';
import { element } from './element.ts';
import { select, wordsOf } from './frame-views.ts';

type GetPos = () => number | undefined;

/** A field in the text: what it shows; on pointing at it, its value for the sample record. */
export const fieldView =
  (host: Host) =>
  (node: Node, view: EditorView, getPos: GetPos): NodeView => {
    const dom = element('span', { class: 'ed-chip' });
    draw(node);
    dom.addEventListener('pointerenter', () => {
      const pos = getPos();
      if (pos === undefined) return;
      const { value, fault, failure } = host.ask(node.attrs.value, pos);
      dom.title = (fault && findingInWords(fault).message) ?? failure ?? `${node.attrs.value}\n= ${String(value)}`;
    });
    dom.addEventListener('click', () => select(view, getPos, host));
    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        node = next;
        draw(next);
        return true;
      },
    };
    function draw({ attrs }: Node): void {
      const format = fieldParts(attrs.value)?.format?.name;
      dom.replaceChildren(
        chipLabel(attrs.value),
        ...(format === undefined ? [] : [element('small', {}, t(`editor.format.${format as 'money'}`, { defaultValue: format }))]),
      );
      dom.classList.toggle('ed-chip-rule', fieldParts(attrs.value) === undefined);
    }
  };

/** A condition, a footnote or an unreadable text among the words. */
export const inlineObjectView =
  (host: Host) =>
  (node: Node, view: EditorView, getPos: GetPos): NodeView => {
    const { model } = node.attrs;
    const dom = element('span', { class: `ed-chip ed-chip-${model.type}` });
    if (model.type === 'if') dom.append(element('small', {}, `${t('editor.inline.if')} ${chipLabel(model.when)}`), ` ${plain(model.then)}`);
    else if (model.type === 'footnote') dom.append('¹ ', plain(model.text));
    else if (model.type === 'input') dom.append('✎ ', wordsOf(model.question, view.state.doc.attrs.language));
    else dom.append(model.source ?? JSON.stringify(model));
    dom.addEventListener('click', () => select(view, getPos, host));
    return { dom, update: (next) => next.type === node.type && next.attrs.model === model };
  };

const plain = (inline: unknown): string => {
  const text =
    typeof inline === 'string'
      ? inline
      : (inline as { text?: string; value?: string }[]).map((one) => one.text ?? one.value ?? '').join('');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};
