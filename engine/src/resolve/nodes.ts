import { withVariable } from '../expression/environment.ts';
import { nearestName } from '../expression/nearest-name.ts';
import type { BlockReference, Button, Columns, If, Node, Paragraph, Repeat } from '../template/model.ts';
import { compileChart } from './chart.ts';
import { type Context, LIMITS, type State } from './context.ts';
import { compileEnclosure } from './enclosure.ts';
import { compileField } from './field.ts';
import { compileBarcode, compileImage } from './figures.ts';
import { compileFiller } from './filler.ts';
import { compileFloat } from './float.ts';
import { compileFlow } from './flow.ts';
import { compileContents, compileHeading } from './headings.ts';
import { compileHref, compileInline } from './inline.ts';
import { compileDefinitions, compileList } from './list.ts';
import { constantNode, type Plan, planned, plannedNode, planOf } from './plan.ts';
import { compileQrBill } from './qr-bill.ts';
import type { ResolvedButton, ResolvedNode } from './resolved.ts';
import { compileMark, compileSection } from './section.ts';
import { compileTable } from './table.ts';
import { compileZone } from './zones/zone.ts';

/** Puts what a node becomes on one record at the end of a list; some say how they go about it. */
export type Emit = ((state: State, out: ResolvedNode[]) => void) & { readonly plan?: Plan };

/** Of a node that shows nothing. */
export const NOTHING: Emit = Object.assign(() => {}, { plan: { kind: 'sequence', plans: [] } as const });

/** Compiles a list of nodes. */
export function compileNodes(ctx: Context, nodes: readonly Node[]): Emit {
  const emits = nodes.map((node, i) => compileNode(ctx.at(i), node)).filter((emit) => emit !== NOTHING);
  if (emits.length === 1) return emits[0]!;
  const all: Emit = (state, out) => {
    for (const emit of emits) emit(state, out);
  };
  return planned(all, { kind: 'sequence', plans: emits.map(planOf) });
}

/** Gives a list of its own of what is inside of a node. */
export type Body = ((state: State) => ResolvedNode[]) & { readonly plan: Plan };

/** Compiles what is inside of a node. */
export function compileBody(ctx: Context, nodes: readonly Node[]): Body {
  const emit = compileNodes(ctx.position.place === undefined ? ctx : ctx.with({ place: undefined }), nodes);
  const body = (state: State): ResolvedNode[] => {
    const out: ResolvedNode[] = [];
    emit(state, out);
    return out;
  };
  return Object.assign(body, { plan: planOf(emit) });
}

function compileNode(ctx: Context, node: Node): Emit {
  ctx.shared.nodes += 1;
  if (ctx.shared.nodes > LIMITS.nodes) {
    if (ctx.shared.nodes === LIMITS.nodes + 1) {
      ctx.error('template.too-large', `With its blocks put in, the template has more than ${LIMITS.nodes} nodes.`);
    }
    return NOTHING;
  }
  if (ctx.position.depth >= LIMITS.depth) {
    ctx.error('template.too-deep', `Nodes are nested more than ${LIMITS.depth} deep.`);
    return NOTHING;
  }
  const shown = node.only === undefined || node.only.includes(ctx.shared.channel);
  const condition = node.when === undefined ? undefined : ctx.at('when').expression(node.when, 'condition');
  if (!shown) return NOTHING;
  const emit = counted(ctx, compileType(ctx.with({ depth: ctx.position.depth + 1 }), node));
  if (node.when === undefined) return emit;
  if (condition === undefined) return NOTHING;
  return planned(
    (state, out) => {
      if (condition.evaluate(state) === true) emit(state, out);
    },
    { kind: 'choice', condition: condition.evaluate, chosen: planOf(emit), otherwise: planOf(NOTHING) },
  );
}

/** Stops a document that grows without measure, before memory does. */
function counted(ctx: Context, emit: Emit): Emit {
  return planned(
    (state, out) => {
      if (grows(state, ctx)) emit(state, out);
    },
    { kind: 'counted', place: ctx, plan: planOf(emit) },
  );
}

/** Counts a node or a row; false when there are too many, which is reported once. */
export function grows(state: State, ctx: Context): boolean {
  state.nodes += 1;
  if (state.nodes <= LIMITS.resolvedNodes) return true;
  if (state.nodes === LIMITS.resolvedNodes + 1) {
    const message = `The document grows to more than ${LIMITS.resolvedNodes} nodes.`;
    state.diagnostics.push({ severity: 'error', code: 'record.too-large', message, place: ctx.place() });
  }
  return false;
}

function compileType(ctx: Context, node: Node): Emit {
  const { source } = ctx;
  switch (node.type) {
    case 'paragraph':
      return ctx.shared.paragraphs?.of(ctx, node, () => compileParagraph(ctx, node)) ?? compileParagraph(ctx, node);
    case 'heading':
      return compileHeading(ctx, node);
    case 'list':
      return compileList(ctx, node);
    case 'definitions':
      return compileDefinitions(ctx, node);
    case 'contents':
      return compileContents(ctx, node);
    case 'table':
      return compileTable(ctx, node);
    case 'image':
      return compileImage(ctx, node);
    case 'barcode':
      return compileBarcode(ctx, node);
    case 'chart':
      return compileChart(ctx, node);
    case 'if':
      return compileIf(ctx, node);
    case 'repeat':
      return compileRepeat(ctx, node);
    case 'block':
      return compileBlock(ctx, node);
    case 'columns':
      return compileColumns(ctx, node);
    case 'box': {
      const style = node.style ?? 'box';
      checkName(ctx.at('style'), 'style.unknown', 'box style', node.style, ctx.shared.bundle.brand.boxStyles);
      const body = compileBody(ctx.at('body'), node.body);
      const emit: Emit = (state, out) => {
        const content = body(state);
        if (content.length > 0) out.push({ type: 'box', source, style, body: content });
      };
      return planned(emit, { kind: 'box', style, body: body.plan });
    }
    case 'keep': {
      const body = compileBody(ctx.at('body'), node.body);
      const emit: Emit = (state, out) => {
        const content = body(state);
        if (content.length > 0) out.push({ type: 'keep', source, body: content });
      };
      return planned(emit, { kind: 'inner', body: body.plan });
    }
    case 'enclosure':
      return compileEnclosure(ctx, node);
    case 'field':
      return compileField(ctx, node);
    case 'button':
      return compileButton(ctx, node);
    case 'space': {
      return constantNode({ type: 'space', source, height: node.height });
    }
    case 'section':
      return compileSection(ctx, node);
    case 'float':
      return compileFloat(ctx, node);
    case 'flow':
      return compileFlow(ctx, node);
    case 'qrBill':
      return compileQrBill(ctx, node);
    case 'filler':
      return compileFiller(ctx, node);
    case 'mark':
      return compileMark(ctx, node);
    case 'zone':
      return compileZone(ctx, node);
    case 'line':
    case 'pageBreak':
      return constantNode({ type: node.type, source });
  }
}

/** Reports a name that the brand does not know. */
export function checkName(ctx: Context, code: string, what: string, name: string | undefined, known: object | undefined): void {
  if (name === undefined || (known !== undefined && Object.hasOwn(known, name))) return;
  const near = nearestName(name, Object.keys(known ?? {}));
  ctx.error(code, `There is no ${what} "${name}".`, { hint: near === undefined ? undefined : `Did you mean "${near}"?` });
}

/** The style that a node names, or the usual one, which layout knows even where the brand doesn't. */
export function paragraphStyle(ctx: Context, named: string | undefined, usual: string): string {
  checkName(ctx.at('style'), 'style.unknown', 'paragraph style', named, ctx.shared.bundle.brand.styles);
  return named ?? usual;
}

function compileParagraph(ctx: Context, node: Paragraph): Emit {
  const { source } = ctx;
  const style = paragraphStyle(ctx, node.style, 'body');
  const runs = compileInline(ctx.at('text'), node.text);
  const emit: Emit = (state, out) => void out.push({ type: 'paragraph', source, style, runs: runs(state) });
  return plannedNode(emit, runs.sketch, (sketched) => ({ type: 'paragraph', source, style, runs: sketched }));
}

function compileIf(ctx: Context, node: If): Emit {
  const condition = ctx.at('condition').expression(node.condition, 'condition');
  const then = compileNodes(ctx.at('then'), node.then);
  const otherwise = node.else === undefined ? NOTHING : compileNodes(ctx.at('else'), node.else);
  if (condition === undefined) return NOTHING;
  const emit: Emit = (state, out) => {
    const value = condition.evaluate(state);
    if (value === true) then(state, out);
    else if (value === false) otherwise(state, out);
  };
  return planned(emit, { kind: 'choice', condition: condition.evaluate, chosen: planOf(then), otherwise: planOf(otherwise) });
}

/** The context of a repeat's body, in which the name stands for one item; undefined where that cannot be. */
export function bindItem(ctx: Context, listType: string, name: string): Context | undefined {
  const item = /^list<(.*)>$/.exec(listType)?.[1] ?? 'dyn';
  return bindName(ctx, name, item);
}

export function bindName(ctx: Context, name: string, celType: string): Context | undefined {
  const { language } = ctx;
  const taken = language.variables.has(name);
  try {
    if (!taken && /^[A-Za-z_]\w*$/.test(name)) return ctx.with({ language: withVariable(language, name, celType) });
  } catch {
    // A word that CEL reserves.
  }
  const message = taken ? `The name "${name}" already stands for something else here.` : `"${name}" cannot be used as a name.`;
  ctx.error('expression.name-taken', message, { hint: 'Choose another name.' });
  return undefined;
}

/** Goes through a list with a name bound to each item; the name is free again afterwards. */
export function forEachItem(state: State, ctx: Context, name: string, list: unknown, visit: (index: number) => void): void {
  if (!Array.isArray(list)) {
    if (list !== undefined) {
      const message = 'A list is needed here; the data holds something else.';
      state.diagnostics.push({ severity: 'error', code: 'expression.wrong-result', message, place: ctx.place() });
    }
    return;
  }
  if (list.length > LIMITS.rows) {
    const message = `The list has ${list.length} items; ${LIMITS.rows} are the most that a document can show.`;
    state.diagnostics.push({ severity: 'error', code: 'record.too-large', message, place: ctx.place() });
    return;
  }
  const outer = state.scope[name];
  for (let i = 0; i < list.length; i++) {
    if (!grows(state, ctx)) break;
    state.scope[name] = list[i];
    visit(i);
  }
  state.scope[name] = outer;
}

function compileRepeat(ctx: Context, node: Repeat): Emit {
  const each = ctx.at('each').expression(node.each, 'list');
  if (each === undefined) return NOTHING;
  const inner = bindItem(ctx.at('as'), each.type, node.as);
  if (inner === undefined) return NOTHING;
  const body = compileNodes(ctx.at('body').with({ language: inner.language }), node.body);
  const place = ctx.at('each');
  const emit: Emit = (state, out) => forEachItem(state, place, node.as, each.evaluate(state), () => body(state, out));
  return planned(emit, { kind: 'repeat', place, name: node.as, list: each.evaluate, body: planOf(body) });
}

function compileBlock(ctx: Context, node: BlockReference): Emit {
  const { bundle, channel } = ctx.shared;
  checkName(ctx.at('ref'), 'block.unknown', 'block', node.ref, bundle.blocks);
  const block = Object.hasOwn(bundle.blocks, node.ref) ? bundle.blocks[node.ref] : undefined;
  if (block === undefined) return NOTHING;
  if (ctx.position.blocks.includes(node.ref)) {
    const path = [...ctx.position.blocks, node.ref].join(' → ');
    ctx.error('block.recursive', `The block "${node.ref}" contains itself: ${path}.`);
    return NOTHING;
  }
  const parameters = block.parameters ?? [];
  for (const name of Object.keys(node.with ?? {})) {
    if (parameters.includes(name)) continue;
    const near = nearestName(name, parameters);
    const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
    ctx.at('with', name).error('block.unknown-parameter', `The block "${node.ref}" has no parameter "${name}".`, { hint });
  }
  const values: { name: string; evaluate: (state: State) => unknown }[] = [];
  let inner = ctx.with({ part: 'block', id: node.ref, pointer: '', language: ctx.base, blocks: [...ctx.position.blocks, node.ref] });
  for (const name of parameters) {
    const source = node.with?.[name];
    if (source === undefined) {
      ctx.at('with').error('block.missing-parameter', `The block "${node.ref}" needs a value for "${name}".`);
      return NOTHING;
    }
    const value = ctx.at('with', name).expression(source, 'any');
    const bound = value === undefined ? undefined : bindName(inner.at('parameters'), name, value.type);
    if (value === undefined || bound === undefined) return NOTHING;
    values.push({ name, evaluate: value.evaluate });
    inner = inner.with({ language: bound.language });
  }
  const variant = block.variants?.[channel];
  const body = variant === undefined ? compileNodes(inner.at('body'), block.body) : compileNodes(inner.at('variants', channel), variant);
  if (values.length === 0) return body;
  const within = (state: State, content: () => void): void => {
    const { scope } = state;
    const bound = values.map((v) => v.evaluate(state));
    const outer = values.map((v) => scope[v.name]);
    values.forEach((v, i) => {
      scope[v.name] = bound[i];
    });
    content();
    values.forEach((v, i) => {
      scope[v.name] = outer[i];
    });
  };
  return planned((state, out) => within(state, () => body(state, out)), { kind: 'bound', within, body: planOf(body) });
}

function compileColumns(ctx: Context, node: Columns): Emit {
  const { source } = ctx;
  const gap = node.gap ?? 5;
  const bodies = node.columns.map((column, i) => compileBody(ctx.at('columns', i, 'body'), column.body));
  const emit: Emit = (state, out) => {
    const columns = bodies.map((body, i) => ({ width: node.columns[i]!.width, body: body(state) }));
    out.push({ type: 'columns', source, gap, columns });
  };
  return planned(emit, { kind: 'columns', widths: node.columns.map(({ width }) => width), bodies: bodies.map(({ plan }) => plan) });
}

function compileButton(ctx: Context, node: Button): Emit {
  const { source } = ctx;
  const runs = compileInline(ctx.at('text'), node.text);
  const href = compileHref(ctx.at('href'), node.href);
  const emit: Emit = (state, out) => {
    const address = href(state);
    if (address !== undefined) out.push({ type: 'button', source, runs: runs(state), href: address });
  };
  const { constant } = href;
  if (constant === undefined) {
    if (runs.sketch === undefined) return emit;
    const { runs: sketched, fields } = runs.sketch;
    const button = (address: string): ResolvedButton => ({ type: 'button', source, runs: sketched, href: address });
    return planned(emit, { kind: 'button', button, fields, href, emit });
  }
  return plannedNode(emit, runs.sketch, (sketched) => ({ type: 'button', source, runs: sketched, href: constant }));
}
