import type { DataField } from '../model/data-fields.ts';
import type { FieldParts } from '../model/expressions.ts';

/** A way to write a value, as a list offers it: `money(…, invoice.currency)`, `upper`, or nothing for the value as it is. */
export type Format = string;

const DATES: readonly Format[] = ["date(…, 'long')", "date(…, 'numeric')"];
const DECIMALS: readonly Format[] = ['number', 'number(…, 0)', 'number(…, 1)', 'number(…, 2)', 'number(…, 3)'];
const SHARES: readonly Format[] = ['percent', 'percent(…, 1)', 'percent(…, 2)'];
/** Of those who use the euro and their neighbours; the data's own currency is better where it has one. */
const CURRENCIES = ['EUR', 'CHF', 'GBP', 'USD'];

/** How a value can be written, by its type. Money comes in the currencies that the data tells, and in usual ones. */
export function formatsFor(type: DataField['type'], data: readonly DataField[]): readonly Format[] {
  switch (type) {
    case 'text':
      return ['', 'upper', 'lower', 'title', 'iban', 'country', ...DATES];
    case 'date':
      return [...DATES, 'time', ''];
    case 'decimal': {
      const told = data.filter((field) => field.type === 'text' && /(^|\.)(currency|currencyCode|waehrung|währung)$/i.test(field.path));
      const money = [...new Set([...told.map(({ path }) => path), ...CURRENCIES.map((code) => `'${code}'`)])];
      return [...money.map((currency) => `money(…, ${currency})`), ...DECIMALS, ...SHARES];
    }
    case 'integer':
      return ['number', ...SHARES, ''];
    default:
      return [''];
  }
}

/** The format of a field as a list offers it. */
export const formatOf = ({ format }: FieldParts): Format =>
  format === undefined ? '' : format.rest === '' ? format.name : `${format.name}(…, ${format.rest})`;

/** The function that a format stands for, and what is handed to it beside the value. */
export function takenApart(format: Format): { readonly name: string; readonly rest: string } {
  const [, name = '', rest = ''] = /^(\w+)(?:\(…, (.*)\))?$/.exec(format) ?? [];
  return { name, rest };
}
