/**
 * The words that the JSON Schema of `posthorn/1` is said in: what a part of it is, and short ways to write one.
 */
export interface Schema {
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly properties?: { readonly [key: string]: Schema };
  readonly patternProperties?: { readonly [pattern: string]: Schema };
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly (string | number)[];
  readonly const?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
}

export type Properties = { readonly [key: string]: Schema };

export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const text: Schema = { type: 'string', maxLength: 100_000 };
export const flag: Schema = { type: 'boolean' };
export const oneOf = (...values: readonly (string | number)[]): Schema => ({ enum: values });
export const between = (minimum: number, maximum: number): Schema => ({ type: 'number', minimum, maximum });
export const list = (items: Schema, more: Partial<Schema> = {}): Schema => ({ type: 'array', items, ...more });
export const named = (values: Schema): Schema => ({
  type: 'object',
  patternProperties: { '^[A-Za-z0-9_][A-Za-z0-9_. -]*$': values },
  additionalProperties: false,
});
export const object = (required: Properties, optional: Properties = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
/** An object told apart from others by its `type`. */
export const kind = (type: string, required: Properties = {}, optional: Properties = {}): Schema =>
  object({ type: { const: type }, ...required }, optional);
export const node = (type: string, required: Properties = {}, optional: Properties = {}): Schema =>
  kind(type, required, {
    ...optional,
    id: ref('identifier'),
    only: list(ref('channel'), { minItems: 1 }),
    when: ref('expression'),
    locked: flag,
  });

export const LANGUAGE = '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$';
export const localized = (value: Schema): Schema => ({
  anyOf: [
    ...(value.anyOf ?? [value]),
    { type: 'object', patternProperties: { [LANGUAGE]: value }, additionalProperties: false, minProperties: 1 },
  ],
});
export const inlineForms: Schema = { anyOf: [text, list(ref('inlineNode'))] };
export const inlineText = ref('localizedInline');
export const millimetres = between(0, 5000);
export const points = between(0, 1000);
export const nodes = list(ref('node'));
export const align = oneOf('left', 'right', 'center');
export const cellAlign = oneOf('left', 'right', 'center', 'decimal');
