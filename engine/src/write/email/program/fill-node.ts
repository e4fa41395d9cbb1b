import type { TextEvaluator } from '../../../resolve/inline.ts';
import { FIELD, type Plan } from '../../../resolve/plan.ts';
import type { ResolvedNode } from '../../../resolve/resolved.ts';
import type { TextLines } from '../../text/text-lines.ts';
import { isNarrow } from '../../text/wrap.ts';
import { blockLines, plainText, type RunningNode, runningLines } from '../../text/write-text.ts';
import type { BodyWriter } from '../body-writer.ts';
import { FieldValue } from './field-value.ts';
import type { Step } from './message-in-making.ts';

type Filled = Extract<Plan, { kind: 'filled' }>;

/** A node of which only fields are written for a record; undefined where they cannot be told from the rest. */
export function fillNode({ node, fields }: Filled, writer: BodyWriter): Step | undefined {
  const images = new Set<string>();
  const html = writer.row(node, images).split(FIELD);
  if (html.length !== fields.length + 1) return undefined;
  if (fields.length === 0) return constant(node, html[0] as string, images);
  if (!isRunning(node)) return undefined;
  const texts = plainText(node.runs).split(FIELD);
  if (texts.length !== html.length) return undefined;
  const isNarrowAround = texts.every(isNarrow);
  const value = new FieldValue();
  return (message) => {
    const { state } = message;
    message.nodes += 1;
    let filled = html[0] as string;
    let plain = texts[0] as string;
    let narrow = isNarrowAround;
    for (let i = 0; i < fields.length; i++) {
      value.read(fields[i] as TextEvaluator, state);
      filled += value.html + html[i + 1];
      plain += value.text + texts[i + 1];
      narrow &&= value.narrow;
    }
    message.body.addRows(filled);
    if (narrow && node.type === 'paragraph') message.text.paragraph(plain, texts[fields.length] || value.text, message.width);
    else message.text.block(runningLines(node, narrow ? plain : withoutTabs(plain), message.width, narrow));
  };
}

function constant(node: ResolvedNode, html: string, images: ReadonlySet<string>): Step {
  const texts = new Map<number, TextBlock>();
  return (message) => {
    const { body, text, width } = message;
    message.nodes += 1;
    body.addRows(html);
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
