import type { Random } from './random.ts';

/** JSON that may be changed in place. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value with where it stands, so that another can be put there. */
interface Spot {
  readonly holder: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

const NUMBERS = [0, -0, -1, 1, 2, 7, 0.1, -0.5, 1e-9, 3.7, 99, 1000, 65_536, 1e9, 2 ** 31, -(2 ** 31), 2 ** 53, 1e21, 1e308, -1e308];
const NO_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const LONG = 30_000;
const TEXTS = [
  ...[
    '',
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\ud800',
    '\u202e\u2066',
    '\u00ad\u00ad',
    '\ufeff',
    '👨‍👩‍👧‍👦',
    'ﷺ',
    'é',
    'a\u0301\u0301\u0301\u0301',
    'שלום عربي abc',
  ],
  ...['NaN', 'Infinity', '-0', '1e400', '0x10', '1,5', '١٢', '2026-02-30', '9999-12-31', '0000-00-00', 'true', 'null'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '../../etc/passwd',
    '#12345',
    '#GGGGGG',
    'javascript:alert(1)',
    'de-DE-x-y',
    'xx',
  ],
  ...['{{', '}}', '{{ }}', '{{ name }}', '{{ page.number }}', '{{ 1 / 0 }}', '**', '_a', '**_**_', '\\', '{{ "}}" }}', '\\{{'],
  ...[
    'true',
    '1',
    '"x"',
    '[1, 2]',
    '[]',
    '{}',
    '1 / 0',
    'page.count',
    'name',
    '[[[[1]]]]',
    'size("")',
    '9223372036854775807 + 1',
    '-(-(-1))',
    'items',
  ],
];

/** Changes a document a few times, by `count` at most, mostly in ways after which it still looks like one. */
export function mutateJson<T>(document: T, random: Random, count: number): T {
  const changed = structuredClone(document) as Json;
  for (let left = 1 + random.below(count); left > 0; left--) {
    const spots = spotsOf(changed);
    if (spots.length === 0) break;
    random.pick(WAYS)(random.pick(spots), spots, random);
  }
  return changed as T;
}

/** So many are enough to choose from; changes could otherwise double a document again and again. */
const MOST_SPOTS = 60_000;

function spotsOf(document: Json): Spot[] {
  const spots: Spot[] = [];
  const rest: Json[] = [document];
  for (let value = rest.pop(); value !== undefined && spots.length < MOST_SPOTS; value = rest.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
      spots.push({ holder: value, key });
      rest.push((value as Record<string, Json>)[key]!);
    }
  }
  return spots;
}

const get = ({ holder, key }: Spot): Json => (holder as Record<string, Json>)[key] as Json;
const put = ({ holder, key }: Spot, value: Json): void => {
  // By definition: an assignment to "__proto__" would not make a key.
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
};
const kindOf = (value: Json): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);
const isNode = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'type' in value;

type Way = (spot: Spot, spots: readonly Spot[], random: Random) => void;

/** Another value of the same kind: extreme ones, or one from elsewhere in the document. */
const sameKind: Way = (spot, spots, random) => {
  const value = get(spot);
  if (typeof value === 'number') return put(spot, random.once(3) ? value * random.pick([-1, 0.001, 1000, 1.5]) : random.pick(NUMBERS));
  if (typeof value === 'string' && random.once(2)) return put(spot, random.pick(TEXTS));
  if (typeof value === 'boolean') return put(spot, !value);
  const others = spots.filter((other) => kindOf(get(other)) === kindOf(value));
  put(spot, structuredClone(get(random.pick(others))));
};

/** A value of another kind. */
const otherKind: Way = (spot, spots, random) => {
  const values: Json[] = [null, true, [], {}, [[]], random.pick(NUMBERS), random.pick(NO_NUMBERS), random.pick(TEXTS), 'x'.repeat(LONG)];
  put(spot, random.once(3) ? structuredClone(get(random.pick(spots))) : random.pick(values));
};

/** A node, or what looks like one, into a place where another one stands. */
const moveNode: Way = (_, spots, random) => {
  const nodes = spots.filter((spot) => isNode(get(spot)));
  if (nodes.length > 0) put(random.pick(nodes), structuredClone(get(random.pick(nodes))));
};

/** Many of the same, to meet limits. */
const multiply: Way = (_, spots, random) => {
  const lists = spots.map(get).filter((value) => Array.isArray(value) && value.length > 0) as Json[][];
  if (lists.length === 0) return;
  const list = random.pick(lists);
  const copies = random.pick([1, 3, 50, 400]);
  const item = random.pick(list);
  for (let i = 0; i < copies; i++) list.splice(random.below(list.length), 0, structuredClone(item));
};

const remove: Way = (spot) => {
  if (Array.isArray(spot.holder)) spot.holder.splice(spot.key as number, 1);
  else delete spot.holder[spot.key];
};

const addKey: Way = (spot, spots, random) => {
  if (Array.isArray(spot.holder)) return;
  const other = random.pick(spots);
  const key = typeof other.key === 'string' && !random.once(4) ? other.key : random.pick(TEXTS);
  put({ holder: spot.holder, key }, structuredClone(get(other)));
};

/** A node inside of nodes of its kind, deeper than anybody needs. */
const nest: Way = (_, spots, random) => {
  const bodies = spots.filter((spot) => Array.isArray(get(spot)) && isNode((get(spot) as Json[])[0] ?? null));
  if (bodies.length === 0) return;
  const body = random.pick(bodies);
  let inner = structuredClone(get(body));
  for (let depth = random.pick([1, 3, 30, 60, 500]); depth > 0; depth--) {
    const way = random.below(5);
    if (way === 0) inner = [{ type: 'box', body: inner }];
    else if (way === 1) inner = [{ type: 'keep', body: inner }];
    else if (way === 2) inner = [{ type: 'columns', columns: [{ width: 'auto', body: inner }] }];
    else if (way === 3) inner = [{ type: 'repeat', each: '[1, 2]', as: `n${depth}`, body: inner }];
    else inner = [{ type: 'list', items: [inner] }];
  }
  put(body, inner);
};

/** Swaps two values anywhere. */
const swap: Way = (spot, spots, random) => {
  const other = random.pick(spots);
  const [one, two] = [get(spot), get(other)];
  put(spot, structuredClone(two));
  put(other, structuredClone(one));
};

const WAYS: readonly Way[] = [
  sameKind,
  sameKind,
  sameKind,
  sameKind,
  sameKind,
  moveNode,
  moveNode,
  multiply,
  nest,
  remove,
  addKey,
  swap,
  otherKind,
];
