/**
 * A document on its way to a worker. Messages between page and worker are copies, but the engine knows what did not change by its identity:
 * so each field, and each node of the body, is sent once, and named by a number from then on.
 */
export interface Parcel {
  readonly fields: readonly (readonly [key: string, part: number])[];
  /** The nodes of the body. */
  readonly body: readonly number[];
  /** Parts that the last parcel had not. */
  readonly fresh: readonly (readonly [part: number, value: unknown])[];
}

type Document = { readonly body?: readonly unknown[] };

/** Packs one document after the other for the same receiver, who must unpack them in this order. */
export function createPacker(): (document: Document) => Parcel {
  const numbers = new WeakMap<object, number>();
  let next = 0;
  let there = new Set<number>();
  return (document) => {
    const fresh: (readonly [number, unknown])[] = [];
    const now = new Set<number>();
    const part = (value: unknown): number => {
      const known = typeof value === 'object' && value !== null ? numbers.get(value) : undefined;
      const number = known ?? next++;
      if (known === undefined && typeof value === 'object' && value !== null) numbers.set(value, number);
      if (!there.has(number) && !now.has(number)) fresh.push([number, value]);
      now.add(number);
      return number;
    };
    const { body = [], ...others } = document;
    const parcel = { body: body.map(part), fields: Object.entries(others).map(([key, value]) => [key, part(value)] as const), fresh };
    there = now;
    return parcel;
  };
}

/** Unpacks what `createPacker` packed; what was there in the last document is the very same object. */
export function createUnpacker(): <T>(parcel: Parcel) => T {
  let there = new Map<number, unknown>();
  return <T>({ fields, body, fresh }: Parcel) => {
    const arrived = new Map(fresh);
    const now = new Map<number, unknown>();
    const part = (number: number) => {
      const value = arrived.has(number) ? arrived.get(number) : there.get(number);
      now.set(number, value);
      return value;
    };
    const document = { ...Object.fromEntries(fields.map(([key, number]) => [key, part(number)])), body: body.map(part) };
    there = now;
    return document as T;
  };
}
