import type { Float } from '../template/model.ts';
import type { Context } from './context.ts';
import { compileBody, type Emit } from './nodes.ts';
import { planned } from './plan.ts';

/** Compiles content that text flows around. */
export function compileFloat(ctx: Context, node: Float): Emit {
  const { source } = ctx;
  const { side, width, gap = 4 } = node;
  const body = compileBody(ctx.at('body'), node.body);
  const emit: Emit = (state, out) => {
    const content = body(state);
    if (content.length > 0) out.push({ type: 'float', source, side, width, gap, body: content });
  };
  return planned(emit, { kind: 'inner', body: body.plan });
}
