import { canonicalJson } from '../../platform/audit/canonical-json.ts';

/** A passage that was locked: nothing in it, and nothing around it that decides whether it is shown, may change. */
export interface LockedPassage {
  /** Of its node; '' where it has none. */
  readonly id: string;
  /** Equal for equal passages at equal places. */
  readonly key: string;
}

type Json = { readonly [field: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The locked passages of a document. What stands beside a passage may change; what holds it (conditions, channels, frames) may not, since
 * it could hide it.
 */
export function lockedPassages(document: unknown): readonly LockedPassage[] {
  const found: LockedPassage[] = [];
  const visit = (value: unknown, around: readonly unknown[]): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, around);
    else if (isObject(value)) {
      if (value.locked === true && typeof value.type === 'string') {
        const id = typeof value.id === 'string' ? value.id : '';
        found.push({ id, key: canonicalJson({ around, passage: value }) });
        return;
      }
      const inside = typeof value.type === 'string' ? [...around, holder(value)] : around;
      for (const [field, part] of Object.entries(value)) visit(part, [...inside, field]);
    }
  };
  visit(document, []);
  return found;
}

/** What a node says of what is in it: its own fields, not those that hold other nodes. */
function holder(node: Json): Json {
  return Object.fromEntries(Object.entries(node).filter(([field, value]) => field !== 'id' && !isObject(value) && !holdsObjects(value)));
}

const holdsObjects = (value: unknown): boolean => Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null);

/** Passages that were altered, taken away, or locked or unlocked, between two documents. */
export function lockedChanges(before: unknown, after: unknown): readonly LockedPassage[] {
  const were = lockedPassages(before);
  const are = lockedPassages(after);
  const known = new Set(are.map(({ key }) => key));
  const old = new Set(were.map(({ key }) => key));
  return [...were.filter(({ key }) => !known.has(key)), ...are.filter(({ key }) => !old.has(key))];
}
