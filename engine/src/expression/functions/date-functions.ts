import { dateOfDay, dayNumber, isDateTime } from '../dates.ts';
import { type EngineFunction, FunctionError } from './engine-function.ts';

/** Named looks of a date; `numeric` pads to two digits, as German and British business letters do. */
const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
  weekday: { weekday: 'long' },
};

/** Dates repeat from record to record; this many formatted ones are kept per style. */
const KEPT = 4000;

/** Dates as the language writes them, and days to count with. A moment shows the date it is written with. */
export function dateFunctions(locale: string): EngineFunction[] {
  const formatters = new Map<string, (date: string) => string>();
  const date = (text: string, style = 'medium') => {
    let format = formatters.get(style);
    if (format === undefined) {
      format = makeDateFormatter(locale, style);
      formatters.set(style, format);
    }
    return format(text.length > 10 && isDateTime(text) ? text.slice(0, 10) : text);
  };
  return [
    {
      name: 'date',
      signatures: ['(string): string', '(string, string): string'],
      description: `A date as the language writes it. Styles: ${Object.keys(STYLES).join(', ')}.`,
      example: "date(invoice.date, 'long')",
      call: date,
    },
    {
      name: 'time',
      signatures: ['(string): string'],
      description: 'The time of day of a moment, hours and minutes, as it is written in the data.',
      example: 'time(order.placedAt)',
      call: (moment: string) => {
        if (!isDateTime(moment)) throw new FunctionError(`"${moment}" is not a moment like 2026-03-31T14:30:00Z.`);
        return moment.slice(11, 16);
      },
    },
    {
      name: 'addDays',
      signatures: ['(string, int): string'],
      description: 'The date some days later; negative numbers go back.',
      example: 'date(addDays(invoice.date, 14))',
      call: (text: string, days: bigint) => dateOfDay(dayOf(text) + Number(days)),
    },
    {
      name: 'daysBetween',
      signatures: ['(string, string): int'],
      description: 'The number of days from the first date to the second.',
      example: 'daysBetween(invoice.date, invoice.due)',
      call: (from: string, to: string) => BigInt(dayOf(to) - dayOf(from)),
    },
  ];
}

function dayOf(text: string): number {
  const day = dayNumber(isDateTime(text) ? text.slice(0, 10) : text);
  if (day === undefined) throw new FunctionError(`"${text}" is not a date like 2026-03-31.`);
  return day;
}

export function makeDateFormatter(locale: string, style: string): (date: string) => string {
  const options = STYLES[style];
  if (options === undefined) throw new FunctionError(`"${style}" is not a style of dates.`, `Use ${Object.keys(STYLES).join(', ')}.`);
  const intl = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const known = new Map<string, string>();
  return (text) => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const formatted = intl.format(dayOf(text) * 86_400_000);
    if (known.size < KEPT) known.set(text, formatted);
    return formatted;
  };
}
