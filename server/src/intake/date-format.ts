/** Reads a date and time in one written form. @returns `YYYY-MM-DDTHH:mm:ss`, or undefined when the text is no such moment */
export type DateReader = (text: string) => string | undefined;

const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};

/**
 * A reader for a format of `yyyy`, `MM`, `M`, `dd`, `d`, `HH`, `H`, `mm`, `ss`; every other character stands for itself.
 * @returns undefined when the format has no year, month and day
 */
export function dateReader(format: string): DateReader | undefined {
  const pattern = format.replace(/yyyy|MM?|dd?|HH?|mm|ss|[^A-Za-z0-9\s]/g, (part) => tokens[part] ?? `\\${part}`);
  let regex: RegExp;
  try {
    regex = new RegExp(`^${pattern}$`);
  } catch {
    return undefined;
  }
  if (!['year', 'month', 'day'].every((name) => pattern.includes(`<${name}>`))) return undefined;
  return (text) => {
    const parts = regex.exec(text)?.groups;
    if (!parts) return undefined;
    const two = (name: string) => (parts[name] ?? '0').padStart(2, '0');
    const moment = `${parts.year}-${two('month')}-${two('day')}T${two('hour')}:${two('minute')}:${two('second')}`;
    return isMoment(moment) ? moment : undefined;
  };
}

/** Whether the calendar has it: 2011-02-29 it has not. */
function isMoment(text: string): boolean {
  const date = new Date(`${text}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
