import type { Inline, InlineNode, Localized, Mark } from '@posthorn/engine';
import { isPerLanguage, parseInline } from '@posthorn/engine/authoring';
import { Fragment, type Node, type Mark as ProseMark, type Schema } from '@tiptap/pm/model';

/** Text of the model as the editor's inline nodes. The short form is read as the engine reads it. */
export function inlineToEditor(inline: Inline, schema: Schema): Fragment {
  const nodes = typeof inline === 'string' ? shortForm(inline, schema) : inline.flatMap((node) => nodeToEditor(node, schema));
  return Fragment.fromArray(nodes);
}

function shortForm(source: string, schema: Schema): Node[] {
  const { pieces, faults } = parseInline(source);
  // What cannot be read is not guessed at: it is shown as it stands.
  if (faults.length > 0) return [schema.node('inlineObject', { model: { type: 'short', source } })];
  return pieces.flatMap((piece) => {
    const marks = [...(piece.bold ? [schema.mark('bold')] : []), ...(piece.italic ? [schema.mark('italic')] : [])];
    return piece.kind === 'field'
      ? [schema.node('field', { value: piece.expression, fallback: null }, undefined, marks)]
      : textNodes(piece.text, marks, schema);
  });
}

/** Line breaks are nodes, so that a line looks like one. */
function textNodes(text: string, marks: readonly ProseMark[], schema: Schema): Node[] {
  return text.split('\n').flatMap((line, i) => {
    const nodes = i === 0 ? [] : [schema.node('break', null, undefined, marks)];
    return line === '' ? nodes : [...nodes, schema.text(line, marks)];
  });
}

function nodeToEditor(node: InlineNode, schema: Schema): Node[] {
  switch (node.type) {
    case 'text':
      return textNodes(node.text, marksToEditor(node.marks, schema), schema);
    case 'field':
      return [schema.node('field', { value: node.value, fallback: node.fallback ?? null }, undefined, marksToEditor(node.marks, schema))];
    case 'break':
    case 'tab':
      return [schema.node(node.type)];
    default:
      return [schema.node('inlineObject', { model: node })];
  }
}

function marksToEditor(marks: readonly Mark[] | undefined, schema: Schema): readonly ProseMark[] {
  return (marks ?? []).reduce<readonly ProseMark[]>((set, { type, ...attrs }) => schema.mark(type, attrs).addToSet(set), []);
}

/** The editor's inline nodes as text of the model: in short form where that can say it and was the form before, or is wished. */
export function inlineFromEditor(content: Fragment, was: Inline | undefined, schema: Schema): Inline {
  // What was not touched is kept to the letter, however it was written.
  if (was !== undefined && content.eq(inlineToEditor(was, schema))) return was;
  const short = toShortForm(content, schema);
  return short !== undefined && (typeof was !== 'object' || was.length === 0) ? short : toLongForm(content);
}

function toLongForm(content: Fragment): InlineNode[] {
  const nodes: InlineNode[] = [];
  content.forEach((node) => {
    const marks = node.marks.length === 0 ? {} : { marks: node.marks.map(markFromEditor) };
    switch (node.type.name) {
      case 'text':
        nodes.push({ type: 'text', text: node.text ?? '', ...marks });
        return;
      case 'field':
        nodes.push({
          type: 'field',
          value: node.attrs.value,
          ...(node.attrs.fallback === null ? {} : { fallback: node.attrs.fallback }),
          ...marks,
        });
        return;
      case 'inlineObject':
        nodes.push(...objectFromEditor(node.attrs.model));
        return;
      default:
        // Breaks and tabs have no marks in the model; within marked text they are its characters.
        nodes.push(
          node.marks.length === 0
            ? { type: node.type.name as 'break' | 'tab' }
            : { type: 'text', text: CHARACTERS[node.type.name]!, ...marks },
        );
    }
  });
  return nodes;
}

const CHARACTERS: Readonly<Record<string, string>> = { break: '\n', tab: '\t' };

type InlineModel = InlineNode | { readonly type: 'short'; readonly source: string };

/** A short form that cannot be read keeps its letters in a text beside other nodes: its faults can't stand in the long form. */
const objectFromEditor = (model: InlineModel): InlineNode[] => (model.type === 'short' ? [{ type: 'text', text: model.source }] : [model]);

const markFromEditor = (mark: ProseMark): Mark => ({ type: mark.type.name, ...mark.attrs }) as Mark;

/** The short form, or undefined where it cannot say exactly this. */
function toShortForm(content: Fragment, schema: Schema): string | undefined {
  const only = content.childCount === 1 ? content.firstChild : null;
  if (only?.type.name === 'inlineObject' && only.attrs.model.type === 'short') return only.attrs.model.source;
  let out = '';
  let open: readonly string[] = [];
  let possible = true;
  content.forEach((node) => {
    const names = node.marks.map((mark) => mark.type.name);
    if (names.some((name) => SIGNS[name] === undefined)) possible = false;
    out += change(open, names);
    open = names;
    if (node.isText) out += escaped(node.text ?? '');
    else if (node.type.name === 'break') out += '\n';
    else if (node.type.name === 'field' && node.attrs.fallback === null) out += `{{ ${node.attrs.value} }}`;
    else possible = false;
  });
  out += change(open, []);
  return possible && content.eq(inlineToEditor(out, schema)) ? out : undefined;
}

const SIGNS: Readonly<Record<string, string>> = { bold: '**', italic: '_' };

/** Closes what ends, innermost first, and opens what begins. */
function change(from: readonly string[], to: readonly string[]): string {
  const closed = from.filter((name) => !to.includes(name)).reverse();
  const opened = to.filter((name) => !from.includes(name));
  return [...closed, ...opened].map((name) => SIGNS[name] ?? '').join('');
}

/** Only what would be read as something else is escaped: a lone asterisk stays one. */
const escaped = (text: string): string =>
  text.replace(/\\(?=[*_{}\\])|\*\*|\{\{|_/g, (found) => (found.length === 2 ? `\\${found[0]}\\${found[1]}` : `\\${found}`));

/** The text of one language; undefined where it is kept per language and not written in this one. */
export function variantOf(text: Localized<Inline> | null, language: string): Inline | undefined {
  if (text === null) return undefined;
  return isPerLanguage(text) ? text[language] : (text as Inline);
}

/** How texts begun in the editor are kept: in which language they are, and whether once per language. */
export interface Writing {
  readonly language: string;
  readonly perLanguage: boolean;
}

/** A text of a textblock, with its content in one language as it is now. */
export function textOf(block: Node, { language, perLanguage }: Writing): Localized<Inline> {
  const text = block.attrs.text as Localized<Inline> | null;
  const was = variantOf(text, language);
  const { content } = block;
  if (was === undefined && content.size === 0 && text !== null) return text;
  const now = inlineFromEditor(content, was, block.type.schema);
  if (text === null) return perLanguage ? { [language]: now } : now;
  if (!isPerLanguage(text)) return now;
  return was === now ? text : { ...text, [language]: now };
}
