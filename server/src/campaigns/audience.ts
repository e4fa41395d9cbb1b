import type { DataRecord } from '@posthorn/engine';
import { openRule, type Rule } from '@posthorn/engine/authoring';
import { attributeTypes, type CustomerForComposition } from '../customers/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Db } from '../platform/platform.ts';
import './errors.ts';

/** A JSON Schema of an object. */
export interface AudienceSchema {
  readonly type: 'object';
  readonly properties: { readonly customer: { readonly type: 'object'; readonly properties: { readonly [field: string]: object } } };
}

const text = { type: 'string' };

/** What conditions may ask of a customer: what all have, and the attributes that are there, typed as their values are. */
export async function audienceSchema(db: Db): Promise<AudienceSchema> {
  const attributes = [...(await attributeTypes(db))].map(([name, type]) => [name, schemaOf(type)]);
  const properties = {
    number: text,
    name: text,
    language: text,
    country: text,
    channels: { type: 'array', items: text },
    attributes: { type: 'object', properties: Object.fromEntries(attributes) },
  };
  return { type: 'object', properties: { customer: { type: 'object', properties } } };
}

function schemaOf(type: string | null): object {
  if (type === 'array') return { type, items: text };
  return type === 'string' || type === 'number' || type === 'boolean' ? { type } : {};
}

/** @throws PosthornError `campaign.bad-rule` */
export function audienceRule(schema: AudienceSchema, condition: string): Rule {
  const opened = openRule({ ...schema }, condition);
  if ('rule' in opened) return opened.rule;
  const { message, hint, offset } = opened.fault;
  throw new PosthornError('campaign.bad-rule', {
    detail: `${message} (at character ${offset + 1})${hint === undefined ? '' : ` ${hint}`}`,
  });
}

/** A customer as conditions see them; on channels are those that have a valid address. */
export function audienceRecord({
  number,
  name,
  language,
  country,
  attributes,
  contactPoints,
  postalAddress,
}: CustomerForComposition): DataRecord {
  const valid = contactPoints.filter((point) => point.state === 'valid').map((point) => point.channel);
  const channels = [...new Set<string>([...valid, ...(postalAddress.length >= 2 ? ['post'] : [])])].sort();
  return { customer: { number, name, language, country, channels, attributes } };
}
