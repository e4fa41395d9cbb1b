import type { QuickReply } from '../template/channels.ts';
import type { Context, State } from './context.ts';
import { compileText } from './inline.ts';

/** An answer that the customer can give with one tap. */
export interface ResolvedReply {
  readonly source: string;
  readonly text: string;
  /** What comes back. */
  readonly value: string;
}

export const NO_REPLIES = (): readonly ResolvedReply[] => [];

export function compileReplies(ctx: Context, replies: readonly QuickReply[] = []): (state: State) => readonly ResolvedReply[] {
  const all = replies.map((reply, i) => {
    const own = ctx.at(i);
    const text = compileText(own.at('text'), reply.text);
    const value = reply.value === undefined ? text : compileText(own.at('value'), reply.value);
    const when = reply.when === undefined ? undefined : own.at('when').expression(reply.when, 'condition');
    return { source: own.source, text, value, asked: reply.when !== undefined, when };
  });
  return (state) =>
    all.flatMap(({ source, text, value, asked, when }) =>
      asked && when?.evaluate(state) !== true ? [] : [{ source, text: text(state), value: value(state) }],
    );
}
