import type { RunningMark, Section } from '../template/model.ts';
import type { Context } from './context.ts';
import { compileFrames, NO_FRAMES } from './frames.ts';
import { compileText } from './inline.ts';
import { compileNodes, type Emit, NOTHING } from './nodes.ts';
import { planned, planOf } from './plan.ts';
import type { ResolvedNode } from './resolved.ts';

/** Compiles a part with pages of its own. */
export function compileSection(ctx: Context, node: Section): Emit {
  const { source, shared, position } = ctx;
  if (position.place !== 'body') {
    ctx.error('section.inside', 'A section stands in the body of a template, not inside of another node.', {
      hint: 'Put it into the body; "if", "repeat" and blocks may be around it.',
    });
    return NOTHING;
  }
  const body = compileNodes(ctx.at('body').with({ place: 'section' }), node.body);
  const { letter } = shared.bundle.template;
  if (node.startOn === 'front' && letter.duplex !== true) {
    ctx.at('startOn').warning('section.not-duplex', 'The letter is printed on one side: every page is a front side.', {
      hint: 'Add "duplex": true to "letter".',
    });
  }
  const master = node.master ?? letter.master;
  const root = ctx.with({ part: 'template', id: undefined, pointer: '/letter/frames', language: shared.base });
  const inherited = node.master === undefined || node.master === letter.master ? [{ ctx: root, frames: letter.frames }] : [];
  const frames =
    shared.channel === 'letter'
      ? compileFrames(ctx.at('master'), master, [{ ctx: ctx.at('frames'), frames: node.frames }, ...inherited])
      : () => NO_FRAMES;
  const { restartNumbering = false, startOn = 'page' } = node;
  const emit: Emit = (state, out) => {
    const content: ResolvedNode[] = [];
    body(state, content);
    out.push({ type: 'section', source, master, frames: frames(state), restartNumbering, startOn, body: content });
  };
  // Messages have no pages: there a section is its content.
  return shared.channel === 'letter' ? emit : planned(emit, planOf(body));
}

/** Compiles a text that frames may repeat. Only pages have frames. */
export function compileMark(ctx: Context, node: RunningMark): Emit {
  const text = compileText(ctx.at('text'), node.text);
  if (ctx.shared.channel !== 'letter') return NOTHING;
  const { source } = ctx;
  const { name } = node;
  return (state, out) => void out.push({ type: 'mark', source, name, text: text(state) });
}
