import type { Inline, Localized, Paragraph } from '../template/model.ts';
import type { Context } from './context.ts';
import { isPerLanguage } from './localized.ts';
import type { Emit } from './nodes.ts';

interface Remembered {
  readonly place: string;
  readonly language: Context['language'];
  readonly tag: string;
  readonly channel: string;
  readonly languages: readonly string[];
  readonly emit: Emit;
}

/** Paragraphs that were compiled, by the node: most of a long template stays as it is while one of them is written. */
export class ParagraphMemory {
  private readonly known = new WeakMap<Paragraph, Remembered>();

  /** The paragraph as it was compiled at the same place before, or anew. */
  of(ctx: Context, node: Paragraph, compile: () => Emit): Emit {
    const { source, language, shared } = ctx;
    const { channel, diagnostics } = shared;
    const { languages } = shared.bundle.template;
    const before = this.known.get(node);
    if (
      before?.place === source &&
      before.language === language &&
      before.tag === shared.language &&
      before.channel === channel &&
      before.languages === languages
    )
      return before.emit;
    const told = diagnostics.length;
    const emit = compile();
    // What is told of a paragraph is told each time that it is compiled, and so is what it says to the whole document.
    if (diagnostics.length === told && !ctx.position.inFrame && saysNothingElse(node.text))
      this.known.set(node, { place: source, language, tag: shared.language, channel, languages, emit });
    return emit;
  }
}

/** Whether a text is words and fields alone: footnotes and questions to clerks are counted in the whole document. */
function saysNothingElse(text: Localized<Inline>): boolean {
  if (isPerLanguage(text)) return Object.values(text).every(isPlain);
  return isPlain(text);
}

const plainTypes = new Set(['text', 'field', 'break', 'tab']);
const isPlain = (text: Inline): boolean => typeof text === 'string' || text.every(({ type }) => plainTypes.has(type));
