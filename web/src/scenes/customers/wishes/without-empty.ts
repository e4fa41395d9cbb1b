/** A value without empty texts, lists and objects: what a form leaves empty was not wished. */
export function withoutEmpty<T>(value: T): T {
  return (prune(value) ?? {}) as T;
}

function prune(value: unknown): unknown {
  if (value === '' || value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return some(value.map(prune).filter((one) => one !== undefined));
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const pruned = prune(one);
    return pruned === undefined ? [] : [[name, pruned] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const some = (list: readonly unknown[]): readonly unknown[] | undefined => (list.length === 0 ? undefined : list);
