import { charCode } from '../char-code.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Scope } from '../expression/closures.ts';
import type { Language } from '../expression/environment.ts';
import { makeNumberFormatter } from '../expression/number-format.ts';
import type { Channel, Node, TemplateBundle } from '../template/model.ts';
import { compileAttachments } from './attachments.ts';
import { Context, type Shared, type State } from './context.ts';
import { compileFrames, type FramesEvaluator, NO_FRAMES } from './frames.ts';
import { compileImposition } from './imposition.ts';
import { compileHref, compileText, type TextEvaluator } from './inline.ts';
import { localeOf } from './localized.ts';
import { compileMarkup } from './markup.ts';
import { compileNodes, type Emit } from './nodes.ts';
import { type Plan, planOf } from './plan.ts';
import { compileReplies, NO_REPLIES, type ResolvedReply } from './replies.ts';
import type { FootnoteText, ResolvedDocument, ResolvedNode } from './resolved.ts';
import type { AskedZone, Clerk } from './zones/answers.ts';

/** What a template becomes on one record for one channel. */
export interface Resolution {
  readonly document: ResolvedDocument;
  /** E-mail only: what the inbox shows behind the subject. */
  readonly preheader: string;
  /** E-mail only: what programs read of it, fit to stand in a script element; '' where it is nothing. */
  readonly markup: string;
  /** SMS and push only. */
  readonly shortText: string;
  /** Push only: what a click opens; absent where nothing does. */
  readonly link?: string | undefined;
  /** Chat only. */
  readonly replies: readonly ResolvedReply[];
  /** What a clerk is asked for this record, in the order of the text; empty where no clerk is there. */
  readonly zones: readonly AskedZone[];
  /** Findings on this record; with an error among them the document is not fit to be sent. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A template compiled for one language and one channel. */
export interface Tree {
  resolve(scope: Scope, clerk?: Clerk): Resolution;
  /** What a message's writer can do once for all records; absent where a part of the document asks for all of it. */
  readonly plan?: MessagePlan;
}

/** How a message is made of a record: first its title, then its body, then the preheader. */
export interface MessagePlan {
  readonly language: string;
  readonly title: TextEvaluator;
  readonly body: Plan;
  readonly preheader: TextEvaluator;
  readonly markup: TextEvaluator;
}

/** Compiles a template for a language and a channel; faults go to `diagnostics`. */
export function compileTree(
  bundle: TemplateBundle,
  tag: string,
  channel: Channel,
  language: Language,
  { diagnostics, cache, zones, observe, paragraphs }: Pick<Shared, 'diagnostics' | 'cache' | 'zones' | 'observe' | 'paragraphs'>,
): Tree {
  const { template, brand } = bundle;
  const locale = localeOf(tag);
  const formatDecimal = makeNumberFormatter(locale, {});
  const shared: Shared = {
    ...{ bundle, language: tag, channel, base: language, formatDecimal },
    ...{ diagnostics, cache, zones, observe, paragraphs, nodes: 0 },
  };
  const root = { part: 'template', id: undefined, pointer: '', language, blocks: [], depth: 0, inFrame: false } as const;
  const ctx = new Context(shared, root);
  const title = compileTitle(ctx, channel);
  const preheader =
    channel === 'email' && template.email?.preheader ? compileText(ctx.at('email', 'preheader'), template.email.preheader) : none;
  const markup = channel === 'email' ? compileMarkup(ctx.at('email', 'markup'), template.email?.markup) : none;
  const replies = channel === 'chat' ? compileReplies(ctx.at('chat', 'replies'), template.chat?.replies) : NO_REPLIES;
  const shortText = compileShortText(ctx, channel);
  const link = channel === 'push' && template.push?.link ? compileHref(ctx.at('push', 'link'), template.push.link) : undefined;
  const emit = compileChannelBody(ctx, channel);
  const body = listed(emit);
  const frames = channel === 'letter' ? compileLetterFrames(ctx) : () => NO_FRAMES;
  const attachments = channel === 'letter' ? compileAttachments(ctx.at('letter', 'attachments'), template.letter.attachments) : undefined;
  const author = brand.sender.organisation;
  const duplex = channel === 'letter' && template.letter.duplex === true ? { duplex: true } : undefined;
  const imposition = channel === 'letter' ? compileImposition(ctx.at('letter', 'imposition'), template.letter.imposition) : undefined;
  return {
    ...(channel === 'email' && shared.asksForAll !== true
      ? { plan: { language: tag, title, body: planOf(emit), preheader, markup } }
      : undefined),
    resolve(scope, clerk) {
      const notes: FootnoteText[] = [];
      const state: State = { scope, diagnostics: [], nodes: 0, notes, clerk };
      const document: ResolvedDocument = {
        language: tag,
        locale,
        title: title(state),
        author,
        body: body(state),
        frames: frames(state),
        ...duplex,
        ...imposition,
        ...(notes.length === 0 ? undefined : { notes }),
        ...(attachments === undefined ? undefined : { attachments: attachments(state) }),
      };
      const others = { preheader: preheader(state), markup: markup(state), shortText: shortText(state), replies: replies(state) };
      return {
        document,
        ...others,
        ...(link === undefined ? undefined : { link: link(state) }),
        zones: clerk?.asked ?? [],
        diagnostics: state.diagnostics,
      };
    },
  };
}

const none: TextEvaluator = () => '';

function compileTitle(ctx: Context, channel: Channel): TextEvaluator {
  const { template } = ctx.shared.bundle;
  const own = channel === 'email' ? template.email?.subject : channel === 'push' ? template.push?.title : undefined;
  const place = channel === 'push' ? ctx.at('push', 'title') : ctx.at('email', 'subject');
  const text = own === undefined ? compileText(ctx.at('subject'), template.subject) : compileText(place, own);
  return (state) => asOneLine(text(state));
}

/** The text of messages that are nothing but one. */
function compileShortText(ctx: Context, channel: Channel): TextEvaluator {
  const { template } = ctx.shared.bundle;
  const text = channel === 'sms' || channel === 'push' ? template[channel]?.text : undefined;
  return text === undefined ? none : compileText(ctx.at(channel, 'text'), text);
}

/** A subject is one line. */
const asOneLine = (text: string): string => (isOneLine(text) ? text : text.replace(/\s+/g, ' ').trim());

/** Whether blanks are all that parts words, one at a time; all but ASCII is left to a closer look. */
function isOneLine(text: string): boolean {
  const { length } = text;
  let before = 0x20;
  for (let i = 0; i < length; i++) {
    const code = charCode(text, i);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20;
}

function compileChannelBody(ctx: Context, channel: Channel): Emit {
  const { template } = ctx.shared.bundle;
  if (channel === 'sms' || channel === 'push') return () => {};
  if (channel === 'email' && template.email?.body) return compileWhole(ctx.at('email', 'body'), template.email.body);
  if (channel === 'chat' && template.chat?.body) return compileWhole(ctx.at('chat', 'body'), template.chat.body);
  if (channel === 'web' && template.web?.body) return compileWhole(ctx.at('web', 'body'), template.web.body);
  return compileWhole(ctx.at('body'), template.body);
}

/** Compiles a body itself, in which sections may stand. */
const compileWhole = (ctx: Context, nodes: readonly Node[]): Emit => compileNodes(ctx.with({ place: 'body' }), nodes);

const listed = (emit: Emit) => (state: State) => {
  const out: ResolvedNode[] = [];
  emit(state, out);
  return out;
};

/** What stands in the frames of the letter's page master: the template's content, else the brand's. */
function compileLetterFrames(ctx: Context): FramesEvaluator {
  const { master, frames } = ctx.shared.bundle.template.letter;
  return compileFrames(ctx.at('letter', 'master'), master, [{ ctx: ctx.at('letter', 'frames'), frames }]);
}
