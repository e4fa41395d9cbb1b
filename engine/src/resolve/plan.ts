import type { Context, Evaluator, State } from './context.ts';
import type { RunsEvaluator, TextEvaluator } from './inline.ts';
import type { ListInMaking } from './list.ts';
import type { Emit } from './nodes.ts';
import type { ResolvedButton, ResolvedNode, Run } from './resolved.ts';
import type { ResolvedTable, Width } from './resolved-table.ts';

/**
 * How nodes go about a record, said as data: what is constant in them and what is not. A writer can do the constant part once
 * for all records (see `write/email/program/`). What has no plan is resolved for every record.
 */
export type Plan =
  | { readonly kind: 'sequence'; readonly plans: readonly Plan[] }
  /** A node of which only the text of fields depends on the record. */
  | { readonly kind: 'filled'; readonly node: ResolvedNode; readonly fields: readonly SketchField[]; readonly emit: Emit }
  /** A button, which is left out where its address is unsafe. */
  | {
      readonly kind: 'button';
      readonly button: (href: string) => ResolvedButton;
      readonly fields: readonly SketchField[];
      readonly href: (state: State) => string | undefined;
      readonly emit: Emit;
    }
  | { readonly kind: 'choice'; readonly condition: Evaluator; readonly chosen: Plan; readonly otherwise: Plan }
  | Repetition<{ readonly kind: 'repeat'; readonly body: Plan }>
  /** A table with one row of plain text for each item of a list. */
  | Repetition<{ readonly kind: 'rows'; readonly table: ResolvedTable; readonly cells: readonly Sketch[]; readonly emit: Emit }>
  /** Counts as a node against runaway templates. */
  | { readonly kind: 'counted'; readonly place: Context; readonly plan: Plan }
  /** Content that goes through `within` while names are bound. */
  | { readonly kind: 'bound'; readonly within: (state: State, body: () => void) => void; readonly body: Plan }
  /** Content that is arranged otherwise on paper alone; it is not what columns of their own stand in. */
  | { readonly kind: 'inner'; readonly body: Plan }
  /** A panel, there only where it has content. */
  | { readonly kind: 'box'; readonly style: string; readonly body: Plan }
  /** A list, whose items are in a plan of their own. */
  | { readonly kind: 'list'; readonly begin: (state: State) => ListInMaking; readonly items: Plan }
  /** An item of the list around it, left out where it shows nothing. */
  | { readonly kind: 'item'; readonly body: Plan }
  | { readonly kind: 'columns'; readonly widths: readonly Width[]; readonly bodies: readonly Plan[] }
  | { readonly kind: 'unplanned'; readonly emit: Emit };

type Repetition<T> = T & { readonly place: Context; readonly name: string; readonly list: Evaluator };

/** Runs whose text has the mark `FIELD` wherever the text of a field comes, fields in the order of the marks. */
export interface Sketch {
  readonly runs: readonly Run[];
  readonly fields: readonly SketchField[];
}

/** The text of a field; or runs of which more than the text depends on the record, such as a link's address. */
export type SketchField = TextEvaluator | { readonly runs: RunsEvaluator };

export const isText = (field: SketchField): field is TextEvaluator => typeof field === 'function';

/** Stands for the text of a field. Text is free of control characters, so nothing else can look like it. */
export const FIELD = '\u0001';

/** Gives what puts nodes out its plan. */
export function planned(emit: Emit, plan: Plan): Emit {
  return Object.assign(emit, { plan });
}

export const planOf = (emit: Emit): Plan => emit.plan ?? { kind: 'unplanned', emit };

/** What puts out a node made from running text alone. */
export function plannedNode(emit: Emit, sketch: Sketch | undefined, node: (runs: readonly Run[]) => ResolvedNode): Emit {
  return sketch === undefined ? emit : planned(emit, { kind: 'filled', node: node(sketch.runs), fields: sketch.fields, emit });
}

/** What puts out the same node for every record. */
export function constantNode(node: ResolvedNode): Emit {
  const emit: Emit = (_, out) => void out.push(node);
  return planned(emit, { kind: 'filled', node, fields: [], emit });
}
