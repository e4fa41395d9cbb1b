import type { Definitions, List } from '../template/model.ts';
import type { Context, State } from './context.ts';
import { compileInline } from './inline.ts';
import { labelOf, labelPattern, numberingOf } from './list-labels.ts';
import { bindItem, compileBody, type Emit, forEachItem, paragraphStyle } from './nodes.ts';
import type { ResolvedNode } from './resolved.ts';
import type { ResolvedList } from './resolved-list.ts';

type Items = (state: State, add: (body: (state: State) => ResolvedNode[]) => void) => void;

/** Compiles a list: its items one by one, or one for each element of the data. */
export function compileList(ctx: Context, node: List): Emit {
  const { source } = ctx;
  const style = paragraphStyle(ctx, node.style, 'body');
  const { ordered = false, start = 1 } = node;
  const forItems = node.each === undefined ? writtenItems(ctx, node) : repeatedItems(ctx, node, node.each);
  return (state, out) => {
    const outer = state.labels ?? [];
    const pattern = labelPattern(node.label, ordered, outer);
    const items: ResolvedNode[][] = [];
    const labels: string[] = [];
    forItems(state, (body) => {
      const label = labelOf(pattern, ordered, start + items.length, outer.at(-1) ?? '');
      state.labels = [...outer, label];
      const item = body(state);
      if (item.length === 0) return;
      items.push(item);
      labels.push(label);
    });
    state.labels = outer;
    if (items.length === 0) return;
    const list: ResolvedList = {
      ...({ type: 'list', source, ordered, style, items, labels, numbering: numberingOf(pattern, ordered) } as const),
      ...(start === 1 ? {} : { start }),
      ...(USUAL.has(pattern) ? { usual: true } : {}),
      ...(node.tight === true ? { tight: true } : {}),
    };
    out.push(list);
  };
}

/** Labels that screens make as we do. */
const USUAL = new Set(['1.', 'a.', 'A.', 'i.', 'I.', '•']);

function writtenItems(ctx: Context, node: List): Items {
  if (node.items === undefined)
    ctx.error('list.no-items', 'The list says nothing about its items.', { hint: 'Add "items", or "each" and "item".' });
  const bodies = (node.items ?? []).map((item, i) => compileBody(ctx.at('items', i), item));
  return (_, add) => {
    for (const body of bodies) add(body);
  };
}

function repeatedItems(ctx: Context, node: List, list: string): Items {
  if (node.items !== undefined) ctx.at('items').error('list.no-items', 'A list has either "each" or "items".', { hint: 'Remove one.' });
  const name = node.as ?? 'item';
  const each = ctx.at('each').expression(list, 'list');
  const inner = each === undefined ? undefined : bindItem(ctx.at('as'), each.type, name);
  if (each === undefined || inner === undefined) return () => {};
  const body = compileBody(ctx.at('item').with({ language: inner.language }), node.item ?? []);
  const place = ctx.at('each');
  return (state, add) => forEachItem(state, place, name, each.evaluate(state), () => add(body));
}

/** Compiles terms and what they mean. */
export function compileDefinitions(ctx: Context, node: Definitions): Emit {
  const { source } = ctx;
  const style = node.style === undefined ? undefined : paragraphStyle(ctx, node.style, 'body');
  const items = node.items.map(({ term, body }, i) => ({
    term: compileInline(ctx.at('items', i, 'term'), term),
    body: compileBody(ctx.at('items', i, 'body'), body),
  }));
  const width = node.termWidth === undefined ? {} : { termWidth: node.termWidth };
  return (state, out) => {
    const resolved = items.map(({ term, body }) => ({ term: term(state), body: body(state) }));
    if (resolved.length > 0) out.push({ type: 'definitions', source, style, items: resolved, ...width });
  };
}
