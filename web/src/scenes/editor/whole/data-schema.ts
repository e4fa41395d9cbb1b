/** The fields of a template's data, as an author sees and changes them: rows of paths, kept as a JSON Schema. Keywords that are not known here stay. */

type Schema = { readonly [keyword: string]: unknown };

export const fieldTypes = ['text', 'date', 'time', 'integer', 'decimal', 'boolean'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A value of the record. `order.items[].text` is the text of each item of a list. */
export interface FieldRow {
  readonly path: string;
  readonly type: FieldType;
  /** Records may lack it. */
  readonly optional: boolean;
  readonly description?: string;
  /** It stands in a part that the schema names elsewhere (`$ref`), and is not changed here. */
  readonly shared?: true;
}

const schemas: Readonly<Record<FieldType, Schema>> = {
  text: { type: 'string' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'date-time' },
  integer: { type: 'integer' },
  decimal: { type: 'string', format: 'decimal' },
  boolean: { type: 'boolean' },
};

const FORM = /^[A-Za-z_]\w*(\[\])?(\.[A-Za-z_]\w*(\[\])?)*$/;
const deepest = 8;

/** Whether a path can be one: names with full stops between, `[]` behind those of lists. */
export const isPath = (path: string): boolean => FORM.test(path) && !path.includes('__proto__') && path.split('.').length <= deepest;

/** All fields, in the order of the schema. */
export function fieldRows(schema: unknown): readonly FieldRow[] {
  return rowsOf(schema as Schema, '', schema as Schema, false, 0);
}

function rowsOf(object: Schema, prefix: string, root: Schema, shared: boolean, depth: number): FieldRow[] {
  if (depth >= deepest) return [];
  return Object.entries(propertiesOf(object)).flatMap(([name, field]) => {
    const optional = !requiredOf(object).includes(name);
    return rowsOfField(field, `${prefix}${name}`, root, { optional, shared, depth });
  });
}

interface Around {
  readonly optional: boolean;
  readonly shared: boolean;
  readonly depth: number;
}

function rowsOfField(given: Schema, path: string, root: Schema, { optional, shared: outer, depth }: Around): FieldRow[] {
  const shared = outer || given.$ref !== undefined;
  const schema = resolved(given, root);
  if (isObject(schema)) return rowsOf(schema, `${path}.`, root, shared, depth + 1);
  if (typeNameOf(schema) === 'array')
    return rowsOfField((schema.items ?? {}) as Schema, `${path}[]`, root, { optional, shared, depth: depth + 1 });
  const description = typeof given.description === 'string' ? given.description : schema.description;
  return [
    {
      ...{ path, type: typeOf(schema), optional },
      ...(typeof description === 'string' && { description }),
      ...(shared && { shared }),
    },
  ];
}

function typeOf(schema: Schema): FieldType {
  const type = typeNameOf(schema);
  if (type === 'boolean' || type === 'integer') return type;
  if (type === 'number' || schema.format === 'decimal') return 'decimal';
  return schema.format === 'date' ? 'date' : schema.format === 'date-time' ? 'time' : 'text';
}

/**
 * The schema with a field more, or with what it says of one changed.
 * @returns undefined where the path leads through a value that holds no others, or through a part that is shared
 */
export function withField(schema: unknown, row: FieldRow): Schema | undefined {
  return changed(schema as Schema, row.path.split('.'), row);
}

function changed(object: Schema, [step = '', ...rest]: readonly string[], row: FieldRow): Schema | undefined {
  const name = step.replace('[]', '');
  const before = propertiesOf(object)[name];
  if (before?.$ref !== undefined || (before !== undefined && step.endsWith('[]') !== (typeNameOf(before) === 'array'))) return undefined;
  const inner = step.endsWith('[]') ? ((before?.items ?? {}) as Schema) : (before ?? {});
  const made = rest.length === 0 ? leaf(inner, row) : within(inner, rest, row);
  if (made === undefined) return undefined;
  const field = step.endsWith('[]') ? { ...before, type: 'array', items: made } : made;
  // What is on the way to a field that every record has is there in every record, if it is new.
  const needed = rest.length === 0 || before === undefined ? !row.optional : requiredOf(object).includes(name);
  return withProperty(object, name, field, needed);
}

const within = (inner: Schema, rest: readonly string[], row: FieldRow): Schema | undefined =>
  isObject(inner) || Object.keys(inner).length === 0 ? changed({ ...inner, type: 'object' }, rest, row) : undefined;

/** A value: of another type, nothing that was said of the former one holds. */
function leaf(before: Schema, { type, description }: FieldRow): Schema | undefined {
  if (isObject(before) || typeNameOf(before) === 'array' || before.$ref !== undefined) return undefined;
  const { description: _, ...said } = before;
  const kept = Object.keys(before).length > 0 && typeOf(before) === type ? said : schemas[type];
  return { ...kept, ...(description !== undefined && description !== '' && { description }) };
}

function withProperty(object: Schema, name: string, field: Schema, needed: boolean): Schema {
  const { required: _, ...rest } = object;
  const required = [...requiredOf(object).filter((one) => one !== name), ...(needed ? [name] : [])];
  // Properties keep their places, and so do names of those that are required.
  const inOrder = needed && requiredOf(object).includes(name) ? requiredOf(object) : required;
  return {
    ...rest,
    ...(inOrder.length > 0 && { required: inOrder }),
    properties: { ...propertiesOf(object), [name]: field },
  };
}

/** The schema without a field, and without objects and lists that held nothing else. */
export function withoutField(schema: unknown, path: string): Schema {
  return removed(schema as Schema, path.split('.')) ?? { type: 'object', properties: {} };
}

/** @returns undefined where nothing is left */
function removed(object: Schema, [step = '', ...rest]: readonly string[]): Schema | undefined {
  const name = step.replace('[]', '');
  const { [name]: field, ...others } = propertiesOf(object);
  const left = field === undefined || rest.length === 0 ? undefined : leftOf(field, step, rest);
  if (left !== undefined) return { ...object, properties: { ...propertiesOf(object), [name]: left } };
  if (Object.keys(others).length === 0) return undefined;
  const { required: _, ...said } = object;
  const required = requiredOf(object).filter((one) => one !== name);
  return { ...said, ...(required.length > 0 && { required }), properties: others };
}

function leftOf(field: Schema, step: string, rest: readonly string[]): Schema | undefined {
  const inner = step.endsWith('[]') ? ((field.items ?? {}) as Schema) : field;
  const left = removed(inner, rest);
  return left === undefined || !step.endsWith('[]') ? left : { ...field, items: left };
}

function resolved(schema: Schema, root: Schema): Schema {
  let at: Schema | undefined = schema;
  for (let i = 0; i < 16 && typeof at?.$ref === 'string'; i++)
    at = at.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((value, step) => (value as Schema | undefined)?.[step], root) as Schema | undefined;
  return at ?? {};
}

const typeNameOf = ({ type }: Schema): unknown => (Array.isArray(type) ? type.find((one) => one !== 'null') : type);
const isObject = (schema: Schema): boolean => typeNameOf(schema) === 'object' || schema.properties !== undefined;
const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> => (schema.properties ?? {}) as Record<string, Schema>;
const requiredOf = (schema: Schema): readonly string[] => (Array.isArray(schema.required) ? schema.required : []);
