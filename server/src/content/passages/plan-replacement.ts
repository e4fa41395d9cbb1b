import { isLocalized } from '../blocks/languages.ts';
import type { JsonNode } from '../nodes.ts';
import { expressionsOf, mapExpressions, namesIn } from './expressions.ts';
import type { NodePassage } from './passages-of.ts';

/** Why a passage cannot give way to a reference as things are. */
export type Obstacle = 'fields' | 'languages';

export interface Planned {
  /** What stands in its place. */
  readonly reference?: JsonNode;
  readonly obstacle?: Obstacle;
  /** Style and other settings are not those of the wording that is kept. */
  readonly settingsDiffer: boolean;
}

export interface Plan {
  /** What a new block says; undefined where a block is there already. */
  readonly body?: JsonNode;
  readonly parameters: readonly string[];
  /** One per passage, in their order. */
  readonly passages: readonly Planned[];
}

export interface KeptWording {
  readonly passage: NodePassage;
  /** The id of the block that it becomes or is. */
  readonly blockId: string;
  /** Its parameters, if it is a block already. */
  readonly parameters?: readonly string[];
}

/**
 * What a block must look like that says the kept wording in all these places: fields that differ from place to place, or that only their
 * place knows, become its parameters; languages that only others have are taken over from them.
 * @param known names that records of the places have: parameters must not be called so
 */
export function planReplacement(kept: KeptWording, passages: readonly NodePassage[], known: ReadonlySet<string> = new Set()): Plan {
  const own = expressionsOf(kept.passage.node.text);
  const bindings = passages.map((passage) => bindingOf(kept.passage, passage));
  const fitting = bindings.filter((one): one is ReadonlyMap<string, string> => typeof one !== 'string');
  const varies = (expression: string) =>
    isLocal(expression, kept.passage) || fitting.some((binding) => (binding.get(expression) ?? expression) !== expression);
  const names = kept.parameters
    ? new Map(own.filter((one) => kept.parameters!.includes(one)).map((one) => [one, one]))
    : parameterNames([...new Set(own)].filter(varies), own, known);
  const planned = passages.map((passage, i): Planned => {
    const binding = bindings[i]!;
    const settingsDiffer = settingsOf(passage.node) !== settingsOf(kept.passage.node);
    if (typeof binding === 'string') return { obstacle: binding, settingsDiffer };
    // A block that is there says its own fields: it takes no others than its parameters.
    const bound = (one: string) => names.has(one) || (binding.get(one) ?? one) === one;
    if (kept.parameters && !(own.every(bound) && kept.parameters.every((name) => names.has(name))))
      return { obstacle: 'fields', settingsDiffer };
    if (kept.parameters && Object.keys(passage.texts).some((language) => !(language in kept.passage.texts) && !('' in kept.passage.texts)))
      return { obstacle: 'languages', settingsDiffer };
    const values = Object.fromEntries([...names].map(([expression, name]) => [name, binding.get(expression) ?? expression]));
    return { reference: referenceFor(passage.node, kept.blockId, values), settingsDiffer };
  });
  if (kept.parameters) return { parameters: kept.parameters, passages: planned };
  const body = bodyOf(
    kept.passage,
    names,
    passages.map((passage, i) => [passage, bindings[i]!] as const),
  );
  return { body, parameters: [...names.values()], passages: planned };
}

/** What each expression of the kept wording is called at a passage. */
function bindingOf(kept: NodePassage, passage: NodePassage): ReadonlyMap<string, string> | Obstacle {
  const binding = new Map<string, string>();
  const pairs = languagePairs(kept, passage);
  if (pairs === undefined) return 'languages';
  for (const [mine, theirs] of pairs) {
    const [a, b] = [expressionsOf(textIn(kept, mine)), expressionsOf(textIn(passage, theirs))];
    if (a.length !== b.length) return 'fields';
    for (const [i, expression] of a.entries()) {
      const other = b[i]!;
      if ((binding.get(expression) ?? other) !== other) return 'fields';
      binding.set(expression, other);
    }
  }
  const named = [...binding.values()].every((expression) => !isLocal(expression, kept) || isLocal(expression, passage));
  return named ? binding : 'fields';
}

/** Languages to compare: the same ones; one text for all is compared with the only one that there is. */
function languagePairs(kept: NodePassage, passage: NodePassage): readonly (readonly [string, string])[] | undefined {
  const [mine, theirs] = [Object.keys(kept.texts), Object.keys(passage.texts)];
  const common = mine.filter((language) => theirs.includes(language)).map((language) => [language, language] as const);
  if (common.length > 0) return common;
  if (mine.length === 1 && theirs.length === 1 && (mine[0] === '' || theirs[0] === '')) return [[mine[0]!, theirs[0]!]];
  return undefined;
}

function textIn({ node, texts }: NodePassage, language: string): unknown {
  return isLocalized(node.text) ? (node.text as Readonly<Record<string, unknown>>)[language] : language in texts ? node.text : undefined;
}

const isLocal = (expression: string, { local }: NodePassage): boolean => local.some((name) => namesIn(expression).has(name));

/** `customer.name` becomes `name`, or `theName` where that means something else; one that is taken gets a number. */
function parameterNames(expressions: readonly string[], all: readonly string[], known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const taken = new Set([...known, ...all.filter((one) => !expressions.includes(one)).flatMap((one) => [...namesIn(one)])]);
  const names = new Map<string, string>();
  for (const expression of expressions) {
    const last = [...namesOf(expression)].at(-1) ?? 'value';
    const base = taken.has(last) ? `the${last[0]!.toUpperCase()}${last.slice(1)}` : last;
    let name = base;
    for (let i = 2; taken.has(name); i++) name = `${base}${i}`;
    taken.add(name);
    names.set(expression, name);
  }
  return names;
}

/** The last word of an expression's first path: `amount` of `money(invoice.amount, 'EUR')`. */
function* namesOf(expression: string): Generator<string> {
  const path = expression.replace(/'[^']*'|"[^"]*"/g, '').match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?!\w*\s*\()/)?.[0];
  for (const part of path?.split('.') ?? []) if (part.length <= 60) yield part;
}

function bodyOf(
  kept: NodePassage,
  names: ReadonlyMap<string, string>,
  passages: readonly (readonly [NodePassage, ReadonlyMap<string, string> | Obstacle])[],
): JsonNode {
  const { when: _when, only: _only, ...node } = kept.node;
  const text = mapExpressions(node.text, (expression) => names.get(expression) ?? expression);
  if (!isLocalized(text)) return { ...node, type: kept.node.type, text };
  const all: Record<string, unknown> = { ...text };
  for (const [passage, binding] of passages) {
    if (typeof binding === 'string' || !isLocalized(passage.node.text)) continue;
    const back = new Map([...names].map(([expression, name]) => [binding.get(expression) ?? expression, name]));
    for (const [language, inline] of Object.entries(passage.node.text)) {
      if (language in all || expressionsOf(inline).some((one) => !back.has(one) && isLocal(one, passage))) continue;
      all[language] = mapExpressions(inline, (expression) => back.get(expression) ?? expression);
    }
  }
  return { ...node, type: kept.node.type, text: all };
}

function referenceFor(node: JsonNode, ref: string, values: Readonly<Record<string, string>>): JsonNode {
  return {
    type: 'block',
    ...(node.id === undefined ? {} : { id: node.id }),
    ref,
    ...(Object.keys(values).length > 0 ? { with: values } : {}),
    ...(node.only === undefined ? {} : { only: node.only }),
    ...(node.when === undefined ? {} : { when: node.when }),
  };
}

/** All but its text and what stays with the reference. */
function settingsOf({ id: _id, text: _text, when: _when, only: _only, ...settings }: JsonNode): string {
  return JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
}
