import type { Block, Inline, Localized, Node as ModelNode, Table } from '@posthorn/engine';
import { DOMSerializer, type Node, type Schema } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { t } from 'i18next';
import { inlineToEditor, variantOf } from '../../model/inline.ts';
import { nodesToEditor } from '../../model/to-editor.ts';
import type { Host } from '../host.ts';
import { element, frameButton } from './element.ts';
import { select } from './frame-views.ts';

type GetPos = () => number | undefined;
type Drawing = { readonly schema: Schema; readonly language: string; readonly host: Host };

/** A node that is edited in a panel: shown as it will look, as far as that can be told without the engine. */
export const objectView =
  (host: Host) =>
  (node: Node, view: EditorView, getPos: GetPos): NodeView => {
    const dom = element('div', { class: 'ed-object', 'data-type': node.attrs.model.type, contenteditable: 'false' });
    const drawn = () => ({ schema: view.state.schema, language: view.state.doc.attrs.language as string, host });
    const draw = (model: ModelNode) => dom.replaceChildren(...drawObject(model, drawn()));
    draw(node.attrs.model);
    const redraw = () => draw(node.attrs.model);
    if (['image', 'block'].includes(node.attrs.model.type)) host.redraws.add(redraw);
    dom.addEventListener('click', (event) => {
      if (!(event.target as Element).closest('button')) select(view, getPos, host);
    });
    return {
      dom,
      update(next) {
        if (next.type !== node.type || next.attrs.model.type !== node.attrs.model.type) return false;
        if (next.attrs.model !== node.attrs.model) draw(next.attrs.model);
        node = next;
        return true;
      },
      destroy: () => void host.redraws.delete(redraw),
      ignoreMutation: () => true,
      stopEvent: (event) => (event.target as Element).closest?.('button') != null,
    };
  };

const label = (model: ModelNode, more = ''): HTMLElement =>
  element(
    'div',
    { class: 'ed-object-label' },
    t(`editor.node.${model.type as 'box'}`, { defaultValue: model.type }),
    more === '' ? '' : ` · ${more}`,
  );

function drawObject(model: ModelNode, drawing: Drawing): globalThis.Node[] {
  switch (model.type) {
    case 'pageBreak':
      return [element('div', { class: 'ed-page-break' }, t('editor.node.pageBreak'))];
    case 'line':
      return [element('hr')];
    case 'space':
      return [label(model, `${model.height} mm`)];
    case 'image': {
      const address = drawing.host.imageAddress(model.asset);
      if (address === undefined) return [label(model, model.asset)];
      const image = element('img', { src: address, alt: String(variantOf(model.alt, drawing.language) ?? ''), draggable: 'false' });
      if (model.width !== undefined) image.style.width = `${Math.min(100, (model.width / 170) * 100)}%`;
      return [image];
    }
    case 'button':
      return [element('span', { class: 'ed-button' }, inlineDom(model.text, drawing))];
    case 'block':
      return drawBlock(model.ref, drawing.host.block(model.ref), drawing);
    case 'table':
      return [drawTable(model, drawing)];
    case 'mark':
      return [label(model, model.name)];
    case 'barcode':
      return [label(model, `${model.symbology} · ${model.payload.slice(0, 60)}`)];
    case 'chart':
      return [label(model, `${model.kind} · ${model.each}`)];
    case 'field':
      return [label(model, model.name)];
    default:
      return [label(model)];
  }
}

function drawBlock(ref: string, block: Block | undefined, drawing: Drawing): globalThis.Node[] {
  const { language, schema, host } = drawing;
  const name =
    block === undefined ? ref : String(variantOf(block.name as Localized<Inline>, language) ?? Object.values(block.name)[0] ?? ref);
  const head = element('div', { class: 'ed-object-label' }, element('span', {}, `${t('editor.node.block')} · ${name}`));
  if (block === undefined) return [head, element('p', { class: 'ed-missing' }, t('editor.block.missing', { id: ref }))];
  head.append(
    frameButton(t('editor.block.open'), () => host.openBlock(ref), { tabindex: '0', 'aria-label': `${t('editor.block.open')}: ${name}` }),
  );
  const body = element('div', { class: 'ed-block-body' });
  for (const child of nodesToEditor(block.body, language, schema).content) body.append(readOnly(child, drawing));
  return [head, body];
}

/** A node of the editor as it looks, not to be written into. */
function readOnly(node: Node, drawing: Drawing): globalThis.Node {
  if (node.type.name === 'object') {
    return element('div', { class: 'ed-object', 'data-type': node.attrs.model.type }, ...drawObject(node.attrs.model, drawing));
  }
  if (node.isTextblock)
    return element(node.type.name === 'heading' ? `h${node.attrs.props.level}` : 'p', {}, fragmentDom(node, drawing.schema));
  const inside = node.children.map((child) => readOnly(child, drawing));
  const kind = node.attrs.kind ?? node.type.name;
  return element(
    'div',
    { class: node.type.name === 'slot' || node.type.name.startsWith('list') ? `ed-${node.type.name}` : 'ed-frame', 'data-kind': kind },
    ...inside,
  );
}

/** The rows of a table as an author thinks of them: the names of its columns, one row as an example, its totals. */
function drawTable(table: Table, drawing: Drawing): HTMLElement {
  const head = element('tr', {}, ...table.columns.map((column) => cellDom('th', column.header, column.align, drawing)));
  const rows =
    table.each === undefined
      ? []
      : [element('tr', {}, ...table.columns.map((column) => cellDom('td', column.cell, column.align, drawing)))];
  const written = [...(table.rows ?? []), ...(table.footer ?? [])].map((row) =>
    element(
      'tr',
      { class: row.style === undefined ? '' : `ed-row-${row.style}` },
      ...row.cells.map((one) => {
        const made = cellDom('td', one.text, one.align, drawing);
        if (one.span !== undefined) made.setAttribute('colspan', String(one.span));
        return made;
      }),
    ),
  );
  const caption = element(
    'div',
    { class: 'ed-object-label' },
    table.each === undefined ? t('editor.node.table') : t('editor.table.of', { list: table.each }),
  );
  return element('div', {}, caption, element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows, ...written)));
}

function cellDom(tag: string, text: Localized<Inline> | undefined, align: string | undefined, drawing: Drawing): HTMLElement {
  const cell = element(tag, {}, ...(text === undefined ? [] : [inlineDom(text, drawing)]));
  if (align !== undefined && align !== 'left') cell.style.textAlign = align === 'decimal' ? 'right' : align;
  return cell;
}

function inlineDom(text: Localized<Inline>, { language, schema }: Drawing): globalThis.Node {
  const variant = variantOf(text, language);
  if (variant === undefined) return element('em', { class: 'ed-missing' }, t('editor.language.missing'));
  return fragmentDom(schema.node('line', null, inlineToEditor(variant, schema)), schema);
}

function fragmentDom(block: Node, schema: Schema): globalThis.Node {
  const serializer = DOMSerializer.fromSchema(schema);
  const fragment = serializer.serializeFragment(block.content);
  const fields: Node[] = [];
  block.forEach((child) => {
    if (child.type.name === 'field' || child.type.name === 'inlineObject') fields.push(child);
  });
  // The fields come without their labels, in the same order.
  (fragment as DocumentFragment).querySelectorAll('[data-node]').forEach((place, i) => {
    place.className = 'ed-chip';
    place.textContent = fields[i]?.attrs.value ?? '…';
  });
  return fragment;
}
