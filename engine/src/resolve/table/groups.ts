import type { TableGroup } from '../../template/model.ts';
import type { Context, Evaluator, State } from '../context.ts';
import { compileInline, type RunsEvaluator } from '../inline.ts';
import { bindName } from '../nodes.ts';
import type { Run } from '../resolved.ts';
import type { ResolvedCell, ResolvedGroup, ResolvedTableRow } from '../resolved-table.ts';
import { compileHandRows, type HandRows } from './hand-rows.ts';

/** The groups of a table, ready for any list. */
export interface Groups {
  /** Gathers the items of each group, in the order in which the groups first come. */
  gather(state: State, items: readonly unknown[]): Gathered[];
  /** The rows of gathered groups; `at` is where the first of them begins. */
  resolve(state: State, groups: readonly Gathered[], at: number, shown: readonly number[] | undefined): ResolvedGroup[];
}

/** The items of one group, and of the groups in it. */
interface Gathered {
  readonly items: readonly unknown[];
  readonly groups: readonly Gathered[];
}

/** The items in the order of their groups. */
export function itemsOf(groups: readonly Gathered[]): unknown[] {
  const items: unknown[] = [];
  const add = (group: Gathered): void => {
    if (group.groups.length > 0) for (const inner of group.groups) add(inner);
    else for (const item of group.items) items.push(item);
  };
  for (const group of groups) add(group);
  return items;
}

/**
 * Compiles groups and the groups in them.
 * @param inRow where the row's name is bound
 * @param name the row's name
 * @param listType CEL type of the list of rows
 */
export function compileGroups(inRow: Context, group: TableGroup, name: string, listType: string, columns: number): Groups | undefined {
  const key = inRow.at('by').expression(group.by, 'text');
  const as = group.as ?? 'rows';
  const inGroup = bindName(inRow.at('as'), as, listType);
  if (key === undefined || inGroup === undefined) return undefined;
  const place = inRow.with({ language: inGroup.language });
  const header = compileHandRows(place.at('header'), group.header, columns);
  const footer = compileHandRows(place.at('footer'), group.footer, columns);
  const continued = group.continued === undefined ? undefined : compileInline(place.at('continued'), group.continued);
  const inner = group.group === undefined ? undefined : compileGroups(inRow.at('group'), group.group, name, listType, columns);
  const rows = groupRows({ name, as, header, footer, continued, keep: group.keep });
  const resolve: Groups['resolve'] = (state, groups, at, shown) => {
    let from = at;
    return groups.map((gathered) => {
      const start = from;
      from += gathered.items.length;
      const own = rows(state, gathered.items, shown);
      const within = inner === undefined ? [] : inner.resolve(state, gathered.groups, start, shown);
      return { from: start, to: from, groups: within, ...own };
    });
  };
  return { gather: (state, items) => gather(state, items, name, key.evaluate, inner), resolve };
}

function gather(state: State, items: readonly unknown[], name: string, key: Evaluator, inner: Groups | undefined): Gathered[] {
  const byKey = new Map<string, unknown[]>();
  const outer = state.scope[name];
  for (const item of items) {
    state.scope[name] = item;
    const value = String(key(state) ?? '');
    const known = byKey.get(value);
    if (known === undefined) byKey.set(value, [item]);
    else known.push(item);
  }
  state.scope[name] = outer;
  return [...byKey.values()].map((own) => ({ items: own, groups: inner === undefined ? [] : inner.gather(state, own) }));
}

interface GroupParts {
  readonly name: string;
  readonly as: string;
  readonly header: HandRows;
  readonly footer: HandRows;
  readonly continued: RunsEvaluator | undefined;
  readonly keep: TableGroup['keep'];
}

/** The rows of a group, its first item bound to the row's name and all its items to the group's. */
function groupRows({ name, as, header, footer, continued, keep }: GroupParts) {
  return (state: State, items: readonly unknown[], shown: readonly number[] | undefined) => {
    const { scope } = state;
    const outer = [scope[name], scope[as]] as const;
    scope[name] = items[0];
    scope[as] = items;
    const headerRows = header(state, shown);
    const rows = {
      header: headerRows,
      continued: continued === undefined ? headerRows : withContinued(headerRows, continued(state)),
      footer: footer(state, shown),
      ...(keep === undefined ? {} : { keep }),
    };
    [scope[name], scope[as]] = outer;
    return rows;
  };
}

/** Puts words behind the text of the first cell of the first row. */
function withContinued(rows: readonly ResolvedTableRow[], words: readonly Run[]): readonly ResolvedTableRow[] {
  const [row, ...others] = rows;
  const [cell, ...rest] = row?.cells ?? [];
  if (row === undefined || cell === undefined || words.length === 0) return rows;
  const first: ResolvedCell = { ...cell, runs: [...cell.runs, { text: ' ' }, ...words] };
  return [{ ...row, cells: [first, ...rest] }, ...others];
}
