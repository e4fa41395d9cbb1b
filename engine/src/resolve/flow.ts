import type { Flow } from '../template/model.ts';
import type { Context } from './context.ts';
import { compileBody, type Emit } from './nodes.ts';
import { planned } from './plan.ts';

/** Compiles content in columns that it flows through. */
export function compileFlow(ctx: Context, node: Flow): Emit {
  const { source } = ctx;
  const { columns, gap = 5, balance = true } = node;
  const body = compileBody(ctx.at('body'), node.body);
  const emit: Emit = (state, out) => {
    const content = body(state);
    if (content.length > 0) out.push({ type: 'flow', source, columns, gap, balance, body: content });
  };
  return planned(emit, { kind: 'inner', body: body.plan });
}
