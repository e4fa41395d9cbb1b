import { existsSync, readFileSync } from 'node:fs';
import type { DataRecord } from '../src/compose.ts';
import type { TemplateBundle } from '../src/template/model.ts';

/** What has broken other programs, put into every field of a record that text can stand in. */

const SHARED = new URL('../../../shared/data/', import.meta.url);
const NAUGHTY = new URL('naughty-strings/blns.json', SHARED);
const PAYLOADS = new URL('xss-payloads/Intruder/xss-payload-list.txt', SHARED);

export const areThere = (): boolean => existsSync(NAUGHTY) && existsSync(PAYLOADS);

/** Every string once. */
export function hostileStrings(): readonly string[] {
  const naughty = JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[];
  const payloads = readFileSync(PAYLOADS, 'utf8').split('\n');
  return [...new Set([...naughty, ...payloads].filter((string) => string.trim() !== ''))];
}

/**
 * Fields that are more than text: they choose the language or content, are keys of maps, parts of codes, or have a form. What stands in
 * them is checked elsewhere, by the data schema or by the expression that reads them.
 */
const CHOOSING =
  /^(language|country|kind|currency|topic|supply|peril|tariff|handover|slug|code|level|place|period|unit|iban|bic|signed|type)$/i;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A record with strings in all its free texts, one after the other. @returns it, and the strings by the fields that they stand in */
export function withStrings(record: DataRecord, { template }: TemplateBundle, strings: readonly string[]) {
  const used: { readonly path: string; readonly string: string }[] = [];
  const put = (value: Json, schema: unknown, key: string, path: string): Json => {
    const { properties = {}, items, format, enum: options, pattern } = (schema ?? {}) as Record<string, unknown>;
    if (Array.isArray(value)) return value.map((item, i) => put(item as Json, items, key, `${path}/${i}`));
    if (value !== null && typeof value === 'object') {
      const fields = properties as Record<string, unknown>;
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, put(field, fields[name], name, `${path}/${name}`)]));
    }
    if (typeof value !== 'string' || format !== undefined || options !== undefined || pattern !== undefined || CHOOSING.test(key))
      return value;
    const string = strings[used.length % strings.length] as string;
    used.push({ path, string });
    return string;
  };
  return { record: put(record as Json, template.data, '', '') as DataRecord, used };
}
