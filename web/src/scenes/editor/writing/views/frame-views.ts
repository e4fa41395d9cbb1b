import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { t } from 'i18next';
import { frameOf } from '../../model/places.ts';
import { ruleInWords } from '../../rules/rule-words.ts';
import type { Host } from '../host.ts';
import { element, frameButton } from './element.ts';

type GetPos = () => number | undefined;

/** Selects the node at a position and shows its properties. */
export function select(view: EditorView, getPos: GetPos, host: Host): void {
  const pos = getPos();
  if (pos === undefined) return;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
  view.focus();
  host.inspect();
}

/** What a frame says of itself, such as: for each line of invoice.lines. */
export function frameLabel(kind: string, props: Readonly<Record<string, unknown>>, language: string): string {
  switch (kind) {
    case 'zone':
      return t('editor.frame.zone', {
        kind: t(`editor.zone.kind.${props.kind as 'free'}`),
        question: wordsOf(props.question, language),
        interpolation: { escapeValue: false },
      });
    case 'repeat':
      return t('editor.frame.repeat', { name: String(props.as), list: String(props.each) });
    case 'if':
      return t('editor.frame.if', { rule: ruleInWords(String(props.condition ?? ''), t) });
    case 'list':
      return t('editor.frame.repeat', { name: String(props.as ?? 'item'), list: String(props.each) });
    default:
      return t(`editor.node.${kind as 'box'}`);
  }
}

/** A text per language as it reads in one of them. */
export const wordsOf = (text: unknown, language: string): string =>
  typeof text === 'string' ? text : String((text as Record<string, string>)?.[language] ?? Object.values((text as object) ?? {})[0] ?? '');

/** A view whose label is drawn again when the node changes, with its content beside it. */
function framed(node: Node, dom: HTMLElement, head: HTMLElement, draw: (node: Node) => void): NodeView {
  const contentDOM = element('div', { class: 'ed-inside' });
  dom.append(head, contentDOM);
  draw(node);
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type || next.attrs.kind !== node.attrs.kind || next.attrs.role !== node.attrs.role) return false;
      draw(next);
      return true;
    },
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    stopEvent: (event) => head.contains(event.target as globalThis.Node) && event.type !== 'dragstart',
  };
}

export const groupView =
  (host: Host) =>
  (node: Node, view: EditorView, getPos: GetPos): NodeView => {
    const dom = element('div', { class: 'ed-frame', 'data-kind': node.attrs.kind });
    const head = element('div', { class: 'ed-frame-head', contenteditable: 'false' });
    return framed(node, dom, head, (now) => {
      head.replaceChildren(
        frameButton(frameLabel(now.attrs.kind, now.attrs.props, view.state.doc.attrs.language), () => select(view, getPos, host)),
      );
    });
  };

export const splitView = groupView;

export const slotView =
  () =>
  (node: Node, view: EditorView, getPos: GetPos): NodeView => {
    const dom = element('div', { class: 'ed-slot', 'data-role': node.attrs.role });
    const head = element('div', { class: 'ed-slot-head', contenteditable: 'false' });
    return framed(node, dom, head, (now) => {
      const pos = getPos();
      const $pos = pos === undefined ? undefined : view.state.doc.resolve(pos);
      const number = ($pos?.index() ?? 0) + 1;
      // A column's width is what CSS needs of it.
      const width = now.attrs.props.width as { share?: number; fixed?: number } | 'auto' | undefined;
      if (now.attrs.role === 'column') dom.style.flexGrow = String(width === 'auto' ? 1 : (width?.share ?? (width?.fixed ?? 60) / 60));
      head.replaceChildren(slotLabel(now, number, view.state.doc.attrs.language));
    });
  };

function slotLabel(slot: Node, number: number, language: string): string {
  const { role, props } = slot.attrs;
  if (role === 'choice') return wordsOf(props.label, language);
  if (role === 'definition') return typeof props.term === 'string' ? props.term : (Object.values(props.term ?? {})[0] as string);
  if (role === 'then') return '';
  return t(`editor.slot.${role as 'else'}`, { number });
}

/** A place of the template: what it is called, and what one may do with it. */
export const areaView =
  (host: Host) =>
  (node: Node): NodeView => {
    const { path } = node.attrs;
    const name = areaName(path);
    const dom = element('section', { class: 'ed-area', 'data-path': path, 'aria-label': name });
    const head = element('div', { class: 'ed-area-head', contenteditable: 'false' }, element('span', {}, name));
    if (REMOVABLE.has(path)) {
      head.append(
        frameButton(t('editor.area.remove'), () => host.removeArea(path), {
          tabindex: '0',
          'aria-label': `${name}: ${t('editor.area.remove')}`,
        }),
      );
    }
    const contentDOM = element('div', { class: 'ed-area-body' });
    dom.append(head, contentDOM);
    return {
      dom,
      contentDOM,
      update: (next) => next.type === node.type && next.attrs.path === path,
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      stopEvent: (event) => head.contains(event.target as globalThis.Node),
    };
  };

const REMOVABLE = new Set([
  '/email/subject',
  '/email/preheader',
  '/email/body',
  '/web/body',
  '/sms/text',
  '/chat/body',
  '/push/title',
  '/push/text',
  '/push/link',
]);

/** What a place is called on the screen. */
export function areaName(path: string): string {
  const frame = frameOf(path);
  if (frame !== undefined) return t(`editor.area.frame.${frame as 'address'}`, { defaultValue: frame });
  return t(`editor.area.${path.slice(1).replaceAll('/', '_') as 'body'}`, { defaultValue: path });
}
