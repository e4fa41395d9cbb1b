import type { PieceEntry, PieceFacts } from './print-stream.ts';
import { name, textString } from './syntax.ts';

/** Square metres of a square point. */
const SQUARE_METRE = (0.0254 / 72) ** 2;

/** What the index says of a piece beside its place: its address, and its weight where the paper is known. */
export function indexFacts(
  { address }: PieceFacts,
  paper: { readonly grams: number } | undefined,
  sheets: number,
  [width, height]: readonly [number, number],
): Pick<PieceEntry, 'address' | 'grams'> {
  const grams = paper === undefined ? undefined : Math.round(sheets * width * height * SQUARE_METRE * paper.grams * 100) / 100;
  return { ...(address === undefined ? undefined : { address }), ...(grams === undefined ? undefined : { grams }) };
}

/** The facts of a piece as entries of its document part's metadata (ISO 16612-2, 6.6). */
export function partMetadata(facts: PieceFacts): string {
  let text = '';
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    const entry = name(key === 'address' ? 'Address' : key.replace(/[^A-Za-z0-9_]/g, ''));
    text += entry + (typeof value === 'string' ? textString(value) : `[${value.map(textString).join('')}]`);
  }
  return text;
}
