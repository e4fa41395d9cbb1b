import { createHash } from 'node:crypto';
import { type Letter, sheetsOf } from '../letters/letter.ts';

/*
 * Providers say by name or by a file beside the letter how it is to be printed, each in its own way; so both are texts with places to fill in:
 * `{id}`, `{reference}`, `{customer}`, `{country}`, `{product}`, `{pages}`, `{sheets}`, `{colour}` and `{duplex}` (1 or 0), `{size}` and `{sha256}` of
 * the PDF, `{file}` (its name), `{line1}` to `{line6}` of the address, `{address}` (its lines with a comma between them).
 */

/** How a ticket is written decides how values are escaped in it. */
export const ticketForms = ['none', 'xml', 'json', 'csv'] as const;
export type TicketForm = (typeof ticketForms)[number];

export interface PrintOptions {
  readonly colour: boolean;
  readonly duplex: boolean;
}

export const defaultTicket =
  '<?xml version="1.0" encoding="UTF-8"?>\n<letter id="{id}" reference="{reference}" customer="{customer}">\n' +
  '  <file name="{file}" pages="{pages}" size="{size}" sha256="{sha256}"/>\n' +
  '  <print colour="{colour}" duplex="{duplex}" product="{product}" country="{country}"/>\n' +
  '  <address>{address}</address>\n</letter>\n';

const names = [
  'id',
  'reference',
  'customer',
  'country',
  'product',
  'pages',
  'sheets',
  'colour',
  'duplex',
  'size',
  'sha256',
  'file',
  'address',
];
const known = new RegExp(`\\{(${[...names, 'line[1-6]'].join('|')})\\}`, 'g');

type Values = Readonly<Record<string, string>>;

function valuesOf(letter: Letter, { colour, duplex }: PrintOptions, file: string): Values {
  const { id, reference, customerNumber, country, product, pages, pdf, address } = letter;
  const lines = Array.from({ length: 6 }, (_, at) => [`line${at + 1}`, address[at] ?? '']);
  return {
    ...{ id, reference, customer: customerNumber, country, product, file, address: address.join(', ') },
    ...{ pages: String(pages), sheets: String(sheetsOf(pages, duplex)), colour: colour ? '1' : '0', duplex: duplex ? '1' : '0' },
    ...{ size: String(pdf.length), sha256: createHash('sha256').update(pdf).digest('hex') },
    ...Object.fromEntries(lines),
  };
}

/** The name of a letter's file: what is filled in can neither leave the directory nor stand for another option. */
export function fileNameOf(pattern: string, letter: Letter, options: PrintOptions): string {
  const values = valuesOf(letter, options, '');
  return pattern.replace(known, (_all, name: string) => (values[name] ?? '').replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60));
}

/** What is wrong with a pattern of names; undefined when nothing is. */
export function patternFault(pattern: string): string | undefined {
  if (!pattern.includes('{id}')) return 'fileName: {id} must be in it, so that no two letters have one name';
  if (/[/\\]|^\./.test(pattern) || [...pattern].some((character) => character < ' '))
    return 'fileName: a name without / and \\, not beginning with a dot';
  return pattern.endsWith('.pdf') ? undefined : 'fileName: it must end with .pdf';
}

/** What is to lie beside the letter. */
export function ticketOf(text: string, form: Exclude<TicketForm, 'none'>, letter: Letter, options: PrintOptions, file: string): string {
  const values = valuesOf(letter, options, file);
  return text.replace(known, (_all, name: string) => escapes[form](values[name] ?? ''));
}

const entities: Values = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const escapes: Readonly<Record<Exclude<TicketForm, 'none'>, (value: string) => string>> = {
  // Control characters cannot stand in XML at all.
  xml: (value) => [...value].map((one) => (one < ' ' ? ' ' : (entities[one] ?? one))).join(''),
  json: (value) => JSON.stringify(value).slice(1, -1),
  csv: (value) => `"${value.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('"', '""')}"`,
};
