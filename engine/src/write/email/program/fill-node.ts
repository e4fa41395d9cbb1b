import type { TextEvaluator } from '../../../resolve/inline.ts';
import { FIELD, type Plan } from '../../../resolve/plan.ts';
import type { ResolvedNode } from '../../../resolve/resolved.ts';
import { isNarrow } from '../../text/wrap.ts';
import { blockLines, plainText, type RunningNode, runningLines, WIDTH } from '../../text/write-text.ts';
import type { BodyWriter } from '../body-writer.ts';
import { FieldValue } from './field-value.ts';
import type { Step } from './message-in-making.ts';

type Filled = Extract<Plan, { kind: 'filled' }>;

/** A node of which only fields are written for a record; undefined where they cannot be told from the rest. */
export function fillNode({ node, fields }: Filled, writer: BodyWriter): Step | undefined {
  const images = new Set<string>();
  const html = writer.row(node, images).split(FIELD);
  if (html.length !== fields.length + 1) return undefined;
  if (fields.length === 0) return constant(html[0] as string, images, blockLines([node], WIDTH));
  if (!isRunning(node)) return undefined;
  const texts = plainText(node.runs).split(FIELD);
  if (texts.length !== html.length) return undefined;
  const isNarrowAround = texts.every(isNarrow);
  const value = new FieldValue();
  return (message) => {
    const { state, body, text } = message;
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
    body.addRows(filled);
    text.block(runningLines(node, narrow ? plain : withoutTabs(plain), WIDTH, narrow));
  };
}

function constant(html: string, images: ReadonlySet<string>, lines: readonly string[]): Step {
  return (message) => {
    const { body, text } = message;
    message.nodes += 1;
    body.addRows(html);
    text.block(lines);
    for (const image of images) body.images.add(image);
  };
}

const isRunning = (node: ResolvedNode): node is RunningNode =>
  node.type === 'paragraph' || node.type === 'heading' || node.type === 'button';

/** As `plainText` has it. */
export const withoutTabs = (text: string): string => (text.includes('\t') ? text.replaceAll('\t', '  ') : text);
