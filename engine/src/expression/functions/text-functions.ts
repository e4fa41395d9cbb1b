import { truncate } from '../../text/graphemes.ts';
import { Decimal } from '../decimal.ts';
import { makeNumberFormatter } from '../number-format.ts';
import { type EngineFunction, FunctionError } from './engine-function.ts';

const TEXT = ['(string): string'];

/** Words: case, lists, plurals, country names. */
export function textFunctions(locale: string): EngineFunction[] {
  return [
    {
      name: 'upper',
      signatures: TEXT,
      description: 'Capital letters, by the rules of the language.',
      example: 'upper(customer.name)',
      call: (text: string) => text.toLocaleUpperCase(locale),
    },
    {
      name: 'lower',
      signatures: TEXT,
      description: 'Small letters, by the rules of the language.',
      example: 'lower(customer.email)',
      call: (text: string) => text.toLocaleLowerCase(locale),
    },
    {
      name: 'title',
      signatures: TEXT,
      description: 'Every word with a capital first letter and small ones behind it.',
      example: 'title(line.description)',
      call: (text: string) =>
        text.replace(/[\p{L}\p{M}\p{N}'’]+/gu, (word) => {
          const [first = '', ...rest] = word;
          return first.toLocaleUpperCase(locale) + rest.join('').toLocaleLowerCase(locale);
        }),
    },
    {
      name: 'trim',
      signatures: TEXT,
      description: 'Without blanks at both ends, and with single blanks between words.',
      example: 'trim(line.description)',
      call: (text: string) => text.trim().replace(/\s+/g, ' '),
    },
    {
      name: 'truncate',
      signatures: ['(string, int): string'],
      description: 'At most so many characters, … included where something was cut off; emoji and accented letters stay whole.',
      example: 'truncate(line.description, 40)',
      call: (text: string, most: bigint) => truncate(text, Math.max(1, Number(most))),
    },
    {
      name: 'join',
      signatures: ['(list<string>, string): string'],
      description: 'The texts of a list with a separator between them.',
      example: "join(customer.address, ', ')",
      call: (list: string[], separator: string) => list.join(separator),
    },
    {
      name: 'urlencode',
      signatures: TEXT,
      description: 'Makes text fit to stand in the address of a link.',
      example: "'https://shop.example/o?n=' + urlencode(order.number)",
      call: (text: string) => encodeURIComponent(text.toWellFormed()),
    },
    pluralFunction(locale),
    countryFunction(locale),
  ];
}

/** The plural categories of Unicode. */
export const PLURAL_CATEGORIES: readonly string[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

function pluralFunction(locale: string): EngineFunction {
  const rules = new Intl.PluralRules(locale);
  const format = makeNumberFormatter(locale, {});
  return {
    name: 'plural',
    signatures: ['(int, map<string, string>): string', '(decimal, map<string, string>): string'],
    description: `The form of a text that fits the number; # stands for the number. Forms: ${PLURAL_CATEGORIES.join(', ')}.`,
    example: "plural(size(invoice.lines), {'one': 'one item', 'other': '# items'})",
    call: (n: bigint | Decimal, forms: Record<string, string> | Map<string, string>) => {
      const form = (category: string) => (forms instanceof Map ? forms.get(category) : forms[category]);
      const text = form(rules.select(Number(n.toString()))) ?? form('other');
      if (text === undefined) throw new FunctionError(`plural() has no form for ${n}.`, "Give the form 'other'.");
      return text.includes('#') ? text.replaceAll('#', format(typeof n === 'bigint' ? Decimal.fromInteger(n) : n)) : text;
    },
  };
}

function countryFunction(locale: string): EngineFunction {
  // Names of countries are data that few documents need; reading them takes some milliseconds.
  let names: Intl.DisplayNames | undefined;
  return {
    name: 'country',
    signatures: TEXT,
    description: 'The name of a country by its ISO 3166 code, in the language of the document.',
    example: 'country(customer.country)',
    call: (code: string) => {
      names ??= new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
      const name = /^[A-Za-z]{2}$/.test(code) ? names.of(code.toUpperCase()) : undefined;
      if (name === undefined) throw new FunctionError(`"${code}" is not a country.`, 'Use an ISO 3166 code of two letters such as DE.');
      return name;
    },
  };
}
