import type { Block, Channel, Inline, Localized } from '@posthorn/engine';
import { variantOf } from '../model/inline.ts';

/** What is needed to read what is not written in the text itself. */
export interface Reading {
  readonly language: string;
  readonly channel: Channel;
  readonly blocks: { readonly [id: string]: Block };
}

type Json = { readonly [key: string]: unknown };

/** Deeper blocks in blocks are a circle, which the engine tells of. */
const deepest = 8;
/** Cells of fewer words are labels and figures, no sentences. */
const fewestInCell = 5;

/** The sentences of a node that is edited in a panel: of a table's cells, of a block and what it is made of. */
export function sentencesOf(model: Json, reading: Reading): readonly Inline[] {
  const found: Inline[] = [];
  visit(model, 0);
  return found;

  function visit(value: unknown, depth: number): void {
    if (Array.isArray(value)) for (const one of value) visit(one, depth);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    const node = value as Json;
    if (node.type === 'block') visitBlock(String(node.ref), depth);
    else if (node.type === 'paragraph') take(node.text, 1);
    // Headings are no sentences.
    else if (node.type !== 'heading') visitParts(node, depth);
  }

  function visitParts(node: Json, depth: number): void {
    for (const [key, part] of Object.entries(node)) {
      if (key === 'cell' || (key === 'text' && node.type === undefined)) take(part, fewestInCell);
      else if (typeof part === 'object') visit(part, depth);
    }
  }

  function visitBlock(ref: string, depth: number): void {
    const block = reading.blocks[ref];
    if (block !== undefined && depth < deepest) visit(block.variants?.[reading.channel] ?? block.body, depth + 1);
  }

  function take(text: unknown, fewest: number): void {
    const variant = variantOf((text ?? null) as Localized<Inline> | null, reading.language);
    if (variant !== undefined && wordsIn(variant) >= fewest) found.push(variant);
  }
}

const wordsIn = (inline: Inline): number =>
  (
    (typeof inline === 'string' ? inline : inline.map((node) => (node.type === 'text' ? node.text : ' ')).join('')).match(/\p{L}{2,}/gu) ??
    []
  ).length;
