const DAY = 86_400_000;

/** Days from today to a day such as `2027-01-31`, by the calendar of who looks; negative when it is past. */
export function dueIn(day: string, now: Date): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.UTC(year, month - 1, date) - today) / DAY);
}
