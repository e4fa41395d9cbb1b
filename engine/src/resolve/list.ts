import type { Definitions, List } from '../template/model.ts';
import type { Context, State } from './context.ts';
import { compileInline } from './inline.ts';
import { labelOf, labelPattern, numberingOf } from './list-labels.ts';
import { type Body, bindItem, compileBody, type Emit, forEachItem, paragraphStyle } from './nodes.ts';
import { type Plan, planned } from './plan.ts';
import type { ResolvedNode } from './resolved.ts';
import type { ResolvedList } from './resolved-list.ts';

/** The items of a list on one record. */
interface Items {
  each(state: State, add: (body: Body) => void): void;
  readonly plan: Plan;
}

/** Compiles a list: its items one by one, or one for each element of the data. */
export function compileList(ctx: Context, node: List): Emit {
  const { source } = ctx;
  const style = paragraphStyle(ctx, node.style, 'body');
  const { ordered = false, start = 1 } = node;
  const items = node.each === undefined ? writtenItems(ctx, node) : repeatedItems(ctx, node, node.each);
  const tight = node.tight === true ? { tight: true } : {};
  const begin = (state: State): ListInMaking => new ListInMaking(state, { source, ordered, style, start, ...tight }, node.label);
  const emit: Emit = (state, out) => {
    const list = begin(state);
    const bodies: ResolvedNode[][] = [];
    items.each(state, (body) => {
      list.beginItem(state);
      const item = body(state);
      if (item.length === 0) return;
      bodies.push(item);
      list.endItem();
    });
    list.end(state);
    if (bodies.length > 0) out.push(list.resolved(bodies));
  };
  return planned(emit, { kind: 'list', begin, items: items.plan });
}

type ListLook = Required<Pick<ResolvedList, 'source' | 'ordered' | 'style' | 'start'>> & Pick<ResolvedList, 'tight'>;

/** A list while its items come, which gives them their labels; those of lists in its items go by them. */
export class ListInMaking {
  readonly #look: ListLook;
  readonly #outer: readonly string[];
  readonly #pattern: string;
  readonly #labels: string[] = [];
  #label = '';

  constructor(state: State, look: ListLook, label: string | undefined) {
    this.#look = look;
    this.#outer = state.labels ?? [];
    this.#pattern = labelPattern(label, look.ordered, this.#outer);
  }

  get ordered(): boolean {
    return this.#look.ordered;
  }

  get size(): number {
    return this.#labels.length;
  }

  /** An item follows. @returns the label that it has if it shows anything */
  beginItem(state: State): string {
    const { ordered, start } = this.#look;
    this.#label = labelOf(this.#pattern, ordered, start + this.size, this.#outer.at(-1) ?? '');
    state.labels = [...this.#outer, this.#label];
    return this.#label;
  }

  /** The item shows something. */
  endItem(): void {
    this.#labels.push(this.#label);
  }

  end(state: State): void {
    state.labels = this.#outer;
  }

  resolved(items: readonly (readonly ResolvedNode[])[]): ResolvedList {
    const { start, ...look } = this.#look;
    const numbering = numberingOf(this.#pattern, look.ordered);
    return {
      ...({ type: 'list', ...look, items, labels: this.#labels, numbering } as const),
      ...(start === 1 ? {} : { start }),
      ...(USUAL.has(this.#pattern) ? { usual: true } : {}),
    };
  }
}

/** Labels that screens make as we do. */
const USUAL = new Set(['1.', 'a.', 'A.', 'i.', 'I.', '•']);

function writtenItems(ctx: Context, node: List): Items {
  if (node.items === undefined)
    ctx.error('list.no-items', 'The list says nothing about its items.', { hint: 'Add "items", or "each" and "item".' });
  const bodies = (node.items ?? []).map((item, i) => compileBody(ctx.at('items', i), item));
  return {
    each: (_, add) => {
      for (const body of bodies) add(body);
    },
    plan: { kind: 'sequence', plans: bodies.map(({ plan }): Plan => ({ kind: 'item', body: plan })) },
  };
}

function repeatedItems(ctx: Context, node: List, list: string): Items {
  if (node.items !== undefined) ctx.at('items').error('list.no-items', 'A list has either "each" or "items".', { hint: 'Remove one.' });
  const name = node.as ?? 'item';
  const each = ctx.at('each').expression(list, 'list');
  const inner = each === undefined ? undefined : bindItem(ctx.at('as'), each.type, name);
  if (each === undefined || inner === undefined) return { each: () => {}, plan: { kind: 'sequence', plans: [] } };
  const body = compileBody(ctx.at('item').with({ language: inner.language }), node.item ?? []);
  const place = ctx.at('each');
  return {
    each: (state, add) => forEachItem(state, place, name, each.evaluate(state), () => add(body)),
    plan: { kind: 'repeat', place, name, list: each.evaluate, body: { kind: 'item', body: body.plan } },
  };
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
