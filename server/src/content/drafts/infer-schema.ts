/** A JSON Schema as the engine knows them: see `DataSchema`. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The data schema of records, from examples: types, exact decimals and dates by how they are written, `required` what every one has.
 * Where examples contradict each other the wider form is taken.
 */
export function inferSchema(records: readonly unknown[]): JsonSchema {
  const kinds = new Set(records.filter((one) => one !== null).map(kindOf));
  if (kinds.size === 2 && kinds.has('integer') && kinds.has('number')) return { type: 'number' };
  if (kinds.size !== 1)
    return kinds.size > 1 && [...kinds].every((kind) => kind !== 'object' && kind !== 'array') ? { type: 'string' } : {};
  const [kind] = kinds;
  const values = records.filter((one) => one !== null);
  if (kind === 'object') return objectSchema(values as { readonly [field: string]: unknown }[]);
  if (kind === 'array') return { type: 'array', items: inferSchema((values as unknown[][]).flat()) };
  if (kind === 'string') return stringSchema(values as string[]);
  return { type: kind };
}

function objectSchema(objects: readonly { readonly [field: string]: unknown }[]): JsonSchema {
  const fields = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const present = (field: string) => objects.filter((one) => one[field] !== undefined && one[field] !== null);
  const required = fields.filter((field) => present(field).length === objects.length);
  const properties = fields.map((field) => [field, inferSchema(present(field).map((one) => one[field]))]);
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties: Object.fromEntries(properties) };
}

/** Decimals are written with a fraction, so that article numbers and postcodes stay texts. */
const forms: readonly (readonly [format: string, form: RegExp])[] = [
  ['decimal', /^-?\d{1,15}\.\d{1,6}$/],
  ['date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/],
  ['date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/],
];

function stringSchema(texts: readonly string[]): JsonSchema {
  const filled = texts.filter((text) => text !== '');
  const format =
    filled.length === texts.length && filled.length > 0 && forms.find(([, form]) => filled.every((text) => form.test(text)))?.[0];
  return { type: 'string', ...(format ? { format } : {}) };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
