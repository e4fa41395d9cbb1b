import { pagesOf } from '../template/masters.ts';
import type { MasterPage, Node, PageKind } from '../template/model.ts';
import type { Context, State } from './context.ts';
import { checkName, compileBody } from './nodes.ts';
import { pageValue, withPage } from './page-facts.ts';
import type { FrameContent, FrameContents, Frames, ResolvedNode } from './resolved.ts';

export type FramesEvaluator = (state: State) => Frames;

/** Content of frames by name, as a template or a section gives it, with the place where it stands. */
export interface OwnFrames {
  readonly ctx: Context;
  readonly frames: { readonly [frame: string]: readonly Node[] } | undefined;
}

export const NO_FRAMES: Frames = { first: {}, following: {} };

type ContentEvaluator = (state: State) => FrameContent;

/**
 * Compiles what stands in the frames of a page master.
 * @param named where the master is named; reported there when the brand has no such master
 * @param own contents in place of the brand's, the most special first; names are checked in those whose `ctx` is given for it
 */
export function compileFrames(named: Context, master: string, own: readonly OwnFrames[]): FramesEvaluator {
  const { brand } = named.shared.bundle;
  checkName(named, 'master.unknown', 'page master', master, brand.masters);
  const pages = Object.hasOwn(brand.masters, master) ? pagesOf(brand.masters[master]!) : [];
  if (pages.length === 0) return () => NO_FRAMES;
  const known = Object.fromEntries(pages.flatMap(([, page]) => page.frames ?? []).map((frame) => [frame.name, true]));
  const contents = new Map<string, ContentEvaluator>();
  for (const { ctx, frames } of own) {
    for (const [frame, nodes] of Object.entries(frames ?? {})) {
      checkName(ctx.at(frame), 'frame.unknown', 'frame', frame, known);
      if (!contents.has(frame)) contents.set(frame, compileContent(ctx.at(frame), nodes));
    }
  }
  const inBrand = named.with({ part: 'brand', id: brand.id, pointer: '', language: named.shared.base });
  const kinds = pages.map(([kind, page]) => [kind, compilePage(inBrand.at('masters', master, kind, 'frames'), page, contents)] as const);
  return (state) => resolveKinds(kinds, state);
}

type PageEvaluator = (state: State, done: Map<string, FrameContent>) => FrameContents;

function resolveKinds(kinds: readonly (readonly [PageKind, PageEvaluator])[], state: State): Frames {
  const frames: { [kind in PageKind]?: FrameContents } = {};
  // Content of the template that stands on several pages is resolved once.
  const done = new Map<string, FrameContent>();
  for (const [kind, page] of kinds) frames[kind] = page(state, done);
  const first = frames.first ?? {};
  return { ...frames, first, following: frames.following ?? first };
}

function compilePage(ctx: Context, page: MasterPage, own: ReadonlyMap<string, ContentEvaluator>): PageEvaluator {
  const frames = (page.frames ?? []).map(({ name, content }, i) => ({
    name,
    own: own.get(name),
    brand: own.has(name) || content === undefined ? undefined : compileContent(ctx.at(i, 'content'), content),
  }));
  return (state, done) => {
    const contents: Record<string, FrameContent> = {};
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

/** What asks for no data is resolved once: every document has the same list, by which layout knows it again. */
function once(body: (state: State) => readonly ResolvedNode[]): ContentEvaluator {
  let known: FrameContent | undefined;
  return (state) => {
    if (known !== undefined) return known;
    const before = state.diagnostics.length;
    const content = body(state);
    if (state.diagnostics.length === before) known = Object.defineProperty(content, 'constant', { value: true });
    return content;
  };
}

/** Compiles the content of a frame. Where it asks for what only the laid-out pages tell, it is resolved anew for every page. */
function compileContent(ctx: Context, nodes: readonly Node[]): ContentEvaluator {
  const { bundle } = ctx.shared;
  const frameUse = { page: false, data: false };
  const body = compileBody(ctx.with({ inFrame: true, frameUse, language: withPage(bundle, ctx.language) }), nodes);
  if (!frameUse.data) return once(body);
  if (!frameUse.page) return body;
  return (state) => {
    const scope = { ...state.scope };
    return {
      late(facts, report) {
        const own: State = { scope: { ...scope, page: pageValue(bundle, facts) }, diagnostics: [], nodes: state.nodes };
        const content: readonly ResolvedNode[] = body(own);
        report(own.diagnostics);
        return content;
      },
    };
  };
}
