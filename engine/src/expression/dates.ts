/** Dates as data holds them: ISO 8601 text. No clock and no time zone: a moment is shown as it is written. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^T([01]\d|2[0-3]):([0-5]\d)(:([0-5]\d|60)(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?$/i;

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return dayNumber(text) !== undefined;
}

/** Whether the text is a day and a time of day, with or without zone. */
export function isDateTime(text: string): boolean {
  return isDate(text.slice(0, 10)) && TIME.test(text.slice(10));
}

/** Days since 1970-01-01; undefined where the text is no date. */
export function dayNumber(text: string): number | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 86_400_000 : undefined;
}

/** The date of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
