import type { Diagnostic } from '../diagnostics.ts';
import type { Scope } from '../expression/closures.ts';
import type { Language } from '../expression/environment.ts';
import { makeNumberFormatter } from '../expression/number-format.ts';
import type { Channel, Frame, MasterPage, Node, TemplateBundle } from '../template/model.ts';
import { compileAttachments } from './attachments.ts';
import { Context, type Shared, type State } from './context.ts';
import { compileText, type TextEvaluator } from './inline.ts';
import { localeOf } from './localized.ts';
import { checkName, compileBody } from './nodes.ts';
import type { FrameContents, ResolvedDocument, ResolvedNode } from './resolved.ts';

/** What a template becomes on one record for one channel. */
export interface Resolution {
  readonly document: ResolvedDocument;
  /** E-mail only: what the inbox shows behind the subject. */
  readonly preheader: string;
  /** SMS only. */
  readonly sms: string;
  /** Findings on this record; with an error among them the document is not fit to be sent. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A template compiled for one language and one channel. */
export interface Tree {
  resolve(scope: Scope): Resolution;
}

const EMPTY: FrameContents = {};

/** Compiles a template for a language and a channel; faults go to `diagnostics`. */
export function compileTree(
  bundle: TemplateBundle,
  tag: string,
  channel: Channel,
  language: Language,
  diagnostics: Diagnostic[],
  cache: Shared['cache'],
): Tree {
  const { template, brand } = bundle;
  const locale = localeOf(tag);
  const formatDecimal = makeNumberFormatter(locale, {});
  const shared: Shared = { bundle, language: tag, channel, base: language, formatDecimal, diagnostics, cache, nodes: 0 };
  const root = { part: 'template', id: undefined, pointer: '', language, blocks: [], depth: 0, inFrame: false } as const;
  const ctx = new Context(shared, root);
  const title = compileTitle(ctx, channel);
  const preheader =
    channel === 'email' && template.email?.preheader ? compileText(ctx.at('email', 'preheader'), template.email.preheader) : none;
  const sms = channel === 'sms' && template.sms ? compileText(ctx.at('sms', 'text'), template.sms.text) : none;
  const body = compileChannelBody(ctx, channel);
  const frames = channel === 'letter' ? compileFrames(ctx) : () => ({ first: EMPTY, following: EMPTY });
  const attachments = channel === 'letter' ? compileAttachments(ctx.at('letter', 'attachments'), template.letter.attachments) : undefined;
  const author = brand.sender.organisation;
  return {
    resolve(scope) {
      const state: State = { scope, diagnostics: [], nodes: 0 };
      const document: ResolvedDocument = {
        language: tag,
        locale,
        title: title(state),
        author,
        body: body(state),
        frames: frames(state),
        ...(attachments === undefined ? undefined : { attachments: attachments(state) }),
      };
      return { document, preheader: preheader(state), sms: sms(state), diagnostics: state.diagnostics };
    },
  };
}

const none: TextEvaluator = () => '';

function compileTitle(ctx: Context, channel: Channel): TextEvaluator {
  const { template } = ctx.shared.bundle;
  const own = channel === 'email' ? template.email?.subject : undefined;
  const text = own === undefined ? compileText(ctx.at('subject'), template.subject) : compileText(ctx.at('email', 'subject'), own);
  // A subject is one line.
  return (state) => text(state).replace(/\s+/g, ' ').trim();
}

function compileChannelBody(ctx: Context, channel: Channel): (state: State) => ResolvedNode[] {
  const { template } = ctx.shared.bundle;
  if (channel === 'sms') return () => [];
  if (channel === 'email' && template.email?.body) return compileBody(ctx.at('email', 'body'), template.email.body);
  if (channel === 'web' && template.web?.body) return compileBody(ctx.at('web', 'body'), template.web.body);
  return compileBody(ctx.at('body'), template.body);
}

type FramesEvaluator = (state: State) => ResolvedDocument['frames'];

/** What stands in the frames of the page master: the template's content, else the brand's. */
function compileFrames(ctx: Context): FramesEvaluator {
  const { template, brand } = ctx.shared.bundle;
  const name = template.letter.master;
  checkName(ctx.at('letter', 'master'), 'master.unknown', 'page master', name, brand.masters);
  const master = Object.hasOwn(brand.masters, name) ? brand.masters[name] : undefined;
  if (master === undefined) return () => ({ first: EMPTY, following: EMPTY });
  const pages = { first: master.first, following: master.following ?? master.first };
  const names = new Set([...(pages.first.frames ?? []), ...(pages.following.frames ?? [])].map((frame) => frame.name));
  for (const frame of Object.keys(template.letter.frames ?? {})) {
    checkName(ctx.at('letter', 'frames', frame), 'frame.unknown', 'frame', frame, Object.fromEntries([...names].map((n) => [n, true])));
  }
  const own = new Map<string, (state: State) => ResolvedNode[]>();
  for (const [frame, nodes] of Object.entries(template.letter.frames ?? {})) {
    own.set(frame, compileBody(ctx.at('letter', 'frames', frame).with({ inFrame: true }), nodes));
  }
  const page = (kind: 'first' | 'following') => {
    const inBrand = ctx.with({ part: 'brand', id: brand.id, pointer: '', inFrame: true });
    const ownKind = kind === 'following' && master.following === undefined ? 'first' : kind;
    return compilePage(inBrand.at('masters', name, ownKind, 'frames'), pages[kind], own);
  };
  const first = page('first');
  if (master.following === undefined) {
    return (state) => {
      const contents = first(state, new Map());
      return { first: contents, following: contents };
    };
  }
  const following = page('following');
  return (state) => {
    // A template's frame that stands on both pages is resolved once.
    const done = new Map<string, ResolvedNode[]>();
    return { first: first(state, done), following: following(state, done) };
  };
}

type Own = ReadonlyMap<string, (state: State) => ResolvedNode[]>;

function compilePage(ctx: Context, page: MasterPage, own: Own): (state: State, done: Map<string, ResolvedNode[]>) => FrameContents {
  const brandContent = (frame: Frame, i: number): ((state: State) => ResolvedNode[]) | undefined =>
    frame.content === undefined ? undefined : compileBody(ctx.at(i, 'content'), frame.content as readonly Node[]);
  const frames = (page.frames ?? []).map((frame, i) => ({
    name: frame.name,
    own: own.get(frame.name),
    brand: own.has(frame.name) ? undefined : brandContent(frame, i),
  }));
  return (state, done) => {
    const contents: Record<string, readonly ResolvedNode[]> = {};
    for (const frame of frames) {
      if (frame.own !== undefined) {
        const content = done.get(frame.name) ?? frame.own(state);
        done.set(frame.name, content);
        contents[frame.name] = content;
      } else if (frame.brand !== undefined) contents[frame.name] = frame.brand(state);
    }
    return contents;
  };
}
