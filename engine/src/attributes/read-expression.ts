import type { ASTNode } from '@marcbachmann/cel-js';
import { celTypeOf, type DataType } from '../expression/data-type.ts';
import type { Language } from '../expression/environment.ts';
import type { Wanted } from '../resolve/context.ts';

/** A stretch of an expression that is an attribute. */
export interface AttributeInExpression {
  readonly path: string;
  readonly whole: boolean;
  readonly start: number;
  readonly length: number;
}

/** What a part of an expression stands for, as far as it can be told. */
interface Origin {
  /** Absent for what is no attribute itself, such as `page`. */
  readonly path?: string;
  readonly type?: DataType | undefined;
}

/** Functions of CEL that go through a list, with a name for the item first. */
const MACROS = new Set(['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map', 'transformList']);

type Names = ReadonlyMap<string, Origin>;

/** Finds the attributes of records in expressions. */
export class ExpressionReader {
  readonly #record: DataType;
  /** Where the object types of the record stand, by their names in expressions. */
  readonly #objects = new Map<string, Origin>();
  #found: AttributeInExpression[] = [];

  constructor(record: DataType) {
    this.#record = record;
    this.#name(record, '');
  }

  /** @param source a right expression; of a wrong one nothing is found, since it is refused anyway */
  read(source: string, language: Language, wanted: Wanted): readonly AttributeInExpression[] {
    this.#found = [];
    let ast: ASTNode;
    try {
      ast = language.environment.parse(source).ast;
    } catch {
      return [];
    }
    // What is given a name or gone through is used where the name is; else an object is used with all that is in it.
    this.#use(ast, this.#top(language), wanted === 'any' || wanted === 'list');
    return this.#found;
  }

  #name(type: DataType, path: string): void {
    if (type.kind === 'list') this.#name(type.item, path);
    if (type.kind !== 'object') return;
    this.#objects.set(type.name, { path, type });
    for (const [name, field] of type.fields) this.#name(field, joined(path, name));
  }

  /** The names that an expression can begin with. */
  #top(language: Language): Names {
    return new Map([...language.variables].map(([name, celType]) => [name, this.#originOf(name, celType, language)]));
  }

  #originOf(name: string, celType: string, language: Language): Origin {
    const [, item] = /^list<(.*)>$/.exec(celType) ?? [];
    const field = this.#record.kind === 'object' ? this.#record.fields.get(name) : undefined;
    if (field !== undefined && celTypeOf(field) === celType) return { path: name, type: field };
    if (item !== undefined) return listOf(this.#originOf('', item, language));
    // The item of a list, or a parameter: its type says where it comes from.
    return this.#objects.get(celType) ?? { type: language.types.get(celType) };
  }

  /**
   * Notes what a part of an expression uses.
   * @param named whether what it gives is used by a name of its own later
   * @returns what it stands for, where that can be told
   */
  #use(node: ASTNode, names: Names, named = false): Origin | undefined {
    const origin = this.#attribute(node, names);
    if (origin !== undefined) this.#note(node, origin, named);
    else this.#useParts(node, names, named);
    return origin;
  }

  #useParts(node: ASTNode, names: Names, named: boolean): void {
    switch (node.op) {
      case 'value':
      case 'id':
        break;
      case '.':
      case '.?':
        this.#use(node.args[0], names);
        break;
      case 'call':
        // These two tell nothing of what is within.
        for (const arg of node.args[1]) this.#use(arg, names, node.args[0] === 'size' || node.args[0] === 'has');
        break;
      case 'rcall':
        this.#method(node.args, names, named);
        break;
      case 'map':
        for (const part of node.args.flat()) this.#use(part, names);
        break;
      case '?:':
        node.args.forEach((part, i) => {
          this.#use(part, names, named && i > 0);
        });
        break;
      default:
        for (const part of [node.args].flat() as ASTNode[]) this.#use(part, names);
    }
  }

  /** @returns what the list stands for that it goes through */
  #method([name, receiver, args]: readonly [string, ASTNode, readonly ASTNode[]], names: Names, named: boolean): Origin | undefined {
    const [item, ...rest] = args;
    const goesThrough = MACROS.has(name) && item?.op === 'id';
    const origin = this.#use(receiver, names, goesThrough || name === 'size');
    const inside = goesThrough ? new Map(names).set(item.args, itemOf(origin ?? {})) : names;
    // What it gives of each item is what it gives.
    const last = named && name !== 'filter' ? rest.length - 1 : -1;
    (goesThrough ? rest : args).forEach((part, i) => {
      this.#use(part, inside, goesThrough && i === last);
    });
    return origin;
  }

  /** What a name, a field or an item of one, or a filtered list stands for; undefined for everything else. */
  #attribute(node: ASTNode, names: Names): Origin | undefined {
    switch (node.op) {
      case 'id':
        return names.get(node.args);
      case '.':
      case '.?': {
        const owner = this.#attribute(node.args[0], names);
        return owner === undefined || (owner.path === undefined && owner.type === undefined) ? undefined : this.#field(owner, node.args[1]);
      }
      case '[]':
      case '[?]':
        return this.#item(node.args, names);
      case 'rcall':
        return node.args[0] === 'filter' ? this.#method(node.args, names, false) : undefined;
      default:
        return undefined;
    }
  }

  #item([list, key]: readonly [ASTNode, ASTNode], names: Names): Origin | undefined {
    const owner = this.#attribute(list, names);
    if (owner === undefined) return undefined;
    if (key.op === 'value' && typeof key.args === 'string') return this.#field(owner, key.args);
    this.#use(key, names);
    return itemOf(owner);
  }

  #field({ path, type }: Origin, name: string): Origin {
    const field = type?.kind === 'object' ? type.fields.get(name) : undefined;
    if (path !== undefined) return { path: joined(path, name), type: field };
    // Of what is no attribute, such as a group of rows, a field may hold some.
    const known = field === undefined ? undefined : this.#objects.get(celTypeOf(itemType(field)));
    return known === undefined ? { type: field } : { ...known, type: field };
  }

  #note({ range: { start, end } }: ASTNode, { path, type }: Origin, named: boolean): void {
    if (path === undefined || path === '') return;
    const inside = type === undefined ? 'any' : itemType(type).kind;
    const whole = inside === 'any' || (inside === 'object' && !named);
    this.#found.push({ path, whole, start, length: end - start });
  }
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const itemType = (type: DataType): DataType => (type.kind === 'list' ? itemType(type.item) : type);

const listOf = ({ type, ...origin }: Origin): Origin => ({ ...origin, type: type && { kind: 'list', item: type } });

const itemOf = ({ path, type }: Origin): Origin => ({
  ...(path === undefined ? {} : { path }),
  type: type?.kind === 'list' ? type.item : type,
});
