import type { BoundName } from '@posthorn/engine/authoring';

type Schema = { readonly [keyword: string]: unknown };

/** A value of the data that a field can show or a condition can ask for. */
export interface DataField {
  readonly path: string;
  readonly type: 'text' | 'date' | 'integer' | 'decimal' | 'boolean' | 'list';
  readonly description?: string;
  /** Not required all the way down: a record may lack it. */
  readonly optional: boolean;
  readonly choices?: readonly string[];
}

const MAX_DEPTH = 8;

/** All values that a data schema promises, with those of the items of lists that a place is inside of first. */
export function dataFields(schema: unknown, names: readonly BoundName[] = []): DataField[] {
  const root = schema as Schema;
  const own = names.flatMap(({ name, each }) => {
    const item = itemsAt(root, each, names);
    return item === undefined ? [] : fieldsOf(item, name, root, false, 0);
  });
  return [...own, ...Object.entries(propertiesOf(root)).flatMap(([key, field]) => fieldsOf(field, key, root, !isRequired(root, key), 0))];
}

/** The schema of the items of a list that an expression such as `invoice.lines` names. */
function itemsAt(root: Schema, expression: string, names: readonly BoundName[]): Schema | undefined {
  const [first = '', ...steps] = expression.split('.');
  const bound = names.find(({ name }) => name === first);
  let at =
    bound === undefined
      ? propertiesOf(root)[first]
      : itemsAt(
          root,
          bound.each,
          names.filter((one) => one !== bound),
        );
  for (const step of steps) at = at === undefined ? undefined : propertiesOf(resolved(at, root))[step];
  return at === undefined ? undefined : (resolved(at, root).items as Schema | undefined);
}

function fieldsOf(given: Schema, path: string, root: Schema, optional: boolean, depth: number): DataField[] {
  const schema = resolved(given, root);
  const type = typeOf(schema);
  if (type === 'object') {
    if (depth >= MAX_DEPTH) return [];
    return Object.entries(propertiesOf(schema)).flatMap(([key, field]) =>
      fieldsOf(field, `${path}.${key}`, root, optional || !isRequired(schema, key), depth + 1),
    );
  }
  const description = typeof schema.description === 'string' ? { description: schema.description } : {};
  const choices = Array.isArray(schema.enum) ? { choices: schema.enum.map(String) } : {};
  return [{ path, type, optional, ...description, ...choices }];
}

function typeOf(schema: Schema): DataField['type'] | 'object' {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (type === 'object' || (type === undefined && schema.properties !== undefined)) return 'object';
  if (type === 'array') return 'list';
  if (type === 'boolean' || type === 'integer') return type;
  if (type === 'number' || schema.format === 'decimal') return 'decimal';
  return schema.format === 'date' || schema.format === 'date-time' ? 'date' : 'text';
}

function resolved(schema: Schema, root: Schema): Schema {
  let at: unknown = schema;
  for (let i = 0; i < 16 && typeof (at as Schema).$ref === 'string'; i++) {
    at =
      ((at as Schema).$ref as string)
        .split('/')
        .slice(1)
        .reduce<unknown>((value, step) => (value as Schema | undefined)?.[step], root) ?? {};
  }
  return at as Schema;
}

const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> => (schema.properties ?? {}) as Record<string, Schema>;
const isRequired = (schema: Schema, key: string): boolean => Array.isArray(schema.required) && schema.required.includes(key);

const MONEY = /(amount|total|price|fee|sum|balance|interest|premium|cost|net|gross|tax|salary)$/i;

/** How a value is usually written: money with its currency where the data tells one, days in words. */
export function usualExpression(field: DataField, all: readonly DataField[]): string {
  if (field.type === 'date') return `date(${field.path}, 'long')`;
  if (field.type !== 'decimal') return field.type === 'integer' ? `number(${field.path})` : field.path;
  if (!MONEY.test(field.path)) return `number(${field.path})`;
  const owner = field.path.split('.')[0];
  const currency = all.find(({ path, type }) => type === 'text' && /(^|\.)currency$/.test(path) && path.split('.')[0] === owner);
  return `money(${field.path}, ${currency?.path ?? "'EUR'"})`;
}
