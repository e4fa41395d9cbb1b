import type { ComposeOptions, DataRecord, Format, Program, Rendition } from '../compose.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { LaidOutDocument } from '../layout/display-list.ts';
import type { Resolver } from '../resolve/resolver.ts';
import type { Channel, TemplateBundle } from '../template/model.ts';
import { channelsOf, type Duty, holdsFor } from './duty.ts';
import { Judge } from './judge.ts';
import { bare, PrintedText } from './printed.ts';
import { hidden } from './sentences.ts';

/** The channel whose duties a format must meet. */
const CHANNELS: Readonly<Record<Format, Channel>> = {
  pdf: 'letter',
  docx: 'letter',
  email: 'email',
  text: 'email',
  html: 'web',
  sms: 'sms',
  chat: 'chat',
  push: 'push',
};

/**
 * A program that looks at every document it makes: where a duty is not met it refuses the record, or tells so where it is asked to.
 * A program without duties is not touched at all.
 * @param refuse makes the error of a record that cannot be composed
 */
export function dutiful(
  program: Program,
  bundle: TemplateBundle,
  resolver: Resolver,
  duties: readonly Duty[],
  refuse: (diagnostics: readonly Diagnostic[]) => Error,
): Program {
  const judge = new Judge(bundle);
  return {
    diagnostics: program.diagnostics,
    reference: (record) => program.reference(record),
    zones: (record, format, options) => program.zones(record, format, options),
    get shaping() {
      return program.shaping;
    },
    compose(record, format, options = {}) {
      const held = duties.filter((duty) => channelsOf(duty).includes(CHANNELS[format]) && holdsFor(duty, record));
      if (held.length === 0 || metByLetter(bundle, format)) return program.compose(record, format, options);
      let pages: LaidOutDocument | undefined;
      const inspect = (laidOut: LaidOutDocument): void => {
        pages = laidOut;
        options.inspect?.(laidOut);
      };
      const rendition = program.compose(record, format, { ...options, inspect });
      const found = judged(record, format, rendition, pages, options, held);
      if (found.length === 0) return rendition;
      if (options.duties !== 'tell') throw refuse([...rendition.diagnostics, ...found]);
      return { ...rendition, diagnostics: [...rendition.diagnostics, ...found] };
    },
  };

  function judged(
    record: DataRecord,
    format: Format,
    rendition: Rendition,
    pages: LaidOutDocument | undefined,
    options: ComposeOptions,
    held: readonly Duty[],
  ): Diagnostic[] {
    const channel = CHANNELS[format];
    if (rendition.format === 'sms' || rendition.format === 'push') {
      return held.flatMap((duty) => inShortMessage(duty, rendition.format, rendition.text, record, options));
    }
    const { document } = resolver.resolve(record, channel, options);
    const printed = pages === undefined ? {} : { printed: new PrintedText(pages) };
    return held.flatMap((duty) => judge.ofDocument(duty, { channel, document, ...printed }));
  }

  /** A short message has no blocks: it must say what the block says, word for word. */
  function inShortMessage(duty: Duty, channel: 'sms' | 'push', text: string, record: DataRecord, options: ComposeOptions): Diagnostic[] {
    const words = (duty.wording ?? bundle.blocks[duty.block])?.body.flatMap((node) => (node.type === 'paragraph' ? [node.text] : [])) ?? [];
    const { language } = resolver.resolve(record, channel, options).document;
    const said = words.map((one) => (typeof one === 'string' ? one : (one as { [tag: string]: unknown })[language]));
    const whole = said.length > 0 && said.every((one) => typeof one === 'string' && bare(text).includes(bare(one)));
    return whole ? [] : [hidden(duty, channel, { part: 'template', pointer: `/${channel}/text` })];
  }
}

/** The letter goes along and meets the duties, which is looked at when it is made; the message only tells of it. */
function metByLetter({ template }: TemplateBundle, format: Format): boolean {
  if (format === 'email' || format === 'text') return template.email?.attachLetter === true;
  return format === 'chat' && template.chat?.attachLetter === true;
}
