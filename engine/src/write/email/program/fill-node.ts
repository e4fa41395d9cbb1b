import { FIELD, isText, type Plan } from '../../../resolve/plan.ts';
import type { ResolvedNode } from '../../../resolve/resolved.ts';
import { escapeAscii } from '../../html/escape.ts';
import type { TextLines } from '../../text/text-lines.ts';
import { isNarrow } from '../../text/wrap.ts';
import { blockLines, plainText, type RunningNode, runningLines } from '../../text/write-text.ts';
import type { BodyWriter } from '../body-writer.ts';
import { FieldValue, type Filling, fillingOf } from './field-value.ts';
import type { Step } from './message-in-making.ts';

type Filled = Extract<Plan, { kind: 'filled' }>;

/**
 * A node of which only fields are written for a record; undefined where they cannot be told from the rest.
 * @param inItem whether it stands in an item of a list, where nothing is a row
 */
export function fillNode({ node, fields }: Filled, writer: BodyWriter, inItem: boolean): Step | undefined {
  const images = new Set<string>();
  const html = (inItem ? writer.item([node], images) : writer.row(node, images)).split(FIELD);
  if (html.length !== fields.length + 1) return undefined;
  if (fields.length === 0) return constant(node, html[0] as string, images);
  // A link in a button is none, which only the whole text tells.
  if (!isRunning(node) || (node.type === 'button' && !fields.every(isText))) return undefined;
  const texts = plainText(node.runs).split(FIELD);
  if (texts.length !== html.length) return undefined;
  const isNarrowAround = texts.every(isNarrow);
  const isParagraph = node.type === 'paragraph';
  const fillings = fields.map(fillingOf);
  const value = new FieldValue(writer);
  return (message) => {
    const { state } = message;
    message.nodes += 1;
    let filled = html[0] as string;
    let plain = texts[0] as string;
    let narrow = isNarrowAround;
    for (let i = 0; i < fillings.length; i++) {
      value.read(fillings[i] as Filling, state);
      filled += value.html + html[i + 1];
      plain += value.text + texts[i + 1];
      narrow &&= value.narrow;
    }
    message.put(filled, isParagraph);
    if (narrow && isParagraph) message.text.paragraph(plain, texts[fillings.length] || value.text, message.width);
    else message.text.block(runningLines(node, narrow ? plain : withoutTabs(plain), message.width, narrow));
  };
}

/** Stands for the address of a button while the rest of it is written; see `FIELD`. */
const ADDRESS = '\u0002';

/** A button whose address depends on the record. */
export function fillButton(plan: Extract<Plan, { kind: 'button' }>, writer: BodyWriter, inItem: boolean): Step | undefined {
  const { button, fields, href } = plan;
  const row = writer.row(button(ADDRESS), new Set());
  const pieces = (inItem ? writer.nested(row) : row).split(ADDRESS).map((piece) => piece.split(FIELD));
  const texts = plainText(button('').runs).split(FIELD);
  const marks = pieces.reduce((sum, piece) => sum + piece.length - 1, 0);
  if (marks !== fields.length || texts.length !== fields.length + 1 || !fields.every(isText)) return undefined;
  const fillings = fields.map(fillingOf);
  const value = new FieldValue(writer);
  return (message) => {
    const { state } = message;
    const address = href(state);
    if (address === undefined) return;
    message.nodes += 1;
    let filled = '';
    let plain = texts[0] as string;
    let next = 0;
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i] as readonly string[];
      filled += i === 0 ? piece[0] : escapeAscii(address) + piece[0];
      for (let k = 1; k < piece.length; k++) {
        value.read(fillings[next] as Filling, state);
        next += 1;
        filled += value.html + piece[k];
        plain += value.text + texts[next];
      }
    }
    message.put(filled, false);
    message.text.block(runningLines(button(address), withoutTabs(plain), message.width));
  };
}

function constant(node: ResolvedNode, html: string, images: ReadonlySet<string>): Step {
  const texts = new Map<number, TextBlock>();
  return (message) => {
    const { body, text, width } = message;
    message.nodes += 1;
    message.put(html, node.type === 'paragraph');
    let block = texts.get(width);
    if (block === undefined) {
      block = new TextBlock(blockLines([node], width));
      texts.set(width, block);
    }
    block.addTo(text);
    if (images.size > 0) body.addImages(images);
  };
}

/** Lines that are the same in every message. */
class TextBlock {
  readonly #lines: readonly string[];
  /** The lines in one, where nothing is empty at their ends. */
  readonly #joined: string | undefined;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    const shown = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
    this.#joined = shown.length > 0 && shown[0] !== '' && shown.length >= lines.length - 1 ? shown.join('\n') : undefined;
  }

  addTo(text: TextLines): void {
    if (this.#joined === undefined) text.block(this.#lines);
    else {
      text.lines(this.#joined);
      text.end();
    }
  }
}

const isRunning = (node: ResolvedNode): node is RunningNode =>
  node.type === 'paragraph' || node.type === 'heading' || node.type === 'button';

/** As `plainText` has it. */
export const withoutTabs = (text: string): string => (text.includes('\t') ? text.replaceAll('\t', '  ') : text);
