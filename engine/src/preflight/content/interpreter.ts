import { Keyword, Lexer } from '../read/lexer.ts';
import { nameOf, type PdfValue, type Resolver } from '../read/values.ts';
import { colourOperators, useImage } from './colour-operators.ts';
import { inlineEntry, readInlineImage } from './inline-image.ts';
import { markOperators } from './mark-operators.ts';
import { knownOperators } from './operators.ts';
import { paintOperators } from './paint-operators.ts';
import type { ContentRun, Operator } from './run.ts';
import { textOperators } from './text-operators.ts';

const operators = new Map<string, Operator>(Object.entries({ ...paintOperators, ...colourOperators, ...textOperators, ...markOperators }));

const maxOperands = 512;
const maxNotes = 50;

/**
 * Runs a content stream.
 * @param budget counts operators down; the run ends where it is used up.
 */
export function interpret(bytes: Uint8Array, run: ContentRun, resolver: Resolver, budget: { left: number }): void {
  const { notes } = run.facts;
  const lexer = new Lexer(bytes, {
    resolver,
    note: (note) => {
      if (notes.length < maxNotes) notes.push(note);
    },
  });
  let operands: PdfValue[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Keyword)) {
      if (operands.length < maxOperands) operands.push(token);
      continue;
    }
    if (budget.left-- <= 0) return;
    if (token.text === 'BI') paintInlineImage(run, lexer, resolver);
    else operators.get(token.text)?.(run, operands);
    if (knownOperators.has(token.text)) run.facts.operators.add(token.text);
    else if (run.facts.undefinedOperators.size < 100) run.facts.undefinedOperators.add(token.text);
    if (operands.length > 0) operands = [];
  }
  run.end();
}

function paintInlineImage(run: ContentRun, lexer: Lexer, resolver: Resolver): void {
  const image = readInlineImage(lexer, resolver);
  run.draw('image');
  if (run.facts.inlineImages.length < 1000) run.facts.inlineImages.push(image);
  const intent = nameOf(inlineEntry(image, 'Intent'));
  if (intent !== undefined) run.facts.intents.add(intent);
  useImage(run, image, true);
}
