/** How fields stand in texts that a language model sees: it cannot read them, and may only move them. */

const PLACEHOLDER = /«(\d{1,4})»/g;

/** The numbers of a text's placeholders, in their order. */
export const placeholdersIn = (text: string): readonly number[] => [...text.matchAll(PLACEHOLDER)].map(([, number]) => Number(number));

/** What of the placeholders is not as it was; undefined where each came back exactly once. */
export function placeholderFault(sent: string, received: string): string | undefined {
  const before = placeholdersIn(sent);
  const after = placeholdersIn(received);
  const times = (number: number) => after.filter((one) => one === number).length;
  const lost = before.filter((number) => times(number) === 0);
  const repeated = before.filter((number) => times(number) > 1);
  const invented = after.filter((number) => !before.includes(number));
  const signs = (numbers: readonly number[]) => [...new Set(numbers)].map((number) => `«${number}»`).join(', ');
  if (lost.length > 0) return `${signs(lost)} is missing`;
  if (repeated.length > 0) return `${signs(repeated)} stands there more than once`;
  if (invented.length > 0) return `${signs(invented)} was never asked for`;
  // What is left of signs once the whole ones are gone is the rest of a broken one.
  return /[«»]\s*\d|\d\s*[«»]/.test(received.replace(PLACEHOLDER, '')) ? 'a placeholder came back broken' : undefined;
}
